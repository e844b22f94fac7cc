import Contracts
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

  /// By the property's number in the `ShapeTable`: 0 not seen, 1 seen, 2 seen and broken.
  var states: [UInt8] = []
  /// The first of them; `undeclaredCount` counts them all.
  package internal(set) var undeclared: [Undeclared] = []
  package internal(set) var undeclaredCount = 0
  /// Set when the body is an object whose schema declares properties, of which it has none.
  package internal(set) var isVacuous = false
  /// The names declared for the body itself.
  package internal(set) var declared: [String] = []

  /// Nothing was walked.
  package init() {}

  /// - Parameter shape: the number of the shape that the body should have.
  /// - Parameter violations: the places in the body that break its schema.
  init(_ node: JSONNode, shape: Int, in index: ModelIndex, violations: [JSONPointer]) {
    var walker = SchemaWalker(index.table.known)
    walker.walk(node, shape, index, violations)
    self = walker.result
  }
}
