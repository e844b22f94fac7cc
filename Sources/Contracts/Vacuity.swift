package import Documents

/// What a contract can't detect: places where every answer conforms.
///
/// Facts only; how they are reported is for lint and the reports.
package struct Vacuity: Sendable {
  /// A place in the document about whose content nothing is said.
  package struct Place: Sendable, Hashable {
    package var pointer: JSONPointer
    /// The type as a person would write it, for instance `[ object ]`.
    package var label: String
    package var range: SourceRange?
  }

  /// A model, by its name.
  package struct ModelName: Sendable, Hashable {
    package var name: String
    package var range: SourceRange?
  }

  /// An operation whose `default` response documents every status.
  package struct Swallowing: Sendable {
    package var operation: Contract.Operation.ID
    /// Where the `default` response stands.
    package var range: SourceRange?
  }

  /// A type that is none, kept as written.
  package struct UnknownType: Sendable, Hashable {
    package var pointer: JSONPointer
    package var word: String
    package var range: SourceRange?
  }

  /// Models that `{}` conforms to, in the order of the file.
  package let modelsAcceptingEmptyObject: [ModelName]
  package let swallowingOperations: [Swallowing]
  /// Outermost places only, in the order of the document: models first.
  package let opaquePlaces: [Place]
  /// Models that no operation leads to.
  package let unreferencedModels: [ModelName]
  package let unknownTypes: [UnknownType]

  package init(of contract: Contract) {
    let shape = SchemaShape(document: contract.document)
    var walk = VacuityWalk(shape: shape)
    modelsAcceptingEmptyObject = contract.models.filter { model in
      contract.document[model.schema.pointer].map { shape.acceptsEmptyObject($0) } ?? false
    }.map { ModelName(name: $0.name, range: $0.range) }
    swallowingOperations = contract.operations.compactMap { operation in
      operation.responses.first { $0.status == .default }
        .map { Swallowing(operation: operation.id, range: $0.range) }
    }
    for model in contract.models {
      guard let schema = contract.document[model.schema.pointer] else { continue }
      walk.visit(schema, at: model.schema.pointer)
    }
    for reference in contract.operations.flatMap(\.schemaReferences) {
      guard let schema = contract.document[reference.pointer] else { continue }
      walk.visit(schema, at: reference.pointer)
    }
    opaquePlaces = walk.opaquePlaces
    unknownTypes = walk.unknownTypes
    let reached = Self.reachedModels(of: contract)
    unreferencedModels = contract.models.filter { !reached.contains($0.schema.pointer) }
      .map { ModelName(name: $0.name, range: $0.range) }
  }

  /// Where the operations, webhooks and callbacks lead, directly or not.
  ///
  /// A discriminator leads to the models that its mapping names, and to those that are made of the
  /// model it stands in: an answer may hold any of them.
  private static func reachedModels(of contract: Contract) -> Set<JSONPointer> {
    let reach = ModelReach(document: contract.document)
    var reached = reach.models(
      from: contract.operations.flatMap(\.schemaReferences).map(\.pointer)
        + ["paths", "webhooks"].map { JSONPointer([$0]) })
    var derived: [JSONPointer: [JSONPointer]] = [:]
    for model in contract.models {
      for part in contract.document[model.schema.pointer]?["allOf"]?.array ?? [] {
        guard let base = LocalReference.target(of: part).flatMap(JSONPointer.init(parsing:)),
          contract.document[base]?["discriminator"] != nil
        else { continue }
        derived[base, default: []].append(model.schema.pointer)
      }
    }
    let byName = Dictionary(
      contract.models.map { (ExactName($0.name), $0.schema.pointer) }, uniquingKeysWith: { $1 })
    var open = Array(reached)
    while let pointer = open.popLast() {
      let mapping = contract.document[pointer]?["discriminator"]?["mapping"]?.object
      let named = (mapping ?? ValueObject()).compactMap { member in
        member.value.string.flatMap { text in
          JSONPointer(parsing: text)
            ?? byName[ExactName(text)]
        }
      }
      let next = (derived[pointer] ?? []) + named
      for target in reach.models(from: next.filter { !reached.contains($0) })
      where reached.insert(target).inserted {
        open.append(target)
      }
    }
    return reached
  }
}

extension Contract.Operation {
  /// All the schemas that the operation names: of parameters, content and headers.
  package var schemaReferences: [Contract.SchemaReference] {
    var references: [Contract.SchemaReference] = []
    visitSchemas { references.append($0) }
    return references
  }

  /// Gives each of `schemaReferences` to whoever needs no list of them.
  func visitSchemas(_ visit: (Contract.SchemaReference) -> Void) {
    // By their places: a loop over the parts themselves copies each one as a whole.
    let (parameters, responses) = (parameters, responses)
    for place in parameters.indices { visit(parameters[place].schema) }
    Self.visitSchemas(of: body?.content ?? [], visit)
    for place in responses.indices {
      Self.visitSchemas(of: responses[place].content, visit)
      for header in responses[place].headers {
        if let schema = header.schema { visit(schema) }
      }
    }
  }

  private static func visitSchemas(
    of content: [Contract.MediaType], _ visit: (Contract.SchemaReference) -> Void
  ) {
    for place in content.indices {
      if let schema = content[place].schema { visit(schema) }
    }
  }
}

/// Walks schemas and gathers what says nothing.
private struct VacuityWalk {
  let shape: SchemaShape
  var opaquePlaces: [Vacuity.Place] = []
  var unknownTypes: [Vacuity.UnknownType] = []
  private var seen: Set<JSONPointer> = []

  init(shape: SchemaShape) {
    self.shape = shape
  }

  /// With a stack of its own: inline schemas may be nested as deep as the reader allowed.
  mutating func visit(_ schema: Value, at pointer: JSONPointer) {
    // What the builder put there for a schema that is missing: the loader tells that.
    if pointer.tokens.first?.startsExactly(with: "x-muster-") == true { return }
    var open = [(schema, pointer)]
    while let (schema, pointer) = open.popLast() {
      guard let members = schema.object, seen.insert(pointer).inserted else { continue }
      if let word = members[TypeTranslator.wordMember]?.string {
        unknownTypes.append(
          Vacuity.UnknownType(pointer: pointer, word: word, range: schema.range))
      }
      if shape.isOpaque(schema) {
        opaquePlaces.append(
          Vacuity.Place(
            pointer: pointer, label: TypeLabel.label(of: schema), range: schema.range))
        continue
      }
      open += Self.children(of: members, at: pointer).reversed()
    }
  }

  private static func children(
    of members: ValueObject, at pointer: JSONPointer
  ) -> [(Value, JSONPointer)] {
    var children: [(Value, JSONPointer)] = []
    for member in members {
      let place = pointer.appending(member.name)
      switch (member.name, member.value.kind) {
      case ("properties", .object(let properties)), ("patternProperties", .object(let properties)):
        children += properties.map { ($0.value, place.appending($0.name)) }
      case ("items", .object), ("additionalProperties", .object), ("not", .object):
        children.append((member.value, place))
      case ("allOf", .array(let parts)), ("anyOf", .array(let parts)), ("oneOf", .array(let parts)),
        ("items", .array(let parts)):
        children += parts.enumerated().map { ($0.element, place.appending($0.offset)) }
      default: continue
      }
    }
    return children
  }
}
