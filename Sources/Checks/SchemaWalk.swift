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
  private var known = ShapeTable.Snapshot()
  /// By the property's number: 0 not seen, 1 seen, 2 seen and broken.
  private var states: [UInt8] = []
  /// From the body to the value that is looked at.
  private var path: [String] = []

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
    let root = index.table.number(of: schema.pointer)
    known = root.known
    visit(body, root.number, index, depth: 0)
    for (number, state) in states.enumerated() where state > 0 {
      properties[known.properties[number]] = state == 2
    }
    known = ShapeTable.Snapshot()
    states = []
    path = []
  }

  /// Deeper than any honest answer; a recursive schema on a hostile body ends here.
  private static let depthLimit = 256

  private mutating func entry(_ number: Int, _ index: ModelIndex) -> ShapeTable.Entry? {
    if known.entries.indices.contains(number), let entry = known.entries[number] { return entry }
    known = index.table.resolve(number, in: index)
    return known.entries[number]
  }

  /// No more alternatives within alternatives are followed.
  private static let alternativeLimit = 8

  /// What a value has by the alternatives that it keeps to, and by theirs.
  private mutating func chosen(
    _ entry: ShapeTable.Entry, _ number: Int, _ node: JSONNode, _ index: ModelIndex
  ) -> ShapeTable.Entry {
    var entry = entry
    var number = number
    for _ in 0..<Self.alternativeLimit {
      let fitting = index.fitting(entry.shape.alternatives, node)
      guard let next = index.table.number(of: number, with: fitting),
        let found = self.entry(next, index)
      else { break }
      entry = found
      number = next
    }
    return entry
  }

  private mutating func visit(
    _ node: JSONNode, _ number: Int, _ index: ModelIndex, depth: Int
  ) {
    let kind = node.kind
    guard depth < Self.depthLimit, kind == .object || kind == .array else { return }
    guard let entry = entry(number, index) else { return }
    let seen = entry.shape.alternatives.isEmpty ? entry : chosen(entry, number, node, index)
    if kind == .array {
      guard let items = seen.items else { return }
      for (place, child) in node.items.enumerated() {
        path.append(String(place))
        visit(child, items, index, depth: depth + 1)
        path.removeLast()
      }
      return
    }
    let shape = entry.shape
    var hasDeclared = false
    for (name, child) in node.members {
      path.append(name)
      defer { path.removeLast() }
      guard let member = seen.members[name] else {
        if !shape.order.isEmpty, shape.isClosedWorld {
          undeclaredCount += 1
          if undeclared.count < Answer.findingsLimit {
            undeclared.append(
              Undeclared(
                pointer: JSONPointer(path), name: name, declared: shape.order, range: shape.range))
          }
        } else if let extra = seen.additional {
          visit(child, extra, index, depth: depth + 1)
        }
        continue
      }
      if entry.members[name] != nil { hasDeclared = true }
      let isBroken = !broken.isEmpty && broken.contains(JSONPointer(path))
      for property in member.properties {
        while states.count <= property { states.append(0) }
        states[property] = max(states[property], isBroken ? 2 : 1)
      }
      visit(child, member.shape, index, depth: depth + 1)
    }
    if depth == 0 {
      declared = shape.order
      isVacuous =
        !shape.order.isEmpty && (shape.isClosedWorld || node.count == 0) && !hasDeclared
    }
  }
}
