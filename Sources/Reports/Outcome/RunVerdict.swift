package import Evidence

/// What a run came to. The raw value is the exit code.
package enum RunVerdict: Int32, Sendable, CaseIterable {
  /// Every judged case passed, and at least one was judged.
  case passed = 0
  /// The target broke the contract, or what was demanded of the run was not met.
  case failed = 1
  /// The target, or a part of it, could not be judged.
  case inconclusive = 3
  /// Stopped by a signal; the reports tell of what ran.
  case interrupted = 130

  package var exitCode: Int32 { rawValue }
}

/// One thing that keeps a run from having passed.
package enum RunObstacle: Sendable, Hashable {
  case interrupted(planned: Int, finished: Int)
  /// No case was passed or failed: nothing is known about the target.
  case nothingJudged(planned: Int)
  case failedCases(Int)
  /// Only where the policy makes warnings count.
  case warnings(Int)
  /// Only where the policy makes them count.
  case flaky(Int)
  /// Only where the policy demands a coverage and something was judged.
  case coverage(Coverage)
  /// What no answer of the whole run showed; only where the policy makes it a failure.
  case unshown([Finding])
  case inconclusiveCases(Int)
  /// Entries of the baseline whose day is over.
  case expired([Baseline.Entry])
  /// Entries of the baseline that nothing showed any more in a complete run.
  case stale([Baseline.Entry])
  /// Entries of the quarantine list whose day is over.
  case released([Quarantine.Entry])
  /// Cases were judged, and not one promise of the contract was shown.
  case nothingShown(Int)
}

/// A run's verdict with everything that led to it.
package struct RunOutcome: Sendable, Hashable {
  package var verdict: RunVerdict
  /// The weightiest first; empty when the run passed.
  package var obstacles: [RunObstacle]

  /// The one rule: interrupted before all; then nothing judged is inconclusive whatever else was
  /// demanded; then failed outranks inconclusive.
  package init(
    counts: CaseCounts, planned: Int, coverage: [Coverage] = [], runFindings: [Finding] = [],
    staleEntries: [Baseline.Entry] = [],
    policy: RunPolicy, inputWarnings: Int = 0,
    isVoid: Bool = false, isIdle: Bool = false, isInterrupted: Bool
  ) {
    var obstacles: [RunObstacle] = []
    if isInterrupted {
      obstacles.append(.interrupted(planned: planned, finished: counts.total - counts.unstarted))
    }
    if counts.judged == 0, isIdle {
      // Nothing of the plan fell to this shard, and the others are not its to judge.
    } else if counts.judged == 0 {
      obstacles.append(.nothingJudged(planned: planned))
    } else {
      let new = counts.failed - counts.known
      if new > 0 { obstacles.append(.failedCases(new)) }
      let newFindings = runFindings.filter { $0.known == nil }
      let unshown = newFindings.filter { $0.severity == .failure }
      let warnings =
        counts.warnings - counts.knownWarnings + inputWarnings + newFindings.count - unshown.count
      if policy.failOnWarning, warnings > 0 { obstacles.append(.warnings(warnings)) }
      let flaky = counts.flaky - counts.quarantinedFlaky
      if policy.failOnFlaky, flaky > 0 { obstacles.append(.flaky(flaky)) }
      obstacles += coverage.filter { !$0.isMet }.map { .coverage($0) }
      if !unshown.isEmpty { obstacles.append(.unshown(unshown)) }
      let expired = policy.baseline?.expired ?? []
      if !expired.isEmpty { obstacles.append(.expired(expired)) }
      let released = policy.quarantine?.expired ?? []
      if !released.isEmpty { obstacles.append(.released(released)) }
      if !staleEntries.isEmpty { obstacles.append(.stale(staleEntries)) }
    }
    if obstacles.isEmpty, isVoid { obstacles.append(.nothingShown(counts.judged)) }
    if counts.inconclusive > 0 { obstacles.append(.inconclusiveCases(counts.inconclusive)) }
    self.obstacles = obstacles
    verdict =
      switch obstacles.first {
      case nil: .passed
      case .interrupted: .interrupted
      case .failedCases, .warnings, .flaky, .coverage, .unshown, .expired, .released, .stale:
        .failed
      case .nothingJudged, .inconclusiveCases, .nothingShown: .inconclusive
      }
  }
}

extension Ledger.Tally {
  /// Percent of the obligations that were discharged; nil when there is none.
  package var percent: Double? {
    total > 0 ? Double(discharged) * 100 / Double(total) : nil
  }

  /// Whether at least so many percent were discharged. Of nothing, nothing is covered.
  package func reaches(percent required: Double) -> Bool {
    Double(discharged) * 100 >= required * Double(total) && (total > 0 || required <= 0)
  }
}
