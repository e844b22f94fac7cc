/// Follows many JSON Pointers into one value. Going on from where the last one parted from the next
/// takes less time than starting anew, where the pointers come in the order of the document.
package struct PointerWalk {
  private let root: Value
  /// The way to the last place that was found.
  private var steps: [(token: String, value: Value)] = []

  package init(_ root: Value) {
    self.root = root
  }

  /// What a pointer leads to (RFC 6901 §4); nil where nothing is.
  package mutating func value(at pointer: JSONPointer) -> Value? {
    let tokens = pointer.tokens
    var shared = 0
    while shared < min(steps.count, tokens.count),
      ExactName.isSame(steps[shared].token, tokens[shared])
    {
      shared += 1
    }
    steps.removeLast(steps.count - shared)
    var value = steps.last?.value ?? root
    for token in tokens[shared...] {
      guard let next = value.child(token) else { return nil }
      steps.append((token, next))
      value = next
    }
    return value
  }
}
