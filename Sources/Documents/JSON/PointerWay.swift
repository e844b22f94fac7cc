internal import Synchronization

/// The tokens of a pointer that is not empty, as the last of them behind the way to it, which other
/// pointers share.
final class PointerWay: Sendable {
  private enum Step: Sendable {
    case one(String)
    /// Not empty.
    case several([String])
  }

  /// The way before: not by itself, since the compiler has an object that holds one of its own kind let go of
  /// it in a loop, at twice the price, and few ways hang together here.
  private struct Link: Sendable {
    let way: PointerWay?
  }

  private let link: Link
  /// How many tokens there are.
  let count: Int
  private let step: Step
  /// How many ways hang together: they are let go one inside of the other.
  private let links: Int
  /// The hash of all tokens, once somebody asked: many places are never looked up. 0 before.
  private let knownState = Atomic<UInt64>(0)

  var parent: PointerWay? { link.way }

  private static let linkLimit = 128
  /// Up to so many tokens are kept one by one, so that their ways can be compared and followed so.
  static let few = 16

  /// The way of some tokens; nil where there are none.
  static func to(_ tokens: [String]) -> PointerWay? {
    guard tokens.count > few else {
      return tokens.reduce(nil as PointerWay?) { PointerWay($1, after: $0) }
    }
    return PointerWay(tokens)
  }

  /// A way that goes on by one token.
  init(_ token: String, after parent: PointerWay?) {
    guard let parent else {
      link = Link(way: nil)
      count = 1
      links = 1
      step = .one(token)
      return
    }
    count = parent.count + 1
    guard parent.links < Self.linkLimit else {
      link = Link(way: nil)
      links = 1
      step = .several(parent.tokens + [token])
      return
    }
    link = Link(way: parent)
    links = parent.links + 1
    step = .one(token)
  }

  /// - Parameter tokens: at least one.
  private init(_ tokens: [String]) {
    link = Link(way: nil)
    count = tokens.count
    step = .several(tokens)
    links = 1
  }

  /// The hash of all tokens. Whoever works it out at the same time finds the same.
  var state: UInt64 {
    let known = knownState.load(ordering: .relaxed)
    if known != 0 { return known }
    var state = link.way?.state ?? 0
    switch step {
    case .one(let token): state = Self.mixed(state, token)
    case .several(let tokens): state = tokens.reduce(state, Self.mixed)
    }
    knownState.store(state, ordering: .relaxed)
    return state
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
    guard let left, let right else { return left == nil && right == nil }
    return left === right || left.isSame(as: right)
  }

  /// Calls itself for each link, of which there are few: a loop would count references.
  private func isSame(as other: PointerWay) -> Bool {
    guard count == other.count, state == other.state else { return false }
    guard case .one(let token) = step, case .one(let otherToken) = other.step else {
      return tokens.elementsEqual(other.tokens, by: ExactName.isSame)
    }
    return ExactName.isSame(token, otherToken) && Self.areEqual(link.way, other.link.way)
  }
}
