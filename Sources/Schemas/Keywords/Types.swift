internal import Documents

// type (validation §6.1.1), and nullable (OpenAPI 3.0), which adds null to a type beside it.

extension SchemaBuilder {
  mutating func compileType(_ schema: SchemaObject, _ record: inout SchemaRecord) {
    guard let said = schema[.type] else { return }
    var types: UInt8 = 0
    if said.string != nil {
      types = self.types(said, in: said, schema.rules)
    } else if schema.rules.hasTypeLists, let items = said.array {
      for item in items { types |= self.types(item, in: said, schema.rules) }
    } else {
      return refuse(
        schema, .type, schema.rules.hasTypeLists ? "a type or a list of types" : "one type")
    }
    if flag(schema, .nullable) { types |= 1 << UInt8(Tape.null) }
    // Where numbers are accepted integers are, of whatever spelling.
    if types & 1 << UInt8(Tape.number) != 0 { types &= ~SchemaRecord.integersOnly }
    record.types = types
  }

  /// What one word of `type` accepts; nothing and a diagnostic where the dialect has no such word.
  private mutating func types(
    _ value: Value, in said: Value, _ rules: DialectRules
  ) -> UInt8 {
    if let types = value.string.flatMap({ Self.types($0, rules) }) { return types }
    let known = rules.typeNames.joined(separator: ", ")
    let word = value.string.map { JSONWriter.quoted($0) } ?? Self.article(value.typeName)
    report(
      "schema-unknown-type", "\(word) is not a type of \(rules.dialect.rawValue)",
      remedy: "write one of \(known)", at: value.range ?? said.range)
    return 0
  }

  static func types(_ name: String, _ rules: DialectRules) -> UInt8? {
    switch name {
    case "string": 1 << UInt8(Tape.string)
    case "object": 1 << UInt8(Tape.object)
    case "array": 1 << UInt8(Tape.array)
    case "integer": SchemaRecord.integersOnly
    case "boolean": 1 << UInt8(Tape.no) | 1 << UInt8(Tape.yes)
    case "number": 1 << UInt8(Tape.number)
    case "null" where rules.hasNullType: 1 << UInt8(Tape.null)
    // A file is whatever the body is; there is no JSON to look at.
    case "file" where rules.hasFileType: SchemaRecord.everyType
    default: nil
    }
  }
}

extension SchemaRecord {
  /// The accepted types in words, for instance `string or null`.
  var typeNames: String {
    var names: [String] = []
    func has(_ kind: UInt32) -> Bool { types & (1 << UInt8(kind)) != 0 }
    if has(Tape.object) { names.append("object") }
    if has(Tape.array) { names.append("array") }
    if has(Tape.string) { names.append("string") }
    if has(Tape.number) { names.append("number") }
    if types & SchemaRecord.integersOnly != 0 { names.append("integer") }
    if has(Tape.yes) { names.append("boolean") }
    if has(Tape.null) { names.append("null") }
    guard let last = names.last else { return "nothing" }
    let head = names.dropLast()
    return head.isEmpty ? last : head.joined(separator: ", ") + " or " + last
  }
}
