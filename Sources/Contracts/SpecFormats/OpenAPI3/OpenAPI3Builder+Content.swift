import Documents

extension OpenAPI3Builder {
  mutating func body(_ operation: SpecObject) -> Contract.Body? {
    guard let value = operation["requestBody"],
      let object = resolved(value, at: operation.pointer.appending("requestBody"))
    else { return nil }
    var content = mediaTypes(object)
    if content.isEmpty {
      warn(
        "content-missing", "the request body at `\(object.pointer)` has no content",
        remedy: "name its media types; JSON is assumed", at: object.range)
      content = [Contract.MediaType(name: "application/json", isAssumed: true)]
    }
    return Contract.Body(
      isRequired: object.bool("required", into: &diagnostics) ?? false,
      description: text("description", of: object, beside: value), content: content,
      range: object.range)
  }

  /// The `content` of a body, response, parameter or header.
  mutating func mediaTypes(_ owner: SpecObject) -> [Contract.MediaType] {
    guard let content = owner.object("content", into: &diagnostics) else { return [] }
    var types: [Contract.MediaType] = []
    for member in content.members where !member.name.startsExactly(with: "x-") {
      let pointer = content.pointer.appending(member.name)
      guard let object = resolved(member.value, at: pointer) else { continue }
      var reference: Contract.SchemaReference?
      var schema: Value?
      if let value = object["schema"],
        let named = namedSchema(value, at: object.pointer.appending("schema"))
      {
        reference = named.reference
        schema = named.schema
      }
      let isPlain = schema != nil && object.members.count == 1
      var itemSchema: Contract.SchemaReference?
      if !isPlain, version >= .v32 {
        itemSchema = object["itemSchema"].flatMap {
          schemaReference($0, at: object.pointer.appending("itemSchema"))
        }
      }
      let examples = examples(
        object, of: schema, at: reference?.pointer ?? object.pointer)
      var fileProperties: [String] = []
      if Self.isMultipart(member.name) {
        fileProperties = FileProperties(document: document, references: references)
          .names(of: reference)
      }
      // All at once: each part that is set later copies the others.
      types.append(
        Contract.MediaType(
          name: member.name, schema: reference, itemSchema: itemSchema, examples: examples,
          encodings: isPlain ? [] : encodings(object), fileProperties: fileProperties,
          range: member.nameRange ?? object.range))
    }
    return types
  }

  private static func isMultipart(_ name: String) -> Bool {
    // Nearly all others begin with another letter.
    let first = name.utf8.first { $0 != 0x20 && $0 != 0x09 }
    return first.map { $0 | 0x20 } == UInt8(ascii: "m") && MediaTypeName(name)?.type == "multipart"
  }

  private mutating func encodings(_ type: SpecObject) -> [Contract.Encoding] {
    guard let object = type.object("encoding", .warning, into: &diagnostics) else { return [] }
    var encodings: [Contract.Encoding] = []
    for member in object.members where !member.name.startsExactly(with: "x-") {
      let pointer = object.pointer.appending(member.name)
      guard let entry = SpecObject(member.value, at: pointer, .warning, into: &diagnostics) else {
        continue
      }
      let word = entry.text("style", into: &diagnostics)
      let style = word.flatMap(Contract.Parameter.Style.init(rawValue:))
      let legal = styles(in: .query)
      if let word, !legal.contains(where: { $0 == style }) {
        warn(
          "style-illegal", "the form field `\(member.name)` can't have the style `\(word)`",
          remedy: Suggestion.remedy(for: word, among: legal.map(\.rawValue)) + "; it was left out",
          at: entry["style"]?.range)
      }
      let used = style.flatMap { legal.contains($0) ? $0 : nil }
      let types = entry.text("contentType", into: &diagnostics) ?? ""
      encodings.append(
        Contract.Encoding(
          property: member.name, contentTypes: Self.list(types), headers: headers(entry),
          style: used,
          isExploded: entry.bool("explode", into: &diagnostics)
            ?? (used == nil || used == .form || used == .deepObject),
          allowsReserved: entry.bool("allowReserved", into: &diagnostics) ?? false))
    }
    return encodings
  }

  /// The parts of a text between commas.
  private static func list(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0).trimmedBlanks()) }
      .filter { !$0.isEmpty }
  }
}

// MARK: - Examples

extension OpenAPI3Builder {
  /// `example` and `examples` of a parameter, header or media type; where there are none, those of
  /// its schema.
  ///
  /// - Parameter place: of the schema, where there is one.
  mutating func examples(
    _ owner: SpecObject, of schema: Value?, at place: JSONPointer
  ) -> [Contract.Example] {
    if let schema, owner.members.count == 1 {
      return SchemaExamples.examples(of: schema, at: place)
    }
    var result: [Contract.Example] = []
    if let value = owner["example"] {
      result.append(
        Contract.Example(
          value: value, pointer: owner.pointer.appending("example"), range: value.range))
    }
    if let object = owner.object("examples", .warning, into: &diagnostics) {
      for member in object.members where !member.name.startsExactly(with: "x-") {
        let pointer = object.pointer.appending(member.name)
        guard let entry = resolved(member.value, at: pointer, .warning) else { continue }
        result.append(example(entry, name: member.name))
      }
    }
    guard result.isEmpty, let schema else { return result }
    return SchemaExamples.examples(of: schema, at: place)
  }

  private mutating func example(_ entry: SpecObject, name: String) -> Contract.Example {
    let member = entry["dataValue"] == nil ? "value" : "dataValue"
    let value = entry[member]
    return Contract.Example(
      name: name, value: value, serialized: entry.text("serializedValue", into: &diagnostics),
      externalURL: entry.text("externalValue", into: &diagnostics),
      pointer: value == nil ? nil : entry.pointer.appending(member),
      range: value?.range ?? entry.range)
  }
}
