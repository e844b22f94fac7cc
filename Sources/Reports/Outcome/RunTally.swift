import Documents
package import Evidence

/// What a run's events add up to, in memory that does not grow with the cases.
package struct RunTally: Sendable {
  package private(set) var facts: RunFacts?
  package private(set) var counts = CaseCounts()
  package private(set) var ledger = Ledger()
  package private(set) var summary: RunSummary?
  /// Seconds from the run's start to the end of the last case heard of.
  private var lastMoment = 0.0
  private var requestsSeen = 0

  package init() {}

  package mutating func record(_ event: RunEvent) {
    ledger.record(event)
    switch event {
    case .started(let facts): self.facts = facts
    case .caseFinished(let result):
      counts.add(result)
      lastMoment = max(lastMoment, result.started + result.duration)
      for step in result.steps { requestsSeen += step.exchange.attempts.count }
    case .finished(let summary): self.summary = summary
    }
  }

  /// Seconds; before the run has finished, those up to the last case.
  package var duration: Double { summary?.duration ?? lastMoment }
  package var requests: Int { summary?.requests ?? requestsSeen }
  package var planned: Int { facts?.plannedCases ?? counts.total }

  /// The verdict on what was heard so far. A run whose end was never told counts as interrupted.
  package func outcome(under policy: RunPolicy) -> RunOutcome {
    RunOutcome(
      counts: counts, planned: planned,
      coverage: policy.requiredCoverage.map { Coverage($0, ledger.tally(of: $0.kind)) },
      runFindings: runFindings(under: policy), policy: policy,
      inputWarnings: facts?.diagnostics.count { $0.severity == .warning } ?? 0,
      isVoid: isVoid,
      isInterrupted: summary?.isInterrupted ?? true)
  }

  /// What no answer of the whole run showed. None where that proves nothing: cases were left out on
  /// purpose, nothing was judged, or the run did not come to its end.
  package func runFindings(under policy: RunPolicy) -> [Finding] {
    guard counts.leftOut == 0, counts.judged > 0, let summary, !summary.isInterrupted,
      summary.endedEarly == nil
    else { return [] }
    return ledger.findings(policy.runSeverities)
  }

  /// Whether the contract promises something and none of it was shown or broken: every answer was
  /// another one than was asked for.
  private var isVoid: Bool {
    !ledger.entries.isEmpty && ledger.entries.allSatisfy { $0.outcome.state == .notReached }
  }
}
