package import Evidence

/// How many cases came to which verdict.
package struct CaseCounts: Sendable, Hashable {
  package var passed = 0
  package var failed = 0
  package var inconclusive = 0
  package var skipped = 0
  /// Of the failed: those that failed by nothing but what a baseline lists.
  package var known = 0
  /// Of the warnings: those that a baseline lists.
  package var knownWarnings = 0
  /// Of the passed: those that passed only because a request was sent again.
  package var flaky = 0
  /// Of these: those that a quarantine list has.
  package var quarantinedFlaky = 0
  /// Findings that are warnings, over all cases.
  package var warnings = 0
  /// Of the inconclusive: those that an interrupted run did not come to.
  package var unstarted = 0
  /// Of the skipped: those that an option left out, so that nobody knows what they would show.
  package var leftOut = 0

  package init(
    passed: Int = 0, failed: Int = 0, inconclusive: Int = 0, skipped: Int = 0, warnings: Int = 0
  ) {
    self.passed = passed
    self.failed = failed
    self.inconclusive = inconclusive
    self.skipped = skipped
    self.warnings = warnings
  }

  /// Cases that speak about the target.
  package var judged: Int { passed + failed }
  package var total: Int { judged + inconclusive + skipped }

  package mutating func add(_ result: CaseResult) {
    switch result.verdict {
    case .passed:
      passed += 1
      if result.isFlaky {
        flaky += 1
        if result.quarantine != nil { quarantinedFlaky += 1 }
      }
    case .failed:
      failed += 1
      if result.isKnown { known += 1 }
    case .inconclusive:
      inconclusive += 1
      if result.reason?.code == "interrupted" { unstarted += 1 }
    case .skipped:
      skipped += 1
      if result.reason.map({ !$0.code.hasPrefix("nothing-to-") }) ?? true { leftOut += 1 }
    }
    // By place: a step is large, and copying it counts every part of it.
    let steps = result.steps
    for place in steps.indices where !steps[place].findings.isEmpty {
      let findings = steps[place].findings
      for number in findings.indices where findings[number].severity == .warning {
        warnings += 1
        if findings[number].known != nil { knownWarnings += 1 }
      }
    }
  }
}
