import Documents
import Schemas

/// The schemas that one schema leads to, each compiled, for one direction of travel.
struct SchemaBook: Sendable {
  typealias Place = SchemaNavigator.Place
  typealias Node = SchemaNavigator.Node

  let navigator: SchemaNavigator
  let root: Schema
  let rootPlace: Place
  let direction: SchemaOptions.Direction
  /// The schema of each place; those that can't be judged alone are missing.
  let compiled: [Place: Schema]
  /// Whether a schema's meaning depends on the way there.
  let hasDynamicReferences: Bool

  private static let file = SourceFile(name: "<generated>")

  /// A value as the validator wants it; nil where it is nested too deeply.
  static func document(_ value: Value) -> JSONDocument? {
    try? JSONReader.read(JSONWriter.bytes(value), file: file)
  }

  func node(at place: Place) -> Node? { navigator.node(at: place) }

  /// Whether the schema at a place accepts a value; nil where nobody can tell.
  func accepts(_ place: Place, _ value: JSONNode) -> Bool? {
    switch (place == rootPlace ? root : compiled[place])?.verdict(on: value) {
    case .valid: true
    case .invalid: false
    case .undecided, nil: nil
    }
  }

  /// Whether the direction of travel forbids a member, by its schema or the one it refers to.
  func isForbidden(_ property: Place) -> Bool {
    let keyword: Keyword
    switch direction {
    case .request: keyword = .readOnly
    case .response: keyword = .writeOnly
    case .none: return false
    }
    var place = property
    for _ in 0..<64 {
      guard let node = node(at: place), node.isOpenAPI else { return false }
      let isMarked = node[keyword]?.bool == true
      guard let reference = node[.ref]?.string else { return isMarked }
      if isMarked, !node.ignoresSiblingsOfRef { return true }
      guard let target = navigator.target(of: reference, from: place) else { return false }
      place = target
    }
    return false
  }
}
