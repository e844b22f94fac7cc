internal import Documents

/// A place in a registered document.
///
/// It knows its hash: places are made of others by a token or two, looked up once or twice, and have
/// many tokens.
struct Location: Sendable, Hashable {
  let document: Int
  private(set) var pointer: JSONPointer
  private var state: UInt64

  init(document: Int, pointer: JSONPointer) {
    self.document = document
    self.pointer = pointer
    state = UInt64(truncatingIfNeeded: document)
    for token in pointer.tokens { mix(token) }
  }

  /// A place inside of this one.
  func appending(_ first: String, _ second: String? = nil) -> Location {
    var tokens: [String] = []
    tokens.reserveCapacity(pointer.tokens.count + (second == nil ? 1 : 2))
    tokens += pointer.tokens
    tokens.append(first)
    if let second { tokens.append(second) }
    var inner = self
    inner.pointer = JSONPointer(tokens)
    inner.mix(first)
    if let second { inner.mix(second) }
    return inner
  }

  static func == (left: Location, right: Location) -> Bool {
    left.state == right.state && left.document == right.document && left.pointer == right.pointer
  }

  func hash(into hasher: inout Hasher) { hasher.combine(state) }

  private mutating func mix(_ token: String) {
    state = (state ^ UInt64(KeyHash.of(token))) &* 0x9E37_79B9_7F4A_7C15
    state ^= state &>> 29
  }
}
