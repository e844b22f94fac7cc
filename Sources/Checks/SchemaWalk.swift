package import Contracts
package import Documents

/// What a body holds of what its schema declares, and what it holds besides.
package struct SchemaWalk: Sendable {
  package struct Observation: Sendable, Hashable {
    package var model: String
    package var property: String
    /// Where in the body.
    package var pointer: JSONPointer
  }

  package struct Undeclared: Sendable, Hashable {
    package var pointer: JSONPointer
    package var name: String
    /// The names that the schema does declare there.
    package var declared: [String]
    package var range: SourceRange?
  }

  package private(set) var observations: [Observation] = []
  package private(set) var undeclared: [Undeclared] = []
  /// Set when the body is an object whose schema declares properties, of which it has none.
  package private(set) var isVacuous = false
  /// The names declared for the body itself.
  package private(set) var declared: [String] = []

  /// Nothing was walked.
  package init() {}

  package init(_ body: JSONNode, schema: Contract.SchemaReference, in index: ModelIndex) {
    visit(body, schemas: [schema.pointer], at: JSONPointer(), index, depth: 0)
  }

  /// Deeper than any honest answer; a recursive schema on a hostile body ends here.
  private static let depthLimit = 256

  private mutating func visit(
    _ node: JSONNode, schemas: [JSONPointer], at place: JSONPointer, _ index: ModelIndex,
    depth: Int
  ) {
    guard depth < Self.depthLimit else { return }
    let shape = index.shape(of: schemas)
    switch node.kind {
    case .object:
      let names = Array(shape.properties.keys)
      if depth == 0 {
        declared = shape.order
        isVacuous = !names.isEmpty && !node.members.contains { shape.properties[$0.name] != nil }
      }
      for (name, child) in node.members {
        let inside = place.appending(name)
        guard let property = shape.properties[name] else {
          if !names.isEmpty, shape.isClosedWorld {
            undeclared.append(
              Undeclared(
                pointer: inside, name: name, declared: shape.order, range: shape.range))
          } else if let extra = shape.additional {
            visit(child, schemas: [extra], at: inside, index, depth: depth + 1)
          }
          continue
        }
        for model in property.models {
          observations.append(Observation(model: model, property: name, pointer: inside))
        }
        visit(child, schemas: property.schemas, at: inside, index, depth: depth + 1)
      }
    case .array:
      guard let items = shape.items else { return }
      for (number, child) in node.items.enumerated() {
        visit(child, schemas: [items], at: place.appending(number), index, depth: depth + 1)
      }
    default: break
    }
  }
}
