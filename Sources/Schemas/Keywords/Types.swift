internal import Documents

// type (validation §6.1.1), and nullable (OpenAPI 3.0), which adds null to a type beside it.

extension SchemaBuilder {
  mutating func compileType(_ schema: SchemaObject, _ record: inout SchemaRecord) {
    guard let member = schema[.type] else { return }
    var names: [Value]
    switch member.value.kind {
    case .string: names = [member.value]
    case .array(let items) where schema.rules.hasTypeLists: names = items
    default:
      return refuse(
        schema, .type, schema.rules.hasTypeLists ? "a type or a list of types" : "one type")
    }
    var types: UInt8 = 0
    for value in names {
      guard let name = value.string, schema.rules.typeNames.contains(name) else {
        let known = schema.rules.typeNames.sorted().joined(separator: ", ")
        let word = value.string.map { JSONWriter.quoted($0) } ?? Self.article(value.typeName)
        report(
          "schema-unknown-type", "\(word) is not a type of \(schema.rules.dialect.rawValue)",
          remedy: "write one of \(known)", at: value.range ?? member.value.range)
        continue
      }
      types |= Self.types(name)
    }
    if flag(schema, .nullable) { types |= 1 << UInt8(Tape.null) }
    // Where numbers are accepted integers are, of whatever spelling.
    if types & 1 << UInt8(Tape.number) != 0 { types &= ~SchemaRecord.integersOnly }
    record.types = types
  }

  private static func types(_ name: String) -> UInt8 {
    switch name {
    case "null": 1 << UInt8(Tape.null)
    case "boolean": 1 << UInt8(Tape.no) | 1 << UInt8(Tape.yes)
    case "number": 1 << UInt8(Tape.number)
    case "integer": SchemaRecord.integersOnly
    case "string": 1 << UInt8(Tape.string)
    case "array": 1 << UInt8(Tape.array)
    case "object": 1 << UInt8(Tape.object)
    // A file is whatever the body is; there is no JSON to look at.
    default: SchemaRecord.everyType
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
