/// Makes texts from a regular expression. What it makes should match, and has to be tried: look-behind,
/// word boundaries and negative look-ahead are left to luck.
struct PatternSampler: Sendable {
  private let root: PatternNode
  private let hasStart: Bool
  private let hasEnd: Bool

  /// Nil where the expression is not understood.
  init?(_ source: String) {
    guard let root = PatternParser.parse(source) else { return nil }
    self.root = root
    (hasStart, hasEnd) = Self.anchors(root)
  }

  /// The fewest characters that can match.
  var shortest: Int { root.length.least }

  /// Whether a text of more characters than `longest` can't match.
  var isBounded: Bool { hasStart && hasEnd && root.length.most != nil }

  /// The most characters of a match; nil for any number.
  var longest: Int? { isBounded ? root.length.most : nil }

  private static func anchors(_ node: PatternNode) -> (start: Bool, end: Bool) {
    switch node {
    case .start: (true, false)
    case .end: (false, true)
    case .sequence(let parts, _):
      (parts.contains { anchors($0).start }, parts.contains { anchors($0).end })
    case .choice(let branches, _):
      (branches.contains { anchors($0).start }, branches.contains { anchors($0).end })
    case .group(let inner, _): anchors(inner)
    default: (false, false)
    }
  }

  /// A text whose length should lie in a range; nil where the expression matches nothing or needs
  /// more than the range allows.
  func sample(
    lengths: ClosedRange<Int>, isShort: Bool, _ random: inout SeededRandom
  ) -> String? {
    let least = max(lengths.lowerBound, root.length.least)
    let most = min(lengths.upperBound, root.length.most ?? lengths.upperBound)
    let target: Int
    if least >= most {
      target = min(least, max(most, root.length.least))
    } else {
      target = isShort ? least : least + random.below(min(most - least, 8) + 1)
    }
    guard target <= GenerationLimits.textLength else { return nil }
    var run = Run(random: random)
    run.write(root, target)
    random = run.random
    guard !run.isStuck else { return nil }
    var text = run.output
    // Outside of what is found anything may stand.
    while text.count < lengths.lowerBound, !hasEnd || !hasStart {
      if hasEnd { text.insert("a", at: 0) } else { text.append("a") }
    }
    return String(String.UnicodeScalarView(text))
  }

  /// The making of one text.
  private struct Run {
    var random: SeededRandom
    var output: [Unicode.Scalar] = []
    var isStuck = false
    private var stepsLeft = 200_000
    /// Whether something has to come after what is being written.
    private var isFollowed = false
    private var groups: [Int: ArraySlice<Unicode.Scalar>] = [:]
    /// Kinds of characters that look-ahead asks for.
    private var wanted: [CharacterRanges] = []

    init(random: SeededRandom) { self.random = random }

    mutating func write(_ node: PatternNode, _ target: Int) {
      stepsLeft -= 1
      guard !isStuck, stepsLeft > 0, output.count <= GenerationLimits.textLength else {
        isStuck = true
        return
      }
      switch node {
      case .set(let set):
        guard let scalar = character(of: set) else {
          isStuck = true
          return
        }
        output.append(scalar)
      case .sequence(let parts, let length): write(parts, slack: max(0, target - length.least))
      case .choice(let branches, _): write(oneOf: branches, target)
      case .repetition(let inner, let least, let most, _): write(inner, least, most, target)
      case .group(let inner, let number):
        let start = output.count
        write(inner, target)
        if output.count >= start { groups[number] = output[start...] }
      case .back(let reference): output += groups[reference] ?? []
      case .lookAhead(let inner): Self.sets(inner, into: &wanted)
      case .start, .end, .assertion: break
      }
    }

    private mutating func character(of set: CharacterRanges) -> Unicode.Scalar? {
      for (place, wish) in wanted.enumerated() {
        guard let scalar = set.intersection(wish).pick(&random) else { continue }
        wanted.remove(at: place)
        return scalar
      }
      return set.pick(&random)
    }

    private mutating func write(_ parts: [PatternNode], slack: Int) {
      var slack = slack
      let outer = isFollowed
      defer { isFollowed = outer }
      let last = parts.lastIndex { $0.length.most != 0 } ?? 0
      for (place, part) in parts.enumerated() {
        isFollowed = outer || place < last
        let room = part.length.most.map { $0 - part.length.least } ?? slack
        let share = min(slack, room)
        slack -= share
        write(part, part.length.least + share)
      }
    }

    private mutating func write(oneOf all: [PatternNode], _ target: Int) {
      let proper = all.filter { $0.endsText != isFollowed }
      let hasEnds = all.contains { $0.endsText }
      let branches = hasEnds && !proper.isEmpty ? proper : all
      let fitting = branches.filter { branch in
        branch.length.least <= target && (branch.length.most ?? target) >= target
      }
      if let branch = random.pick(fitting) { return write(branch, target) }
      let short = branches.filter { $0.length.least <= target }
      let shortest = branches.min { $0.length.least < $1.length.least }
      if let branch = random.pick(short) ?? shortest { write(branch, target) }
    }

    private mutating func write(_ inner: PatternNode, _ least: Int, _ most: Int?, _ target: Int) {
      let each = inner.length
      var count = least
      if let eachMost = each.most {
        // As many as it takes to be long enough, none of them longer than it may be.
        if eachMost > 0 { count = max(least, (target + eachMost - 1) / eachMost) }
      } else {
        count = max(least, target > 0 ? 1 : 0)
      }
      count = min(count, most ?? count)
      if each.least > 0 { count = max(least, min(count, target / each.least)) }
      guard count <= GenerationLimits.textLength else {
        isStuck = true
        return
      }
      var rest = target
      let outer = isFollowed
      defer { isFollowed = outer }
      for place in 0..<count {
        isFollowed = outer || place < count - 1
        let share = rest / (count - place)
        write(inner, max(each.least, share))
        if isStuck { return }
        rest = max(0, rest - share)
      }
    }

    /// The kinds of characters that a look-ahead names, leaving out what stands for any.
    private static func sets(_ node: PatternNode, into found: inout [CharacterRanges]) {
      switch node {
      case .set(let set): found.append(set)
      case .sequence(let parts, _): for part in parts { sets(part, into: &found) }
      case .choice(let branches, _): if let first = branches.first { sets(first, into: &found) }
      case .repetition(let inner, let least, _, _):
        for _ in 0..<min(least, 8) { sets(inner, into: &found) }
      case .group(let inner, _): sets(inner, into: &found)
      default: break
      }
    }
  }
}
