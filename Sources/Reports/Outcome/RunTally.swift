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
  /// Fingerprints of the baseline's entries that were seen.
  private var knownSeen: Set<String> = []
  /// What cases that could not be judged belong to.
  private var unclearGroups: Set<String> = []

  package init() {}

  package mutating func record(_ event: RunEvent) {
    ledger.record(event)
    switch event {
    case .started(let facts): self.facts = facts
    case .caseFinished(let result):
      counts.add(result)
      lastMoment = max(lastMoment, result.started + result.duration)
      if result.verdict == .inconclusive { unclearGroups.insert(result.group) }
      let steps = result.steps
      for place in steps.indices {
        requestsSeen += steps[place].exchange.attempts.count
        let findings = steps[place].findings
        for number in findings.indices {
          if let known = findings[number].known { knownSeen.insert(known.fingerprint) }
        }
      }
    case .finished(let summary): self.summary = summary
    }
  }

  /// Seconds; before the run has finished, those up to the last case.
  package var duration: Double { summary?.duration ?? lastMoment }
  package var requests: Int { summary?.requests ?? requestsSeen }
  package var planned: Int { facts?.plannedCases ?? counts.total }

  /// The verdict on what was heard so far. A run whose end was never told counts as interrupted.
  package func outcome(under policy: RunPolicy) -> RunOutcome {
    // What a part of the plan did not show is the whole run's to say.
    let isPart = facts?.shard.map { $0.total > 1 } ?? false
    return RunOutcome(
      counts: counts, planned: planned,
      coverage: isPart
        ? []
        : policy.requiredCoverage.map { Coverage($0, ledger.tally(of: $0.kind)) },
      runFindings: runFindings(under: policy), staleEntries: staleEntries(under: policy),
      policy: policy,
      inputWarnings: facts?.diagnostics.count { $0.severity == .warning } ?? 0,
      isVoid: isVoid && !isPart,
      isIdle: facts?.shard.map { $0.ownCases == 0 && $0.cases > 0 } ?? false,
      isInterrupted: summary?.isInterrupted ?? true)
  }

  /// What no answer of the whole run showed. None where that proves nothing: cases were left out on
  /// purpose, nothing was judged, or the run did not come to its end.
  package func runFindings(under policy: RunPolicy) -> [Finding] {
    guard isComplete else { return [] }
    let findings = ledger.findings(policy.runSeverities)
    return findings.map { policy.baseline?.marked($0, status: nil) ?? $0 }
  }

  /// Whether everything that the plan could hold was looked at, as far as it could be judged.
  private var isComplete: Bool {
    guard counts.leftOut == 0, counts.judged > 0, let summary else { return false }
    return !summary.isInterrupted && summary.endedEarly == nil
  }

  /// What the baseline lists and nothing showed any more. None where that proves nothing: the run
  /// was not complete, the check was not asked, or a case of the operation could not be judged.
  package func staleEntries(under policy: RunPolicy) -> [Baseline.Entry] {
    guard let baseline = policy.baseline, isComplete, !baseline.isPartial else { return [] }
    let operations = Set(ledger.entries.map(\.fact.subject))
    // A suite's case may call any operation.
    guard unclearGroups.isSubset(of: operations) else { return [] }
    let seen = knownSeen.union(runFindings(under: policy).compactMap(\.known?.fingerprint))
    return baseline.current.filter { entry in
      !seen.contains(entry.fingerprint.id)
        && !baseline.silentChecks.contains(entry.fingerprint.check)
        && !unclearGroups.contains(entry.fingerprint.operation)
    }
  }

  /// Whether the contract promises something and none of it was shown or broken: every answer was
  /// another one than was asked for.
  private var isVoid: Bool {
    !ledger.entries.isEmpty && ledger.entries.allSatisfy { $0.outcome.state == .notReached }
  }
}
