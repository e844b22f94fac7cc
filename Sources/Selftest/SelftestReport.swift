package import Evidence

/// What a selftest found.
package struct SelftestReport: Sendable {
  /// How the faultless server fared.
  package struct Baseline: Sendable {
    package var cases = 0
    package var requests = 0
    package var duration = 0.0
    /// Its run came to its end, so that no alarms mean that there are none.
    package var isJudged = false
    /// The cases also passed in the opposite order, so that the likely ones may go first.
    package var isReorderable = false
    /// Why the selftest is not valid: what was said of the faultless server. Empty: it is.
    package var alarms: [String] = []

    package init() {}

    package var isClean: Bool { isJudged && alarms.isEmpty }
  }

  /// How many faults came to which end.
  package struct Counts: Sendable, Hashable {
    package var killed = 0
    /// Of the killed: those that the expected check noticed.
    package var asExpected = 0
    package var survived = 0
    package var equivalent = 0
    package var unjudged = 0
    package var inapplicable = 0
    package var notRun = 0

    package init() {}

    /// Faults that count: all that were tried and can be noticed.
    package var counted: Int { killed + survived + unjudged }
    package var total: Int { counted + equivalent + inapplicable + notRun }

    /// Percent of the faults that count; nil where there is none.
    package var killRate: Double? {
      counted > 0 ? Double(killed) * 100 / Double(counted) : nil
    }

    /// Whether at least so many percent were killed.
    package func reaches(percent wanted: Double) -> Bool {
      counted > 0 && Double(killed) * 100 >= wanted * Double(counted)
    }
  }

  package var facts: RunFacts
  package var baseline: Baseline
  /// In the order of the faults.
  package var results: [MutantResult] = []
  package var cases: [CaseTally] = []
  package var demands: [DemandTally] = []
  /// Every run went to its end, so that what killed nothing is known to kill nothing.
  package var isComplete: Bool
  package var isInterrupted = false
  package var duration = 0.0
  /// Percent that must be killed; nil: no demand.
  package var minKillRate: Double?

  package init(facts: RunFacts, baseline: Baseline, isComplete: Bool) {
    self.facts = facts
    self.baseline = baseline
    self.isComplete = isComplete
  }

  package var counts: Counts {
    results.reduce(into: Counts()) { counts, result in
      switch result.fate {
      case .killed:
        counts.killed += 1
        if result.isKilledAsExpected { counts.asExpected += 1 }
      case .survived: counts.survived += 1
      case .equivalent: counts.equivalent += 1
      case .unjudged: counts.unjudged += 1
      case .inapplicable: counts.inapplicable += 1
      case .notRun: counts.notRun += 1
      }
    }
  }

  package var isValid: Bool { baseline.alarms.isEmpty }

  /// How many faults each check failed runs for, and for how many of them it was the expected one;
  /// the busiest first.
  package var checks: [CheckTally] {
    var tallies: [String: CheckTally] = [:]
    for result in results where result.fate == .killed {
      for check in result.checks {
        tallies[check, default: CheckTally(check: check)].kills += 1
        if check == result.mutant.expectedCheck {
          tallies[check, default: CheckTally(check: check)].expected += 1
        }
      }
    }
    return tallies.values.sorted {
      $0.kills != $1.kills ? $0.kills > $1.kills : $0.check < $1.check
    }
  }
}

extension SelftestReport {
  /// The assertions of the suites that held under every fault, in the plan's order. Unless every run
  /// went to its end, some of them may only not have been come to.
  package var idleAssertions: [DemandTally] { idle(.assertion) }
  /// The statuses that the suites ask for and got under every fault; likewise.
  package var idleStatuses: [DemandTally] { idle(.status) }

  private func idle(_ kind: Demand.Kind) -> [DemandTally] {
    demands.filter { $0.kills == 0 && $0.demand.kind == kind }
  }
}

/// What one check was good for.
package struct CheckTally: Sendable, Hashable {
  package var check: String
  /// Faults that it failed a run for.
  package var kills = 0
  /// Of those, the ones that it was expected to notice.
  package var expected = 0

  package init(check: String) {
    self.check = check
  }
}

extension SelftestReport {
  /// What the selftest came to.
  package enum Verdict: Sendable, Hashable {
    case passed
    /// Fewer faults were killed than demanded.
    case failed
    /// The suite raises alarms about the faultless server, or there was nothing to try.
    case invalid
    case interrupted
  }

  package var verdict: Verdict {
    if isInterrupted { return .interrupted }
    guard isValid, counts.counted > 0 else { return .invalid }
    guard let minKillRate else { return .passed }
    return counts.reaches(percent: minKillRate) ? .passed : .failed
  }
}
