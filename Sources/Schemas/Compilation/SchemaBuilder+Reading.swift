internal import Documents

// Reading a keyword's value, with a diagnostic where it has the wrong form.

extension SchemaBuilder {
  func flag(_ schema: SchemaObject, _ keyword: Keyword) -> Bool {
    schema[keyword]?.bool ?? false
  }

  mutating func number(_ schema: SchemaObject, _ keyword: Keyword) -> JSONNumber? {
    guard let said = schema[keyword] else { return nil }
    if let number = said.number { return number }
    refuse(schema, keyword, "a number")
    return nil
  }

  /// A whole number from 0 on.
  mutating func count(_ schema: SchemaObject, _ keyword: Keyword) -> Int? {
    guard let said = schema[keyword] else { return nil }
    if let number = said.number, number.isInteger(), number >= JSONNumber(0) {
      return number.integer.map { min($0, Int(Int32.max)) } ?? Int(Int32.max)
    }
    refuse(schema, keyword, "a whole number from 0 on")
    return nil
  }

  mutating func string(_ schema: SchemaObject, _ keyword: Keyword) -> String? {
    guard let said = schema[keyword] else { return nil }
    if let text = said.string { return text }
    refuse(schema, keyword, "a string")
    return nil
  }

  mutating func names(_ schema: SchemaObject, _ keyword: Keyword) -> [String] {
    guard let said = schema[keyword] else { return [] }
    if keyword == .required, said.bool != nil,
      schema.rules.isParameter(at: schema.location.pointer)
    {
      return []
    }
    var names: [String] = []
    let items = said.array
    names.reserveCapacity(items?.count ?? 0)
    for item in items ?? [] {
      if let name = item.string { names.append(name) }
    }
    guard let items, names.count == items.count else {
      refuse(schema, keyword, "an array of names")
      return []
    }
    return names
  }

  /// The place in the program of the schema that a keyword holds.
  mutating func subschema(_ schema: SchemaObject, _ keyword: Keyword) -> Int? {
    guard let said = schema[keyword] else { return nil }
    var holder = SchemaHolder(keyword, of: schema)
    return Int(request(nil, in: &holder, said, of: schema))
  }

  /// The place of a schema that a keyword holds under a name or an index.
  mutating func subschema(
    _ schema: SchemaObject, _ keyword: Keyword, _ token: String, _ value: Value
  ) -> Int32 {
    var holder = SchemaHolder(keyword, of: schema)
    return request(token, in: &holder, value, of: schema)
  }

  /// The places of the schemas that a keyword lists.
  mutating func subschemas(_ schema: SchemaObject, _ keyword: Keyword) -> [Int32]? {
    guard let said = schema[keyword] else { return nil }
    guard let items = said.array, !items.isEmpty else {
      refuse(schema, keyword, "an array of at least one schema")
      return nil
    }
    var holder = SchemaHolder(keyword, of: schema)
    return items.indices.map {
      request(JSONPointer.token($0), in: &holder, items[$0], of: schema)
    }
  }

  /// The place of the schema that a reference names.
  mutating func reference(_ schema: SchemaObject, _ keyword: Keyword) -> Int32? {
    guard let text = string(schema, keyword) else { return nil }
    guard let target = index.resolve(text, from: schema.resource) else {
      report(
        "schema-unresolved-reference", "the reference \(JSONWriter.quoted(text)) leads nowhere",
        remedy: "correct the reference, or add the document that it names",
        at: schema[keyword]?.range ?? schema.range)
      return nil
    }
    return request(target.location, target.value)
  }

  mutating func addList(_ schemas: [Int32]) -> Int {
    program.lists += schemas
    return program.lists.count - schemas.count
  }

  /// Reports a keyword whose value has the wrong form.
  mutating func refuse(
    _ schema: SchemaObject, _ keyword: Keyword, _ expected: String, got: String? = nil
  ) {
    let value = schema[keyword]
    let actual = got ?? Self.article(value?.typeName ?? "null")
    report(
      "schema-bad-keyword", "\(keyword.rawValue) must be \(expected), not \(actual)",
      remedy: "write \(expected)", at: value?.range ?? schema.range)
  }
}
