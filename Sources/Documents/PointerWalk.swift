/// Follows many JSON Pointers into one value. Going on from where the last one parted from the next
/// takes less time than starting anew, where the pointers come in the order of the document.
package struct PointerWalk {
  private let root: Value
  /// The way to the last place that was found, each step longer than the one before.
  private var steps: [(way: PointerWay, value: Value)] = []
  /// What of a way is still to be gone, the end first.
  private var ahead: [PointerWay] = []

  package init(_ root: Value) {
    self.root = root
  }

  /// What a pointer leads to (RFC 6901 §4); nil where nothing is.
  package mutating func value(at pointer: JSONPointer) -> Value? {
    ahead.removeAll(keepingCapacity: true)
    var shared = steps.count
    var next = pointer.way
    while let way = next {
      while shared > 0, steps[shared - 1].way.count > way.count { shared -= 1 }
      if shared > 0, PointerWay.areEqual(steps[shared - 1].way, way) { break }
      ahead.append(way)
      next = way.parent
    }
    if next == nil { shared = 0 }
    steps.removeLast(steps.count - shared)
    var value = steps.last?.value ?? root
    for way in ahead.reversed() {
      guard let inner = way.follow(from: value) else { return nil }
      steps.append((way, inner))
      value = inner
    }
    return value
  }
}
