package import Documents

/// What can be told of a schema's types without compiling it: through references, `allOf`, `anyOf`
/// and `oneOf`, of type lists, `enum` and `const`.
package struct SchemaTypes: Sendable {
  /// A JSON type; integers are numbers.
  enum Name: String, Sendable, CaseIterable { case null, boolean, number, string, array, object }

  private let document: Value
  private let references: LocalReference
  private static let depthLimit = 32
  /// Schemas that are looked at for one question.
  private static let effortLimit = 512

  package init(document: Value) {
    self.document = document
    references = LocalReference(document: document)
  }

  /// The types that values may have; nil where nothing limits them. Of several schemas one has to
  /// accept a value.
  func types(_ schemas: [JSONPointer]) -> Set<Name>? {
    var effort = 0
    var union: Set<Name> = []
    for pointer in schemas {
      guard let schema = document[pointer], let types = types(schema, 0, &effort) else {
        return nil
      }
      union.formUnion(types)
    }
    return schemas.isEmpty ? nil : union
  }

  private func types(_ schema: Value, _ depth: Int, _ effort: inout Int) -> Set<Name>? {
    effort += 1
    guard depth < Self.depthLimit, effort < Self.effortLimit else { return nil }
    var result = own(schema)
    func narrow(_ types: Set<Name>?) {
      guard let types else { return }
      result = result?.intersection(types) ?? types
    }
    if let next = target(schema) { narrow(types(next.value, depth + 1, &effort)) }
    for part in schema["allOf"]?.array ?? [] { narrow(types(part, depth + 1, &effort)) }
    for word in ["anyOf", "oneOf"] {
      guard let parts = schema[word]?.array, !parts.isEmpty else { continue }
      var union: Set<Name>? = []
      for part in parts {
        guard let types = types(part, depth + 1, &effort) else {
          union = nil
          break
        }
        union?.formUnion(types)
      }
      narrow(union)
    }
    return result
  }

  private func own(_ schema: Value) -> Set<Name>? {
    var words: [String]?
    switch schema["type"]?.kind {
    case .string(let word): words = [word]
    case .array(let items): words = items.compactMap(\.string)
    default: break
    }
    if let words {
      var names = Set(words.compactMap(Self.name))
      if schema["nullable"]?.bool == true { names.insert(.null) }
      return names
    }
    let values = schema["const"].map { [$0] } ?? schema["enum"]?.array
    return values.map { Set($0.compactMap { Name(rawValue: $0.typeName) }) }
  }

  private static func name(_ word: String) -> Name? {
    switch word {
    case "integer": .number
    case "file": .string
    default: Name(rawValue: word)
    }
  }

  // MARK: What is inside

  /// The schemas of an array's items.
  package func items(of schemas: [JSONPointer]) -> [JSONPointer] {
    faces(schemas).compactMap { face in
      let items = face.value["items"]
      return items?.object == nil ? nil : face.pointer.appending("items")
    }
  }

  /// The schemas of an object's member.
  package func member(_ name: String, of schemas: [JSONPointer]) -> [JSONPointer] {
    let faces = faces(schemas)
    let declared = faces.compactMap { face in
      face.value["properties"]?[name].map { _ in
        face.pointer.appending("properties").appending(name)
      }
    }
    if !declared.isEmpty { return declared }
    return faces.compactMap { face in
      face.value["additionalProperties"]?.object == nil
        ? nil : face.pointer.appending("additionalProperties")
    }
  }

  /// The names of the declared members.
  package func memberNames(of schemas: [JSONPointer]) -> [String] {
    faces(schemas).flatMap { $0.value["properties"]?.object?.names ?? [] }
  }

  /// Whether other members than the declared ones are spoken of, or none is declared.
  package func expectsOtherMembers(_ schemas: [JSONPointer]) -> Bool {
    let faces = faces(schemas)
    let extra = faces.compactMap { $0.value["additionalProperties"] }
    if !extra.isEmpty { return extra.contains { $0.bool != false } }
    return !faces.contains { $0.value["properties"]?.object != nil }
  }

  /// The schemas themselves and all that they refer to or are composed of, each once.
  private func faces(_ schemas: [JSONPointer]) -> [LocalReference.Link] {
    var pending = Array(schemas.reversed())
    var seen: Set<JSONPointer> = []
    var result: [LocalReference.Link] = []
    while let pointer = pending.popLast(), result.count < Self.effortLimit {
      guard seen.insert(pointer).inserted, let value = document[pointer] else { continue }
      result.append(LocalReference.Link(value: value, pointer: pointer))
      if let next = target(value) { pending.append(next.pointer) }
      for word in ["allOf", "anyOf", "oneOf"] {
        let parts = value[word]?.array ?? []
        for index in parts.indices.reversed() {
          pending.append(pointer.appending(word).appending(index))
        }
      }
    }
    return result
  }

  private func target(_ schema: Value) -> LocalReference.Link? {
    guard let text = LocalReference.target(of: schema), text.startsExactly(with: "#"),
      let pointer = JSONPointer(parsing: text), let value = document[pointer]
    else { return nil }
    return LocalReference.Link(value: value, pointer: pointer)
  }
}
