/// Follows many JSON Pointers into one value. Going on from where the last one parted from the next
/// takes less time than starting anew, where the pointers come in the order of the document.
package struct PointerWalk {
  private let root: Value
  /// The way to the last place that was found, each step longer than the one before.
  private var ways: [PointerWay] = []
  /// What stands there, step by step.
  private var values: [Value] = []
  /// What of a way is still to be gone, the end first.
  private var ahead: [PointerWay] = []

  package init(_ root: Value) {
    self.root = root
  }

  /// What a pointer leads to (RFC 6901 §4); nil where nothing is.
  package mutating func value(at pointer: JSONPointer) -> Value? {
    if !ahead.isEmpty { ahead.removeAll(keepingCapacity: true) }
    var shared = ways.count
    var next = pointer.way
    while let way = next {
      while shared > 0, ways[shared - 1].count > way.count { shared -= 1 }
      if shared > 0, PointerWay.areEqual(ways[shared - 1], way) { break }
      ahead.append(way)
      next = way.parent
    }
    if next == nil { shared = 0 }
    while ways.count > shared {
      ways.removeLast()
      values.removeLast()
    }
    var value = values.last ?? root
    while let way = ahead.popLast() {
      guard let inner = way.follow(from: value) else { return nil }
      ways.append(way)
      values.append(inner)
      value = inner
    }
    return value
  }
}
