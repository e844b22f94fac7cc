/// A part of a regular expression, as far as texts are made from it.
indirect enum PatternNode: Sendable {
  /// One character.
  case set(CharacterRanges)
  /// One after the other.
  case sequence([PatternNode], PatternLength)
  /// One of several.
  case choice([PatternNode], PatternLength)
  case repetition(PatternNode, least: Int, most: Int?, PatternLength)
  /// A group that something may refer back to, by number.
  case group(PatternNode, number: Int)
  case back(reference: Int)
  /// `(?=…)`: what follows must match this too.
  case lookAhead(PatternNode)
  /// The start or the end of the text.
  case start, end
  /// What is only tested, such as `\b` and `(?!…)`: texts are made without it and then tried.
  case assertion

  var length: PatternLength {
    switch self {
    case .set: PatternLength(least: 1, most: 1)
    case .sequence(_, let length), .choice(_, let length), .repetition(_, _, _, let length): length
    case .group(let inner, _): inner.length
    case .back: PatternLength(least: 0, most: nil)
    case .lookAhead, .start, .end, .assertion: PatternLength(least: 0, most: 0)
    }
  }

  /// Whether nothing can come after it.
  var endsText: Bool {
    switch self {
    case .end: true
    case .sequence(let parts, _): parts.contains { $0.endsText }
    case .choice(let branches, _): branches.allSatisfy(\.endsText)
    case .group(let inner, _): inner.endsText
    default: false
    }
  }

  static func joined(_ parts: [PatternNode]) -> PatternNode {
    if parts.count == 1, let only = parts.first { return only }
    let length = parts.reduce(PatternLength(least: 0, most: 0)) { $0.adding($1.length) }
    return .sequence(parts, length)
  }

  static func anyOf(_ branches: [PatternNode]) -> PatternNode {
    if branches.count == 1, let only = branches.first { return only }
    let lengths = branches.map(\.length)
    let most = lengths.reduce(Int?.some(0)) { known, length in
      guard let known, let most = length.most else { return nil }
      return max(known, most)
    }
    return .choice(
      branches, PatternLength(least: lengths.map(\.least).min() ?? 0, most: most))
  }

  static func repeated(_ inner: PatternNode, least: Int, most: Int?) -> PatternNode {
    let length = PatternLength(
      least: inner.length.times(least, inner.length.least),
      most: most.flatMap { most in inner.length.most.map { inner.length.times(most, $0) } })
    return .repetition(inner, least: least, most: most, length)
  }
}

/// How many characters a part of a pattern stands for.
struct PatternLength: Sendable {
  /// Bounded by `PatternLength.limit`.
  var least: Int
  /// Nil: any number.
  var most: Int?

  static let limit = 1 << 40

  func adding(_ other: PatternLength) -> PatternLength {
    var most: Int?
    if let mine = self.most, let theirs = other.most { most = min(mine + theirs, Self.limit) }
    return PatternLength(least: min(least + other.least, Self.limit), most: most)
  }

  func times(_ count: Int, _ length: Int) -> Int {
    let (product, overflow) = count.multipliedReportingOverflow(by: length)
    return overflow ? Self.limit : min(product, Self.limit)
  }
}
