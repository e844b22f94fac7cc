package import Contracts
package import Documents
package import Evidence

extension RequestTemplate {
  /// The request itself, without its credential; every value written as its parameter or media type
  /// wants it.
  ///
  /// An empty path parameter is refused: it would call another operation (OpenAPI 3.0.4 §4.8.12.1
  /// makes path parameters required; an empty segment turns a download into an erasure).
  package func request(
    for operation: Contract.Operation, baseURL: String, in context: ExpressionContext
  ) throws(TemplateError) -> HTTPRequest {
    let facts = operation.facts
    let pathText =
      if let rawPath {
        rawPath
      } else if raw?.target == nil {
        try path(of: operation, facts.path, context)
      } else {
        ""
      }
    let queryText = if let rawQuery { rawQuery } else { try query(of: operation, context) }
    var url = baseURL
    while url.utf8.last == UInt8(ascii: "/") { url.removeLast() }
    let hasQuery = rawQuery != nil || !queryText.isEmpty
    url = String.joining(url, pathText, hasQuery ? "?" : "", queryText)
    var fields = HTTPHeaders([
      .init(name: "Accept", value: accept ?? facts.acceptedTypes)
    ])
    for (notation, value) in try filled(headers, at: .header, operation, context) {
      let text = try written { () throws(SerializationError) in
        try ParameterWriter(notation).field(value)
      }
      if let text { fields.replace(notation.name, with: text) }
    }
    var cookies: [String] = []
    for (notation, value) in try filled(self.cookies, at: .cookie, operation, context) {
      cookies += try written { () throws(SerializationError) in
        try ParameterWriter(notation).pairs(value)
      }
    }
    if !cookies.isEmpty { fields.append("Cookie", cookies.joined(separator: "; ")) }
    let body = try body(of: operation, context)
    if let type = announcedType ?? body?.contentType {
      fields.remove("Content-Type")
      if !type.isEmpty { fields.append("Content-Type", type) }
    }
    var request = HTTPRequest(
      method: method ?? operation.id.method, url: url, headers: fields, body: body?.bytes)
    if let raw {
      let filled = try raw.filled { (value) throws(TemplateError) in
        try value.filled(in: context)
      }
      try filled.apply(to: &request, baseURL: baseURL)
    }
    return request
  }

  /// As above, at no particular time and by chance from no seed.
  package func request(
    for operation: Contract.Operation, baseURL: String, variables: [String: Value]
  ) throws(TemplateError) -> HTTPRequest {
    try request(for: operation, baseURL: baseURL, in: ExpressionContext(variables: variables))
  }

  // MARK: Parts

  private func path(
    of operation: Contract.Operation, _ template: PathTemplate, _ context: ExpressionContext
  ) throws(TemplateError) -> String {
    if path.isEmpty, template.parts.count == 1, case .literal(let text) = template.parts[0] {
      return text
    }
    let values = try filled(path, at: .path, operation, context)
    var result = ""
    var segment = ""
    var last: String?
    for part in template.parts {
      switch part {
      case .literal(let text):
        for byte in text.unicodeScalars {
          if byte == "/" {
            try check(segment, last)
            segment = ""
            last = nil
          } else {
            segment.unicodeScalars.append(byte)
          }
        }
        result += text
      case .variable(let name):
        guard let value = values.first(where: { $0.notation.name == name }) else {
          throw .missingPathParameter(name)
        }
        let text = try written { () throws(SerializationError) in
          try ParameterWriter(value.notation).path(value.value)
        }
        guard !text.isEmpty else { throw .emptyPathParameter(name) }
        result += text
        segment += text
        last = name
      }
    }
    try check(segment, last)
    return result
  }

  /// Refuses a segment that a variable made a dot segment, alone or with its neighbours.
  private func check(_ segment: String, _ variable: String?) throws(TemplateError) {
    if let variable, segment == "." || segment == ".." { throw .dotPathParameter(variable) }
  }

  private func query(
    of operation: Contract.Operation, _ context: ExpressionContext
  ) throws(TemplateError) -> String {
    var text = ""
    func add(_ pair: String) {
      guard !pair.isEmpty else { return }
      // Most queries are one pair.
      if text.isEmpty {
        text = pair
      } else {
        text += "&"
        text += pair
      }
    }
    if let querystring {
      let media = operation.parameters.first { $0.location == .querystring }?.content
      let value = try querystring.value.filled(in: context)
      add(
        try written { () throws(SerializationError) in
          try QuerystringWriter(name: querystring.name, media: media).text(value)
        })
    }
    let known = operation.facts.arguments
    for argument in query {
      let place = try place(of: argument, at: .query, among: known)
      let value = try argument.value.filled(in: context, place: argument.name)
      if let place, let pair = known[place].pair(value) {
        add(pair)
        continue
      }
      let notation =
        place.map { known[$0].notation } ?? ParameterNotation(name: argument.name, location: .query)
      let pairs = try written { () throws(SerializationError) in
        try ParameterWriter(notation).pairs(value)
      }
      for pair in pairs { add(pair) }
    }
    return text
  }

  private func body(
    of operation: Contract.Operation, _ context: ExpressionContext
  ) throws(TemplateError) -> WrittenBody? {
    let value = try body?.filled(in: context)
    let media = contentType.map {
      operation.body?.mediaType(named: $0) ?? Contract.MediaType(name: $0)
    }
    if let rawBody {
      let name = media?.name ?? operation.body?.mediaType(for: value ?? .null)?.name
      return WrittenBody(bytes: rawBody, contentType: name ?? "application/octet-stream")
    }
    if let value {
      let media =
        media ?? operation.body?.mediaType(for: value)
        ?? Contract.MediaType(name: "application/json")
      return try written { () throws(SerializationError) in try BodyWriter(media).write(value) }
    }
    if form.isEmpty { return nil }
    let arguments = try filled(form, at: .form, operation, context)
    let form =
      media ?? operation.body?.mediaType(for: .object(ValueObject()))
      ?? Contract.MediaType(name: "application/x-www-form-urlencoded")
    return try written { () throws(SerializationError) in try BodyWriter(form).write(arguments) }
  }

  // MARK: Values

  /// Arguments with their variables filled in, each with what the operation says of it; one that the
  /// operation doesn't know is written as where nothing is said.
  private func filled(
    _ arguments: [Argument], at location: Contract.Parameter.Location,
    _ operation: Contract.Operation, _ context: ExpressionContext
  ) throws(TemplateError) -> [(notation: ParameterNotation, value: Value)] {
    guard !arguments.isEmpty else { return [] }
    let known = operation.facts.arguments
    var result: [(notation: ParameterNotation, value: Value)] = []
    for argument in arguments {
      let place = try place(of: argument, at: location, among: known)
      let notation =
        place.map { known[$0].notation }
        ?? ParameterNotation(name: argument.name, location: location)
      result.append((notation, try argument.value.filled(in: context, place: argument.name)))
    }
    return result
  }

  /// Where an argument stands among those that the operation knows. A place, because copying one counts every
  /// part of it.
  private func place(
    of argument: Argument, at location: Contract.Parameter.Location,
    among known: [OperationFacts.Argument]
  ) throws(TemplateError) -> Int? {
    let place = known.firstIndex {
      $0.notation.location == location && $0.notation.name == argument.name
    }
    if let place, known[place].isCredential { throw .credentialParameter(argument.name) }
    return place
  }

  private func written<Result>(
    _ write: () throws(SerializationError) -> Result
  ) throws(TemplateError) -> Result {
    do { return try write() } catch { throw .unwritable(error) }
  }
}
