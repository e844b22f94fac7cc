import Documents
internal import Schemas

extension SpecBundler {
  /// Notes the identifiers in a file: `$self` of a document (OpenAPI 3.2 §4.1.1), `$id` and anchors
  /// of schemas (JSON Schema 2020-12 §8.2).
  mutating func identify(_ tree: Value, at pointer: JSONPointer) {
    if let own = tree["$self"]?.string {
      identified[URIReference(own).withoutFragment.text] = pointer
    }
    var walk = IdentifierWalk(tokens: pointer.tokens)
    walk.visit(tree, in: pointer, base: nil)
    identified.merge(walk.found) { first, _ in first }
    anchors.merge(walk.anchors) { first, _ in first }
  }

  /// An anchor in a resource, by the pointer of the resource's root.
  struct Anchor: Hashable {
    var root: JSONPointer
    var name: ExactName
  }
}

/// Looks for `$id` and anchors below a place.
private struct IdentifierWalk {
  var found: [String: JSONPointer] = [:]
  var anchors: [SpecBundler.Anchor: JSONPointer] = [:]
  /// Where the walk is.
  private var tokens: [String]

  init(tokens: [String]) {
    self.tokens = tokens
  }

  mutating func visit(_ value: Value, in root: JSONPointer, base: URIReference?) {
    switch value.kind {
    case .array(let items):
      for (index, item) in items.enumerated() where Self.holdsMore(item) {
        tokens.append(String(index))
        visit(item, in: root, base: base)
        tokens.removeLast()
      }
    case .object(let members):
      var (root, base) = (root, base)
      if let id = members["$id"]?.string {
        let own = (base ?? URIReference("")).resolving(URIReference(id)).withoutFragment
        root = JSONPointer(tokens)
        found[own.text] = root
        base = own
      }
      for name in ["$anchor", "$dynamicAnchor"] {
        guard let anchor = members[name]?.string else { continue }
        anchors[SpecBundler.Anchor(root: root, name: ExactName(anchor))] = JSONPointer(tokens)
      }
      for member in members where Self.holdsMore(member.value) {
        tokens.append(member.name)
        visit(member.value, in: root, base: base)
        tokens.removeLast()
      }
    default: break
    }
  }

  private static func holdsMore(_ value: Value) -> Bool {
    switch value.kind {
    case .array, .object: true
    default: false
    }
  }
}
