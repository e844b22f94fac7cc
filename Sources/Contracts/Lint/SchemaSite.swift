import Documents

/// One schema of a contract's document and where it stands.
struct SchemaSite: Sendable {
  enum Role: Sendable {
    case schema
    /// A parameter object of Swagger 2.0, which is a schema too.
    case parameter
    /// A header object of Swagger 2.0, likewise.
    case header
  }

  let pointer: JSONPointer
  let members: ValueObject
  let range: SourceRange?
  let role: Role
  /// Whether others say what it doesn't: it is one of the parts of an `allOf`, or about names, which
  /// are texts.
  let isPart: Bool
  /// Where a person looks first: the property's name, else the schema.
  let nameRange: SourceRange?

  /// The place of one of its members.
  func range(of member: String) -> SourceRange? { members[member]?.range ?? range }

  /// Every schema of the models and operations, each once, models first, and what they refer to.
  ///
  /// With a stack of its own: inline schemas may be nested as deep as the reader allowed.
  static func all(of contract: Contract) -> [SchemaSite] {
    var walk = SchemaWalk(document: contract.document)
    for model in contract.models { walk.visit(model.schema.pointer, nameRange: model.range) }
    for operation in contract.operations {
      for reference in operation.schemaReferences { walk.visit(reference.pointer, nameRange: nil) }
      for media in (operation.body?.content ?? []) + operation.responses.flatMap(\.content) {
        if let item = media.itemSchema { walk.visit(item.pointer, nameRange: nil) }
      }
    }
    return walk.sites
  }
}

private struct SchemaWalk {
  private struct Open {
    var value: Value
    var pointer: JSONPointer
    var isPart = false
    var nameRange: SourceRange?
  }

  let document: Value
  var sites: [SchemaSite] = []
  private var seen: Set<JSONPointer> = []

  init(document: Value) {
    self.document = document
  }

  mutating func visit(_ pointer: JSONPointer, nameRange: SourceRange?) {
    guard !seen.contains(pointer), let value = document[pointer] else { return }
    var open = [Open(value: value, pointer: pointer, nameRange: nameRange)]
    while let next = open.popLast() {
      guard let members = next.value.object, seen.insert(next.pointer).inserted else { continue }
      sites.append(
        SchemaSite(
          pointer: next.pointer, members: members, range: next.value.range,
          role: Self.role(members, next.pointer), isPart: next.isPart, nameRange: next.nameRange))
      if let text = LocalReference.target(of: next.value) {
        // Models have their turn; only what stands elsewhere is followed.
        if let target = JSONPointer(parsing: text), !seen.contains(target),
          let value = document[target]
        {
          open.append(Open(value: value, pointer: target))
        }
      }
      open += Self.children(of: members, at: next.pointer).reversed()
    }
  }

  private static func role(_ members: ValueObject, _ pointer: JSONPointer) -> SchemaSite.Role {
    if members["in"]?.string != nil, members["name"]?.string != nil,
      pointer.tokens.dropLast().last == "parameters" || pointer.tokens.first == "parameters"
    {
      return .parameter
    }
    return pointer.tokens.dropLast().last == "headers" ? .header : .schema
  }

  private static func children(of members: ValueObject, at pointer: JSONPointer) -> [Open] {
    var children: [Open] = []
    for member in members {
      let place = pointer.appending(member.name)
      switch (member.name, member.value.kind) {
      case ("properties", .object(let inner)), ("patternProperties", .object(let inner)),
        ("dependentSchemas", .object(let inner)), ("$defs", .object(let inner)):
        children += inner.map {
          Open(
            value: $0.value, pointer: place.appending($0.name),
            nameRange: $0.nameRange ?? $0.value.range)
        }
      case ("items", .object), ("additionalProperties", .object), ("not", .object),
        ("contains", .object), ("propertyNames", .object), ("if", .object), ("then", .object),
        ("else", .object), ("unevaluatedProperties", .object), ("unevaluatedItems", .object):
        children.append(Open(value: member.value, pointer: place, isPart: member.name.isCondition))
      case ("allOf", .array(let parts)), ("anyOf", .array(let parts)), ("oneOf", .array(let parts)),
        ("items", .array(let parts)), ("prefixItems", .array(let parts)):
        let isPart = !["items", "prefixItems"].contains(member.name)
        children += parts.enumerated().map {
          Open(value: $0.element, pointer: place.appending($0.offset), isPart: isPart)
        }
      default: continue
      }
    }
    return children
  }
}

extension String {
  /// Whether the schema under this word is about the same value as the schema around it, or about
  /// a name.
  fileprivate var isCondition: Bool {
    ["not", "if", "then", "else", "propertyNames"].contains(self)
  }
}
