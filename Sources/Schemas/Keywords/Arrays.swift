internal import Documents

// items, prefixItems, additionalItems and contains (core §10.3.1), minItems, maxItems, uniqueItems,
// minContains, maxContains (validation §6.4).

extension SchemaBuilder {
  mutating func compileArrays(_ schema: SchemaObject) {
    if let limit = count(schema, .minItems), limit > 0 { emit(.minItems, .minItems, a: limit) }
    if let limit = count(schema, .maxItems) { emit(.maxItems, .maxItems, a: limit) }
    compileItems(schema)
    if let contained = subschema(schema, .contains) {
      let least = count(schema, .minContains) ?? 1
      let most = count(schema, .maxContains) ?? -1
      emit(.contains, .contains, a: contained, b: least, c: most)
    }
    if flag(schema, .uniqueItems) { emit(.uniqueItems, .uniqueItems) }
  }

  private mutating func compileItems(_ schema: SchemaObject) {
    var front: [Int32] = []
    var rest: Int?
    var keyword = Keyword.items
    if schema.rules.hasItemLists, let items = schema[.items]?.array {
      front = items.indices.map { subschema(schema, .items, String($0), items[$0]) }
      rest = subschema(schema, .additionalItems)
      if rest != nil { keyword = .additionalItems }
    } else {
      if schema[.prefixItems] != nil {
        front = subschemas(schema, .prefixItems) ?? []
        keyword = .prefixItems
      }
      rest = subschema(schema, .items)
      if rest != nil { keyword = .items }
    }
    guard !front.isEmpty || rest != nil else { return }
    emit(.items, keyword, a: addList(front), b: front.count, c: rest ?? -1)
  }
}

extension SchemaValidator {
  mutating func holdsItems(_ check: Instruction, _ index: Int) -> Bool {
    let end = Int(tape[index].extent)
    var child = index &+ 1
    var front = check.a
    let frontEnd = check.a &+ check.b
    while child < end, front < frontEnd {
      guard accepts(view.pointee.lists[Int(front)], child) else { return false }
      front &+= 1
      child = indexAfter(child)
    }
    guard check.c >= 0 else { return true }
    let edge = view.pointee.edges + Int(check.c)
    while child < end {
      let head = tape[child].head
      guard accepts(edge, child, Self.classBit(head)) else { return false }
      child = head & Tape.kindMask >= Tape.array ? Int(tape[child].extent) : child &+ 1
    }
    return true
  }

  mutating func holdsContains(_ check: Instruction, _ index: Int) -> Bool {
    let count = matches(check.a, in: index, enough: check.c < 0 ? Int(check.b) : Int.max)
    if isIncomplete { return false }
    return count >= Int(check.b) && (check.c < 0 || count <= Int(check.c))
  }

  /// How many items satisfy a schema; stops counting at `enough`.
  mutating func matches(_ schema: Int32, in index: Int, enough: Int) -> Int {
    let end = Int(tape[index].extent)
    var child = index &+ 1
    var count = 0
    while child < end, count < enough {
      if accepts(schema, child) { count += 1 }
      if isIncomplete { return count }
      child = indexAfter(child)
    }
    return count
  }

  mutating func hasUniqueItems(_ index: Int) -> Bool {
    let count = tape[index].extra
    guard count > 1 else { return true }
    if count <= 8, let answer = hasUniqueScalars(index) { return answer }
    switch firstRepeatedItem(index) {
    case .some(let pair): return pair == nil
    case .none:
      isIncomplete = true
      return false
    }
  }

  /// Compares a few items pair by pair; nil where that needs more than a look at scalars of plain
  /// spelling.
  private mutating func hasUniqueScalars(_ index: Int) -> Bool? {
    let end = Int(tape[index].extent)
    for child in (index &+ 1)..<end {
      let node = tape[child]
      let kind = node.head & Tape.kindMask
      guard kind != Tape.array, kind != Tape.object,
        node.head & (Tape.escaped | Tape.fraction | Tape.exponent) == 0
      else { return nil }
      for other in (index &+ 1)..<child {
        let earlier = tape[other]
        guard earlier.head & Tape.kindMask == kind else { continue }
        switch kind {
        case Tape.string:
          if node.extent == earlier.extent, rawText(node).elementsEqual(rawText(earlier)) {
            return false
          }
        case Tape.number:
          guard let value = smallInteger(node), let earlierValue = smallInteger(earlier) else {
            return nil
          }
          if value == earlierValue { return false }
        default: return false
        }
      }
    }
    return true
  }

  /// Tape indexes of two equal items, or an inner nil where there are none; an outer nil where that
  /// can't be told.
  mutating func firstRepeatedItem(_ index: Int) -> (first: Int, second: Int)?? {
    var items: [(hash: Int, index: Int)] = []
    let end = Int(tape[index].extent)
    let hashes = ValueHash(document: document)
    var child = index + 1
    while child < end {
      guard let hash = hashes.hash(child) else { return nil }
      items.append((hash, child))
      child = indexAfter(child)
    }
    items.sort { $0.hash == $1.hash ? $0.index < $1.index : $0.hash < $1.hash }
    let comparison = ValueComparison(left: document, right: document)
    var start = 0
    while start < items.count {
      var next = start + 1
      // Among items of one hash all are equal, or else the hash function was very unlucky.
      while next < items.count, items[next].hash == items[start].hash {
        guard let isEqual = comparison.areEqual(items[start].index, items[next].index) else {
          return nil
        }
        if isEqual { return .some((items[start].index, items[next].index)) }
        next += 1
      }
      start += 1
    }
    return .some(nil)
  }
}
