import Documents

extension Swagger2Builder {
  mutating func responses(_ operation: SpecObject) -> [Contract.Response] {
    guard let object = operation.object("responses", into: &diagnostics) else {
      if operation["responses"] == nil {
        diagnostics.append(
          Diagnostic(
            .warning, code: "responses-missing", "`\(operation.pointer)` documents no response",
            remedy: "add `responses`; any answer is undocumented now", at: operation.range))
      }
      return []
    }
    let types = operation.texts("produces", into: &diagnostics) ?? produces
    var responses: [Contract.Response] = []
    for member in object.members where !member.name.startsExactly(with: "x-") {
      guard let status = Contract.Response.Status(member.name) else {
        diagnostics.append(
          Diagnostic(
            .warning, code: "status-invalid", "`\(member.name)` is no HTTP status",
            remedy: "write three digits or `default`; the response was left out",
            at: member.nameRange ?? member.value.range))
        continue
      }
      guard !responses.contains(where: { $0.status == status }) else {
        diagnostics.append(
          Diagnostic(
            .warning, code: "response-duplicate", "the status \(status) is documented twice",
            remedy: "remove one of them; the first one counts",
            at: member.nameRange ?? member.value.range))
        continue
      }
      let pointer = object.pointer.appending(member.name)
      if let response = response(member, status, at: pointer, types: types) {
        responses.append(response)
      }
    }
    return responses
  }

  private mutating func response(
    _ member: ValueObject.Member, _ status: Contract.Response.Status, at pointer: JSONPointer,
    types: [String]?
  ) -> Contract.Response? {
    guard let (value, place) = references.follow(member.value, at: pointer, into: &diagnostics),
      let object = SpecObject(value, at: place, into: &diagnostics)
    else { return nil }
    var response = Contract.Response(
      status: status, description: object.text("description", into: &diagnostics),
      range: member.nameRange ?? member.value.range)
    if let schema = object["schema"] {
      // `file` is no schema type: the content is whatever bytes there are.
      let isFile = schema["type"]?.string == "file"
      let reference =
        isFile
        ? nil : schemaReference(schema, at: object.pointer.appending("schema"))
      if isFile || reference != nil {
        response.content = content(types, schema: reference, at: object.range)
      }
    }
    response.headers = headers(object)
    return response
  }

  private mutating func headers(_ response: SpecObject) -> [Contract.Header] {
    guard let headers = response.object("headers", .warning, into: &diagnostics) else { return [] }
    return headers.members.compactMap { member in
      let pointer = headers.pointer.appending(member.name)
      guard let object = SpecObject(member.value, at: pointer, .warning, into: &diagnostics) else {
        return nil
      }
      return Contract.Header(
        name: member.name,
        schema: Contract.SchemaReference(
          pointer: pointer, label: TypeLabel.label(of: member.value), range: object.range),
        range: member.nameRange ?? member.value.range)
    }
  }
}

extension Contract.Response.Status {
  /// Reads `200`, `4XX` and `default`.
  init?(_ text: String) {
    if text == "default" {
      self = .default
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.count == 3, (49...53).contains(bytes[0]) else { return nil }
    if bytes[1] | 0x20 == 0x78, bytes[2] | 0x20 == 0x78 {
      self = .range(Int(bytes[0]) - 48)
      return
    }
    guard bytes.allSatisfy({ (48...57).contains($0) }), let code = Int(text) else { return nil }
    self = .code(code)
  }
}
