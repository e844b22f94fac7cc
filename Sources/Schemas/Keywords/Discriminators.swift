internal import Documents

// discriminator (Swagger 2.0 Schema Object, OpenAPI 3 Discriminator Object). Beside oneOf or anyOf
// it chooses the branch that has to hold; alone it says which names its property may hold: those of
// the schema itself, of those that extend it by allOf, and of the mapping.

extension SchemaObject {
  /// The member that tells branches apart, and the mapping from its values to references.
  var discriminator: (property: String, mapping: ValueObject)? {
    guard let value = self[.discriminator] else { return nil }
    if let name = value.string { return (name, ValueObject()) }
    guard let name = value["propertyName"]?.string else { return nil }
    return (name, value["mapping"]?.object ?? ValueObject())
  }

  /// Whether a discriminator chooses among branches that are references.
  var hasDiscriminatedBranches: Bool {
    guard discriminator != nil, self[.discriminator]?.object != nil else { return false }
    let branches = self[.oneOf]?.array ?? self[.anyOf]?.array ?? []
    return !branches.isEmpty && branches.allSatisfy { $0["$ref"]?.string != nil }
  }
}

extension SchemaBuilder {
  mutating func compileDiscriminator(_ schema: SchemaObject) {
    guard schema.has(.discriminator) else { return }
    guard let (property, mapping) = schema.discriminator else {
      return refuse(schema, .discriminator, "an object with a propertyName")
    }
    var result = SchemaProgram.Discriminator(property: property, schemas: [:], names: [])
    if schema.hasDiscriminatedBranches {
      let keyword: Keyword = schema[.oneOf] == nil ? .anyOf : .oneOf
      for (place, branch) in (schema[keyword]?.array ?? []).enumerated() {
        guard let reference = branch["$ref"]?.string, let name = Self.name(in: reference) else {
          continue
        }
        let target = subschema(schema, keyword, String(place), branch)
        result.schemas[ExactName(name)] = target
      }
      for entry in mapping {
        guard let text = entry.value.string else { continue }
        let isName = !text.utf8.contains { $0 == 0x23 || $0 == 0x2F || $0 == 0x2E }
        let reference = isName ? "#/components/schemas/" + JSONPointer.escaped(text) : text
        guard let target = index.resolve(reference, from: schema.resource) else {
          refuse(schema, .discriminator, "mappings to schemas", got: text)
          continue
        }
        result.schemas[ExactName(entry.name)] = request(target.location, target.value)
      }
    } else {
      let heirs = heirs(of: schema)
      for entry in mapping { result.schemas[ExactName(entry.name)] = -1 }
      for name in heirs { result.schemas[ExactName(name)] = -1 }
      if !result.schemas.isEmpty, let own = schema.location.pointer.tokens.last {
        result.schemas[ExactName(own)] = -1
      }
    }
    result.names = result.schemas.keys.map(\.text).sorted()
    program.discriminators.append(result)
    emit(.discriminator, .discriminator, a: program.discriminators.count - 1)
  }

  private static func name(in reference: String) -> String? {
    guard let fragment = URIReference(reference).fragment else {
      return reference.split(separator: "/").last.map(String.init)
    }
    return JSONPointer(parsing: "#" + fragment)?.tokens.last
  }

  /// The names of the schemas beside this one that extend it through `allOf`, however indirectly.
  private mutating func heirs(of schema: SchemaObject) -> [String] {
    let pointer = schema.location.pointer
    guard let own = pointer.tokens.last else { return [] }
    let parent = Location(
      document: schema.location.document, pointer: JSONPointer(pointer.tokens.dropLast()))
    guard let siblings = index.value(at: parent)?.object else { return [] }
    // Child by parent first, so that each schema is looked at once.
    var children: [ExactName: [String]] = [:]
    for sibling in siblings {
      for part in sibling.value["allOf"]?.array ?? [] {
        guard let reference = part["$ref"]?.string,
          let target = index.resolve(reference, from: schema.resource)?.location,
          target.document == parent.document,
          target.pointer.tokens.count == pointer.tokens.count,
          target.pointer.tokens.dropLast().elementsEqual(parent.pointer.tokens),
          let name = target.pointer.tokens.last
        else { continue }
        children[ExactName(name), default: []].append(sibling.name)
      }
    }
    var found: [String] = []
    var seen: Set<ExactName> = [ExactName(own)]
    var open = [own]
    while let name = open.popLast() {
      for child in children[ExactName(name)] ?? [] where seen.insert(ExactName(child)).inserted {
        found.append(child)
        open.append(child)
      }
    }
    return found
  }
}

extension SchemaValidator {
  mutating func holdsDiscriminator(_ check: Instruction, _ index: Int) -> Bool {
    guard let branch = discriminatedBranch(check, index) else { return false }
    return branch < 0 || accepts(branch, index)
  }

  /// The schema that an object's member chooses, −1 where nothing more is asked; nil where the member
  /// is missing, no string or unknown.
  func discriminatedBranch(_ check: Instruction, _ index: Int) -> Int32? {
    let discriminator = storage.program.discriminators[Int(check.a)]
    guard let value = JSONNode(document: document, index: index)[discriminator.property]?.string
    else { return nil }
    if discriminator.schemas.isEmpty { return -1 }
    return discriminator.schemas[ExactName(value)]
  }
}
