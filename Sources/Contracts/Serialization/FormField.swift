import Documents

/// One field of a form, with all that says how it is written (OpenAPI 3.0.4 §4.7.15).
struct FormField {
  private let name: String
  private let value: Value
  private let isFile: Bool
  /// Set where a style says how; else the media type does.
  private let notation: ParameterNotation?
  private let mediaType: String?
  private let headers: [Contract.Header]

  /// A property of a form's object. A style is used only where the encoding names one, `explode` or
  /// `allowReserved`.
  init(_ name: String, _ value: Value, _ media: Contract.MediaType) {
    self.name = name
    self.value = value
    let encoding = media.encodings.first { $0.property.isExactly(name) }
    headers = encoding?.headers ?? []
    let mediaType = encoding?.contentTypes.first.map { name in
      MediaTypeName(name)?.sendable ?? name
    }
    self.mediaType = mediaType
    isFile =
      media.fileProperties.contains { $0.isExactly(name) }
      || mediaType.flatMap { MediaTypeName($0) }.map(Self.isFile) ?? false
    notation = encoding.flatMap { encoding in
      guard encoding.isStyled else { return nil }
      return ParameterNotation(
        name: name, location: .form, style: encoding.style, isExploded: encoding.isExploded,
        allowsReserved: encoding.allowsReserved)
    }
  }

  /// Whether what is of a type is a file, not a field that was typed in.
  private static func isFile(_ type: MediaTypeName) -> Bool {
    ["image", "audio", "video"].contains(type.type)
      || (type.type == "application" && type.subtype == "octet-stream")
  }

  /// A form parameter of Swagger 2.0.
  init(_ notation: ParameterNotation, _ value: Value, isFile: Bool) {
    name = notation.name
    self.value = value
    self.isFile = isFile
    self.notation = isFile ? nil : notation
    mediaType = nil
    headers = []
  }

  /// `name=value` pairs of a URL-encoded form.
  func pairs() throws(SerializationError) -> [String] {
    if let notation { return try ParameterWriter(notation).pairs(value) }
    let encodedName = PercentCoding.encoded(name, keeping: .form)
    var pairs: [String] = []
    for item in items {
      pairs.append(encodedName + "=" + PercentCoding.encoded(try text(item).text, keeping: .form))
    }
    return pairs
  }

  /// The parts of a multipart form: an array's items are parts of one name (RFC 7578 §4.3).
  func parts() throws(SerializationError) -> [MultipartWriter.Part] {
    var fields: [(name: String, value: String)] = []
    for header in headers where header.name.loweredASCII() != "content-type" {
      if let value = try headerText(header) { fields.append((header.name, value)) }
    }
    if let notation {
      return try ParameterWriter(notation, isMultipart: true).named(value).map { pair in
        MultipartWriter.Part(name: pair.name, fields: fields, content: Array(pair.text.utf8))
      }
    }
    var parts: [MultipartWriter.Part] = []
    for item in items {
      let (text, type) = try text(item)
      parts.append(
        MultipartWriter.Part(
          name: name, fileName: isFile ? name : nil,
          contentType: type ?? (isFile ? "application/octet-stream" : nil), fields: fields,
          content: Array(text.utf8)))
    }
    return parts
  }

  /// What becomes a pair or part each: the items of an array, else the value.
  private var items: [Value] { value.array ?? [value] }

  /// The text of one of them and its media type: the documented one, else JSON for arrays and
  /// objects and none, which is plain text, for scalars.
  private func text(_ item: Value) throws(SerializationError) -> (text: String, type: String?) {
    if item.isNull, value.array != nil { throw SerializationError(.innerNull, name: name) }
    if let mediaType {
      return (try ContentText.text(of: item, as: mediaType, name: name), mediaType)
    }
    if let text = FlatValue.text(item) { return (text, nil) }
    return (JSONWriter.text(item), "application/json")
  }

  /// A header of the part, its value taken from the definition's examples; nil where there is none
  /// and none is needed.
  private func headerText(_ header: Contract.Header) throws(SerializationError) -> String? {
    let value = header.examples.lazy.compactMap(\.value).first
    guard let value else {
      if header.isRequired { throw SerializationError(.partHeader(header.name), name: name) }
      return nil
    }
    return try ParameterWriter(
      ParameterNotation(
        name: header.name, location: .header, style: header.style, isExploded: header.isExploded,
        mediaType: header.content?.name)
    ).field(value)
  }
}
