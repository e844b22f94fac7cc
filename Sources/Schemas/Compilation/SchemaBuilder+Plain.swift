internal import Documents

// Schemas that say no more than a type: most of what definitions hold. They lead nowhere and nothing can
// be wrong with them, so that they need neither a turn of their own nor a way to find them again.

extension SchemaBuilder {
  /// The place in the program of a schema that a keyword of the one being compiled holds, under a token
  /// where one is given.
  mutating func request(
    _ token: String?, in holder: inout SchemaHolder, _ value: Value, of schema: SchemaObject
  ) -> Int32 {
    guard let types = Self.plainTypes(value, schema.rules), hasRoom else {
      // What says nothing but where it leads is in the resource around it.
      guard let target = plainReference(value, in: schema.resource) else {
        return enter(holder.place(token), value, nil)
      }
      if let known = known(target.location) {
        lead(to: known)
        return known
      }
      return request(holder.place(token), value)
    }
    var record = newRecord(of: schema.resource, schema.rules)
    record.types = types
    let end = Int32(clamping: program.instructions.count)
    record.numbers = end
    record.strings = end
    record.arrays = end
    record.objects = end
    record.everything = end
    record.end = end
    let number = Int32(clamping: program.schemas.count)
    program.schemas.append(record)
    program.origins.append(
      SchemaProgram.Origin(
        document: holder.outer.document, base: holder.outer.pointer, keyword: holder.keyword,
        token: token))
    return number
  }

  /// What a schema accepts that has no word but `type` and those that check nothing; nil for any other.
  private static func plainTypes(_ value: Value, _ rules: DialectRules) -> UInt8? {
    guard let members = value.object else { return nil }
    var types: UInt8?
    var isNullable = false
    for place in members.indices {
      guard let keyword = Keyword.named(members.name(at: place)), rules.knows(keyword) else {
        continue
      }
      switch keyword {
      case .type:
        guard let name = members.text(at: place), let known = Self.types(name, rules) else {
          return nil
        }
        types = known
      case .nullable: isNullable = members.value(at: place).bool ?? false
      case .readOnly, .writeOnly: break
      default: return nil
      }
    }
    guard let types else { return SchemaRecord.everyType }
    let all = isNullable ? types | 1 << UInt8(Tape.null) : types
    // Where numbers are accepted integers are, of whatever spelling.
    return all & 1 << UInt8(Tape.number) != 0 ? all & ~SchemaRecord.integersOnly : all
  }
}
