import Documents

/// Reads the facts of a schema, what `allOf` adds included.
struct SchemaFactsReader {
  let document: Value
  let references: LocalReference
  let bases: Set<ExactName>
  private static let depthLimit = 16

  init(document: Value, leaving bases: Set<ExactName>) {
    self.document = document
    references = LocalReference(document: document)
    self.bases = bases
  }

  /// What a schema that is only a reference leads to.
  static func followed(_ place: SchemaPlace, _ references: LocalReference) -> SchemaPlace {
    var ignored: [Diagnostic] = []
    guard LocalReference.target(of: place.value) != nil, !saysMore(place.value, references),
      let target = references.follow(
        place.value, at: place.pointer ?? JSONPointer(), undefined: .note, into: &ignored)
    else { return place }
    return SchemaPlace(value: target.value, pointer: target.pointer)
  }

  /// Whether words beside a reference count, as they do from OpenAPI 3.1 on.
  private static func saysMore(_ schema: Value, _ references: LocalReference) -> Bool {
    guard let members = schema.object, members.count > 1,
      let version = references.document["openapi"]?.string, !version.startsExactly(with: "3.0")
    else { return false }
    return members.contains { $0.name != "$ref" && !isRemark($0.name) }
  }

  /// Whether a word says nothing about the values.
  static func isRemark(_ name: String) -> Bool {
    remarks.contains(name) || name.startsExactly(with: "x-")
  }

  private static let remarks: Set<String> = [
    "title", "summary", "description", "example", "examples", "externalDocs",
  ]

  mutating func read(_ place: SchemaPlace, into facts: inout SchemaFacts, depth: Int) {
    guard depth < Self.depthLimit, let members = place.value.object else {
      if place.value.bool == false { facts.types = [] }
      return
    }
    if let text = members["$ref"]?.string {
      // In 3.1 a reference is one part among others.
      part(place.inner(.object([("$ref", .string(text))])), into: &facts, depth: depth)
      if members.count == 1 || document["openapi"] == nil { return }
    }
    for member in members { facts.ranges[member.name] = member.nameRange ?? member.value.range }
    readType(members, into: &facts)
    readWords(members, into: &facts)
    readMembers(place, members, into: &facts)
    for (index, item) in (members["allOf"]?.array ?? []).enumerated() {
      part(place.inner(item, "allOf", String(index)), into: &facts, depth: depth)
    }
    for word in ["anyOf", "oneOf"] {
      guard let items = members[word]?.array else { continue }
      choice(
        items.enumerated().map { place.inner($1, word, String($0)) }, into: &facts, depth: depth)
    }
  }

  /// One part of an `allOf`, which says what it says in addition.
  private mutating func part(_ place: SchemaPlace, into facts: inout SchemaFacts, depth: Int) {
    let target = Self.followed(place, references)
    if let name = target.modelName, bases.contains(ExactName(name)) {
      facts.bases.append(target)
      return
    }
    read(target, into: &facts, depth: depth + 1)
  }

  // MARK: Types

  private func readType(_ members: ValueObject, into facts: inout SchemaFacts) {
    guard members[TypeTranslator.wordMember] == nil, let type = members["type"] else { return }
    var types = Set((type.array ?? [type]).compactMap(\.string))
    if members["nullable"]?.bool == true || members["x-nullable"]?.bool == true {
      types = NullSchema.isOne(members) ? ["null"] : types.union(["null"])
    }
    facts.types = facts.types.map { $0.intersection(types) } ?? types
  }

  /// Alternatives. Those that only differ in their type are a list of types; one beside null is
  /// itself.
  private mutating func choice(
    _ places: [SchemaPlace], into facts: inout SchemaFacts, depth: Int
  ) {
    let others = places.filter { !Self.isNull($0.value) }
    let hasNull = others.count < places.count
    if others.count == 1, let only = others.first {
      part(only, into: &facts, depth: depth)
      if hasNull { facts.types?.insert("null") }
      return
    }
    let types = others.map { Self.plainTypes($0.value) }
    if !others.isEmpty, types.allSatisfy({ $0 != nil }) {
      var all = types.reduce(into: Set<String>()) { $0.formUnion($1 ?? []) }
      if hasNull { all.insert("null") }
      facts.types = facts.types.map { $0.intersection(all) } ?? all
      return
    }
    facts.alternatives += places
  }

  private static func isNull(_ schema: Value) -> Bool {
    schema["type"]?.string == "null" || schema.object.map(NullSchema.isOne) == true
  }

  /// The types of a schema that says nothing else.
  private static func plainTypes(_ schema: Value) -> Set<String>? {
    guard let members = schema.object, let type = members["type"],
      members.allSatisfy({ $0.name == "type" || $0.name == "nullable" })
    else { return nil }
    let types = Set((type.array ?? [type]).compactMap(\.string))
    return members["nullable"]?.bool == true ? types.union(["null"]) : types
  }

  // MARK: Words

  /// The format with which OpenAPI 3.0 says what 3.1 says of a text's content.
  private static func contentFormat(_ members: ValueObject) -> String? {
    switch (members["contentEncoding"]?.string, members["contentMediaType"]?.string) {
    case ("base64", _): "byte"
    case (nil, "application/octet-stream"): "binary"
    default: nil
    }
  }

  private static let compared: Set<String> = [
    "not", "if", "then", "else", "dependentSchemas", "dependentRequired", "dependencies",
    "propertyNames", "contains", "minContains", "maxContains", "unevaluatedItems",
    "unevaluatedProperties", "prefixItems", "patternProperties", "multipleOf", "uniqueItems",
  ]

  /// The flag with which a word says something: items need not be unique, anything may be left.
  private static func restricts(_ word: String) -> Bool { word == "uniqueItems" }

  private func readWords(_ members: ValueObject, into facts: inout SchemaFacts) {
    facts.limits.read(members)
    if let format = members["format"]?.string ?? Self.contentFormat(members) {
      facts.format = format
    }
    if let pattern = members["pattern"]?.string { facts.patterns.insert(pattern) }
    let isNull = NullSchema.isOne(members)
    if let values = members["enum"]?.array ?? members["const"].map({ [$0] }), !isNull {
      let texts = values.map { CanonicalJSON.text($0) }
      facts.values = facts.values.map { known in known.filter(Set(texts).contains) } ?? texts
    }
    if let value = members["default"] { facts.standard = CanonicalJSON.text(value) }
    if members["deprecated"]?.bool == true || members["x-deprecated"]?.bool == true {
      facts.isDeprecated = true
    }
    if members["readOnly"]?.bool == true { facts.isReadOnly = true }
    if members["writeOnly"]?.bool == true || members["x-writeOnly"]?.bool == true {
      facts.isWriteOnly = true
    }
    for word in Self.compared {
      guard let value = members[word], value.bool.map({ $0 == Self.restricts(word) }) != false
      else { continue }
      facts.others[word] = CanonicalJSON.text(value)
    }
    if let word = members["discriminator"]?.string
      ?? members["discriminator"]?["propertyName"]?.string
    {
      facts.others["discriminator"] = word
      if let mapping = members["discriminator"]?["mapping"]?.object {
        // Names of models and references to them say the same.
        let names = mapping.map { ($0.name, TypeLabel.modelName($0.value.string ?? "")) }
        let texts = names.sorted { $0.0 < $1.0 }.map { "\($0): \($1)" }
        facts.others["discriminator"] = word + " " + texts.joined(separator: ", ")
      }
    }
  }

  private func readMembers(
    _ place: SchemaPlace, _ members: ValueObject, into facts: inout SchemaFacts
  ) {
    for name in (members["required"]?.array ?? []).compactMap(\.string) {
      facts.required.insert(ExactName(name))
    }
    for member in members["properties"]?.object ?? ValueObject()
    where !facts.properties.contains(where: { $0.name == member.name }) {
      facts.properties.append(
        SchemaFacts.Property(
          name: member.name, place: place.inner(member.value, "properties", member.name),
          range: member.nameRange ?? member.value.range))
    }
    if let items = members["items"], items.object?.isEmpty == false {
      facts.items = place.inner(items, "items")
    }
    if let extra = members["additionalProperties"] {
      if let flag = extra.bool {
        if !flag { facts.additional = .closed }
      } else if extra.object?.isEmpty == false {
        facts.additional = .schema(place.inner(extra, "additionalProperties"))
      }
    }
  }
}

/// A value's text in which the order of members does not show.
enum CanonicalJSON {
  private static let depthLimit = 64

  static func text(_ value: Value) -> String { JSONWriter.text(sorted(value, depth: 0)) }

  private static func sorted(_ value: Value, depth: Int) -> Value {
    guard depth < depthLimit else { return value }
    switch value.kind {
    case .array(let items): return .array(items.map { sorted($0, depth: depth + 1) })
    case .object(let members):
      var result = ValueObject()
      for member in members.sorted(by: { $0.name < $1.name }) {
        result[member.name] = sorted(member.value, depth: depth + 1)
      }
      return .object(result)
    case .number(let number):
      return number.integer.map { .integer($0) } ?? value
    default: return value
    }
  }
}
