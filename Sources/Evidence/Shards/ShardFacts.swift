/// Which part of a plan a run is, and by what the parts of one plan are known to fit together.
package struct ShardFacts: Sendable, Hashable {
  /// From 1.
  package var index: Int
  package var total: Int
  /// SHA-256 of what the whole plan is made of.
  package var planDigest: String
  /// SHA-256 of which shard runs which case.
  package var cutDigest: String
  /// Cases of the whole plan, without those of tokens.
  package var cases: Int
  /// How many of them this part runs.
  package var ownCases: Int
  /// Whether the whole plan calls more than one operation.
  package var isSpread: Bool
  /// Checks that the run does not ask, in the order of their names.
  package var silentChecks: [String]
  /// Whether some of the cases that could be derived are not planned.
  package var isPartial: Bool

  package init(
    index: Int, total: Int, planDigest: String, cutDigest: String, cases: Int, ownCases: Int,
    isSpread: Bool, silentChecks: [String] = [], isPartial: Bool = false
  ) {
    self.index = index
    self.total = total
    self.planDigest = planDigest
    self.cutDigest = cutDigest
    self.cases = cases
    self.ownCases = ownCases
    self.isSpread = isSpread
    self.silentChecks = silentChecks
    self.isPartial = isPartial
  }

  /// `2 of 4`.
  package var label: String { "\(index) of \(total)" }
}
