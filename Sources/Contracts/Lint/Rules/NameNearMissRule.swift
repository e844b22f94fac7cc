import Documents

/// Finds names that differ by one letter.
struct NameNearMissRule: LintRule {
  let id = "name-near-miss"
  let summary = "Two names differ by one letter, lost or swapped"
  let explanation = """
    `contractCollecion` beside `contractCollection` is a slip in one of them. The name is tested as
    it is written; if the target sends the other one, it is an undocumented property.
    """
  let severity = Diagnostic.Severity.warning

  /// Shorter words are too often words of their own.
  private static let shortest = 6
  private static let longest = 64
  /// Pairs of words that are both right.
  private static let knownPairs: Set<Set<String>> = [
    ["contact", "contract"], ["contacts", "contracts"], ["county", "country"],
    ["friend", "fiend"], ["casual", "causal"], ["though", "through"],
  ]

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var first: [ExactName: NamedSchema] = [:]
    var order: [NamedSchema] = []
    for named in subject.names where first[ExactName(named.name)] == nil {
      first[ExactName(named.name)] = named
      order.append(named)
    }
    var told: Set<Set<ExactName>> = []
    return order.flatMap { named -> [Diagnostic] in
      let bytes = Array(named.name.utf8)
      guard (Self.shortest...Self.longest).contains(bytes.count) else { return [] }
      return Self.slips(of: bytes).compactMap { slip in
        guard let right = first[ExactName(slip)], right.label == named.label,
          Self.isSlip(named.name, slip),
          told.insert([ExactName(named.name), ExactName(slip)]).inserted
        else { return nil }
        // Told where the second of them stands.
        let isLater = Self.place(named) > Self.place(right)
        let (one, other) = isLater ? (named, right) : (right, named)
        return finding(
          "`\(one.name)` is nearly `\(other.name)` of \(other.isParameter ? "`\(other.owner)`" : other.owner)",
          remedy: "spell both the same, unless they are different things", at: one.range)
      }
    }
  }

  private static func place(_ named: NamedSchema) -> SourcePosition {
    named.range?.start ?? SourcePosition(line: 0, column: 0)
  }

  /// The name with one byte left out, or with two neighbours swapped.
  private static func slips(of name: [UInt8]) -> [String] {
    var slips: Set<[UInt8]> = []
    // At either end it is another word or another form of the word.
    for index in name.indices.dropFirst().dropLast() {
      var slip = name
      slip.remove(at: index)
      slips.insert(slip)
      guard index + 1 < name.count - 1 else { continue }
      slip = name
      slip.swapAt(index, index + 1)
      slips.insert(slip)
    }
    slips.remove(name)
    return slips.compactMap { String(validating: $0, as: UTF8.self) }.sorted()
  }

  /// Whether exactly one word differs, which is long and has no digit, and not at its ends.
  private static func isSlip(_ left: String, _ right: String) -> Bool {
    let (one, two) = (NameWords.words(of: left), NameWords.words(of: right))
    guard one.count == two.count else { return false }
    let different = zip(one, two).filter { $0 != $1 }
    guard different.count == 1, let (first, second) = different.first,
      min(first.utf8.count, second.utf8.count) >= shortest,
      first.utf8.first == second.utf8.first, first.utf8.last == second.utf8.last,
      !first.utf8.contains(where: { (48...57).contains($0) })
    else { return false }
    return !knownPairs.contains([first, second])
  }
}
