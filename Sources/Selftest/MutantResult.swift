package import Evidence

/// One way in which a fault was noticed.
package struct Kill: Sendable, Hashable {
  /// The id of the case that failed; empty for what only the whole run showed.
  package var caseID: String
  /// The id of the check, or `assertion`, `capture`, `transport` and the like.
  package var check: String
  /// The operation judged.
  package var operation: String
  /// What was said: the message, what was expected and what came.
  package var message: String

  package init(caseID: String, check: String, operation: String, message: String) {
    self.caseID = caseID
    self.check = check
    self.operation = operation
    self.message = message
  }

  package init(_ finding: Finding, of caseID: String) {
    self.init(
      caseID: caseID, check: finding.check, operation: finding.operation,
      message: "\(finding.message) (expected \(finding.expected), got \(finding.actual))")
  }
}

/// What became of one fault.
package struct MutantResult: Sendable {
  package enum Fate: String, Sendable, CaseIterable {
    /// The run failed.
    case killed
    /// The run failed for nothing.
    case survived
    /// It survived, and the contract allows what the broken target does.
    case equivalent
    /// Its run could not be judged.
    case unjudged
    /// The target can't have it.
    case inapplicable = "not-applicable"
    /// The selftest was stopped before it was tried to the end.
    case notRun = "not-run"
  }

  package var mutant: Mutant
  package var fate: Fate
  /// Each case and check once, in the order of events; after an early stop the first ones only.
  package var kills: [Kill] = []
  /// Findings that are warnings, by check.
  package var warnings: [String: Int] = [:]
  /// Why it was not killed, in one sentence without a final full stop.
  package var reason: String?
  /// Cases that came to a verdict, passed, failed or inconclusive.
  package var casesRun = 0
  package var casesInconclusive = 0
  package var requests = 0
  package var interventions = Interventions()
  /// The rest of the plan was left out because the expected check had noticed.
  package var isCutShort = false
  /// Seconds.
  package var duration = 0.0

  package init(_ mutant: Mutant, _ fate: Fate) {
    self.mutant = mutant
    self.fate = fate
  }

  /// The checks that failed the run, each once, in the order of events.
  package var checks: [String] {
    var seen: Set<String> = []
    return kills.map(\.check).filter { seen.insert($0).inserted }
  }

  /// Whether the check that has to notice was among those that did.
  package var isKilledAsExpected: Bool {
    fate == .killed && kills.contains { $0.check == mutant.expectedCheck }
  }

  /// Killed though the contract was said to allow it: the claim is wrong.
  package var contradictsEquivalence: Bool { fate == .killed && mutant.equivalence != nil }
}
