/// The tokens of a pointer that is not empty, as the last of them behind the way to it, which other
/// pointers share.
final class PointerWay: Sendable {
  private enum Step: Sendable {
    case one(String)
    /// Not empty.
    case several([String])
  }

  let parent: PointerWay?
  /// How many tokens there are.
  let count: Int
  /// The hash of all tokens.
  let state: UInt64
  private let step: Step
  /// How many ways hang together: they are let go one inside of the other.
  private let links: Int

  private static let linkLimit = 128
  /// Up to so many tokens are kept one by one, so that their ways can be compared and followed so.
  private static let few = 16

  /// The way of some tokens; nil where there are none.
  static func to(_ tokens: [String]) -> PointerWay? {
    guard tokens.count > few else {
      return tokens.reduce(nil as PointerWay?) { PointerWay($1, after: $0) }
    }
    return PointerWay(tokens)
  }

  /// A way that goes on by one token.
  init(_ token: String, after parent: PointerWay?) {
    count = (parent?.count ?? 0) + 1
    state = Self.mixed(parent?.state ?? 0, token)
    guard let parent, parent.links >= Self.linkLimit else {
      self.parent = parent
      step = .one(token)
      links = (parent?.links ?? 0) + 1
      return
    }
    self.parent = nil
    step = .several(parent.tokens + [token])
    links = 1
  }

  /// - Parameter tokens: at least one.
  private init(_ tokens: [String]) {
    parent = nil
    count = tokens.count
    state = tokens.reduce(0, Self.mixed)
    step = .several(tokens)
    links = 1
  }

  private static func mixed(_ state: UInt64, _ token: String) -> UInt64 {
    let next = (state ^ UInt64(KeyHash.of(token))) &* 0x9E37_79B9_7F4A_7C15
    return next ^ next &>> 29
  }

  /// All tokens, from the document's root on.
  var tokens: [String] {
    var steps: [Step] = []
    var next: PointerWay? = self
    while let way = next {
      steps.append(way.step)
      next = way.parent
    }
    var tokens: [String] = []
    tokens.reserveCapacity(count)
    for step in steps.reversed() {
      switch step {
      case .one(let token): tokens.append(token)
      case .several(let part): tokens += part
      }
    }
    return tokens
  }

  var last: String? {
    switch step {
    case .one(let token): token
    case .several(let tokens): tokens.last
    }
  }

  /// What the tokens behind the parent lead to.
  func follow(from value: Value) -> Value? {
    switch step {
    case .one(let token): return value.child(token)
    case .several(let tokens):
      var value = value
      for token in tokens {
        guard let next = value.child(token) else { return nil }
        value = next
      }
      return value
    }
  }

  /// What all tokens lead to.
  func value(in root: Value) -> Value? {
    guard let parent else { return follow(from: root) }
    return parent.value(in: root).flatMap { follow(from: $0) }
  }

  static func areEqual(_ left: PointerWay?, _ right: PointerWay?) -> Bool {
    var (left, right) = (left, right)
    while true {
      guard let first = left, let second = right else { return left == nil && right == nil }
      if first === second { return true }
      guard first.state == second.state, first.count == second.count else { return false }
      guard case .one(let token) = first.step, case .one(let other) = second.step else {
        return first.tokens.elementsEqual(second.tokens, by: ExactName.isSame)
      }
      guard ExactName.isSame(token, other) else { return false }
      (left, right) = (first.parent, second.parent)
    }
  }
}
