package import Contracts
package import Documents

/// What a body holds of what its schema declares, and what it holds besides.
package struct SchemaWalk: Sendable {
  /// A documented property that was seen.
  package struct Property: Sendable, Hashable {
    package var model: String
    package var name: String
  }

  package struct Undeclared: Sendable, Hashable {
    package var pointer: JSONPointer
    package var name: String
    /// The names that the schema does declare there.
    package var declared: [String]
    package var range: SourceRange?
  }

  /// The properties seen; true where one of them broke its schema.
  package private(set) var properties: [Property: Bool] = [:]
  /// The first of them; `undeclaredCount` counts them all.
  package private(set) var undeclared: [Undeclared] = []
  package private(set) var undeclaredCount = 0
  /// Set when the body is an object whose schema declares properties, of which it has none.
  package private(set) var isVacuous = false
  /// The names declared for the body itself.
  package private(set) var declared: [String] = []

  /// Every place at or above a violation.
  private var broken: Set<JSONPointer> = []
  private var shapes: [[JSONPointer]: ModelIndex.Shape] = [:]

  /// Nothing was walked.
  package init() {}

  package init(
    _ body: JSONNode, schema: Contract.SchemaReference, in index: ModelIndex,
    violations: [JSONPointer]
  ) {
    for pointer in violations {
      for length in 0...pointer.tokens.count {
        broken.insert(JSONPointer(Array(pointer.tokens.prefix(length))))
      }
    }
    visit(body, schemas: [schema.pointer], at: JSONPointer(), index, depth: 0)
    shapes = [:]
  }

  /// Deeper than any honest answer; a recursive schema on a hostile body ends here.
  private static let depthLimit = 256

  private mutating func visit(
    _ node: JSONNode, schemas: [JSONPointer], at place: JSONPointer, _ index: ModelIndex,
    depth: Int
  ) {
    guard depth < Self.depthLimit else { return }
    let shape = shapes[schemas] ?? index.shape(of: schemas)
    shapes[schemas] = shape
    switch node.kind {
    case .object:
      if depth == 0 {
        declared = shape.order
        isVacuous =
          !shape.order.isEmpty && (shape.isClosedWorld || node.count == 0)
          && !node.members.contains { shape.properties[$0.name] != nil }
      }
      for (name, child) in node.members {
        let inside = place.appending(name)
        guard let property = shape.properties[name] else {
          if !shape.order.isEmpty, shape.isClosedWorld {
            undeclaredCount += 1
            if undeclared.count < Answer.findingsLimit {
              undeclared.append(
                Undeclared(
                  pointer: inside, name: name, declared: shape.order, range: shape.range))
            }
          } else if let extra = shape.additional {
            visit(child, schemas: [extra], at: inside, index, depth: depth + 1)
          }
          continue
        }
        let isBroken = !broken.isEmpty && broken.contains(inside)
        for model in property.models {
          properties[Property(model: model, name: name), default: false] =
            properties[Property(model: model, name: name), default: false] || isBroken
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
