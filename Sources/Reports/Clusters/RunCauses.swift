package import Evidence

/// What a run found, by cause: what a report that lists causes has to remember.
package struct RunCauses: Sendable {
  package private(set) var failures: FindingClusters
  /// Failures that a baseline lists.
  package private(set) var known: FindingClusters
  package private(set) var warnings: FindingClusters
  package private(set) var inconclusive = ReasonClusters()
  package private(set) var skipped = ReasonClusters()
  /// Cases that passed only because a request was sent again.
  package private(set) var flaky = ReasonClusters()

  /// What is filed under no case.
  private static let wholeRun = "the whole run"

  /// - Parameter isPlaceCounted: whether findings at different lines of the definition are different.
  package init(isPlaceCounted: Bool = true) {
    failures = FindingClusters(isPlaceCounted: isPlaceCounted)
    known = failures
    warnings = failures
  }

  package mutating func record(_ event: RunEvent) {
    switch event {
    case .started: break
    case .caseFinished(let result): record(result)
    case .finished(let summary):
      failures.add(summary.reductions)
      known.add(summary.reductions)
    }
  }

  private mutating func record(_ result: CaseResult) {
    let title = ConsoleText.title(of: result)
    switch result.verdict {
    case .inconclusive: inconclusive.add(ConsoleText.reason(of: result), of: title)
    case .skipped: skipped.add(ConsoleText.reason(of: result), of: title)
    case .failed: add(ConsoleText.failures(of: result), of: title, in: result)
    case .passed:
      if let reason = FlakyText.reason(of: result) { flaky.add(reason, of: title) }
    }
    warnings.add(result.warnings, of: title, in: result)
  }

  /// What only the run as a whole shows.
  package mutating func add(ofRun findings: [Finding]) {
    add(findings.filter { $0.severity == .failure }, of: Self.wholeRun, in: nil)
    warnings.add(findings.filter { $0.severity == .warning }, of: Self.wholeRun)
  }

  private mutating func add(_ all: [Finding], of title: String, in result: CaseResult?) {
    failures.add(all.filter { $0.known == nil }, of: title, in: result)
    known.add(all.filter { $0.known != nil }, of: title, in: result)
  }
}
