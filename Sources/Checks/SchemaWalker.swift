import Contracts
import Documents

/// Walks through a body for a ``SchemaWalk``. It is apart from what it finds, which is passed on for each answer.
struct SchemaWalker {
  private(set) var result = SchemaWalk()
  /// The tape indices of the values at or above a violation.
  private var broken: Set<Int> = []
  private var hasBroken = false
  /// How often something was found that an item with the same names would not show again just so: a choice among
  /// alternatives, and what is told for each place.
  private var surprises = 0
  private var known: ShapeTable.Snapshot

  init(_ known: ShapeTable.Snapshot) {
    self.known = known
  }

  /// - Parameter shape: the number of the shape that the body should have.
  /// - Parameter violations: the places in the body that break its schema.
  mutating func walk(
    _ node: JSONNode, _ shape: Int, _ index: ModelIndex, _ violations: [JSONPointer]
  ) {
    for pointer in violations { mark(pointer.tokens[...], from: node) }
    hasBroken = !broken.isEmpty
    result.states = known.unseen
    let document = node.document
    let tape = document.tape
    let bytes = document.bytes
    visit(document, tape.span, bytes.span, node.index, shape, index, depth: 0)
  }

  /// Marks a value and those that lead to it as broken. A name that an object holds twice leads to
  /// both values.
  private mutating func mark(_ tokens: ArraySlice<String>, from node: JSONNode) {
    broken.insert(node.index)
    guard let token = tokens.first else { return }
    switch node.kind {
    case .object:
      let document = node.document
      let hash = KeyHash.of(token)
      var name = node.index + 1
      while name < document.tape[node.index].extent {
        let text = JSONNode(document: document, index: name)
        if document.tape[name].extra == hash, ExactName.isSame(text.string ?? "", token) {
          mark(tokens.dropFirst(), from: JSONNode(document: document, index: name + 1))
        }
        name = document.indexAfter(name + 1)
      }
    case .array:
      if let place = JSONPointer.arrayIndex(token), let child = node[place] {
        mark(tokens.dropFirst(), from: child)
      }
    default: break
    }
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

  /// Walks through a value that is an array or object; others hold nothing.
  ///
  /// - Parameters:
  ///   - tape: the document's, as are the bytes: spans are read without counting references.
  private mutating func visit(
    _ document: JSONDocument, _ tape: Span<TapeNode>, _ bytes: Span<UInt8>, _ place: Int,
    _ number: Int, _ index: ModelIndex, depth: Int
  ) {
    guard depth < Self.depthLimit, Self.isContainer(tape[place]) else { return }
    guard let entry = entry(number, index) else { return }
    visit(document, tape, bytes, place, entry, number, index, depth: depth)
  }

  /// The same with the shape that the value should have, which all items of an array share.
  private mutating func visit(
    _ document: JSONDocument, _ tape: Span<TapeNode>, _ bytes: Span<UInt8>, _ place: Int,
    _ entry: ShapeTable.Entry, _ number: Int, _ index: ModelIndex, depth: Int
  ) {
    guard entry.hasAlternatives else {
      return visitParts(document, tape, bytes, place, entry, entry, index, depth: depth)
    }
    surprises += 1
    let seen = chosen(entry, number, JSONNode(document: document, index: place), index)
    visitParts(document, tape, bytes, place, seen, entry, index, depth: depth)
  }

  /// The same with the shape that the value has by the alternatives that it keeps to.
  private mutating func visitParts(
    _ document: JSONDocument, _ tape: Span<TapeNode>, _ bytes: Span<UInt8>, _ place: Int,
    _ seen: ShapeTable.Entry, _ entry: ShapeTable.Entry, _ index: ModelIndex, depth: Int
  ) {
    let node = tape[place]
    if node.head & TapeNode.kindMask == TapeNode.array {
      guard let items = seen.items, depth + 1 < Self.depthLimit else { return }
      visitItems(document, tape, bytes, place, items, index, depth: depth + 1)
      return
    }
    let end = Int(node.extent)
    var child = place + 1
    var hasDeclared = false
    var expected = 0
    while child < end {
      let value = child + 1
      if let place = seen.members.place(of: child, in: document, tape, bytes, expected: expected) {
        expected = place + 1
        // What only an alternative declares is nothing that the value had to have.
        hasDeclared =
          hasDeclared || seen === entry
          || entry.members.place(of: child, in: document, tape, bytes, expected: 0) != nil
        note(seen, place, isBroken: hasBroken && broken.contains(value))
        if Self.isContainer(tape[value]) {
          let shape = seen.members.list[place].shape
          visit(document, tape, bytes, value, shape, index, depth: depth + 1)
        }
      } else if !entry.members.isEmpty, entry.isClosedWorld {
        noteUndeclared(child, document, entry.shape)
      } else if let extra = seen.additional {
        visit(document, tape, bytes, value, extra, index, depth: depth + 1)
      }
      child = Self.after(value, tape)
    }
    if depth == 0 {
      result.declared = entry.shape.order
      result.isVacuous =
        !entry.members.isEmpty && (entry.isClosedWorld || node.extra == 0) && !hasDeclared
    }
  }

  private mutating func visitItems(
    _ document: JSONDocument, _ tape: Span<TapeNode>, _ bytes: Span<UInt8>, _ place: Int,
    _ number: Int, _ index: ModelIndex, depth: Int
  ) {
    let end = Int(tape[place].extent)
    var child = place + 1
    while child < end, !Self.isContainer(tape[child]) { child += 1 }
    guard child < end, let entry = entry(number, index) else { return }
    // An item that showed nothing but what it is made of: another one made so shows nothing new.
    var plain: Int?
    while child < end {
      if Self.isContainer(tape[child]) {
        if let plain, document.isRepetition(child, of: plain) {
          child = Self.after(child, tape)
          continue
        }
        let before = surprises
        visit(document, tape, bytes, child, entry, number, index, depth: depth)
        plain = surprises == before && !hasBroken ? child : nil
      }
      child = Self.after(child, tape)
    }
  }

  /// The index of the node behind a value and all that it holds.
  private static func after(_ place: Int, _ tape: Span<TapeNode>) -> Int {
    let node = tape[place]
    return isContainer(node) ? Int(node.extent) : place + 1
  }

  private static func isContainer(_ node: TapeNode) -> Bool {
    node.head & TapeNode.kindMask >= TapeNode.array
  }

  @inline(__always)
  private mutating func note(_ entry: ShapeTable.Entry, _ place: Int, isBroken: Bool) {
    guard let first = entry.members.list[place].property else { return }
    note(first, isBroken: isBroken)
    for number in entry.members.list[place].others {
      note(entry.members.others[number], isBroken: isBroken)
    }
  }

  @inline(__always)
  private mutating func note(_ property: Int, isBroken: Bool) {
    let state: UInt8 = isBroken ? 2 : 1
    // Most have been noted before: reading costs less than writing.
    if property < result.states.count, result.states[property] >= state { return }
    while result.states.count <= property { result.states.append(0) }
    result.states[property] = state
  }

  private mutating func noteUndeclared(
    _ name: Int, _ document: JSONDocument, _ shape: ModelIndex.Shape
  ) {
    result.undeclaredCount += 1
    surprises += 1
    guard result.undeclared.count < Answer.findingsLimit else { return }
    result.undeclared.append(
      SchemaWalk.Undeclared(
        pointer: document.pointer(of: name),
        name: JSONNode(document: document, index: name).string ?? "", declared: shape.order,
        range: shape.range))
  }
}
