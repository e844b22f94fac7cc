import Documents
import Evidence
import Reports

/// What a run found.
public struct ContractReport: Sendable, Hashable, CustomStringConvertible {
  /// What it came to. There may be more verdicts in later versions.
  public enum Verdict: String, Sendable, CaseIterable {
    /// No judged case failed but by what the baseline lists, at least one was judged, and at least one promise
    /// was shown.
    case passed
    /// The target broke its definition, or what was demanded of the run was not met.
    case failed
    /// The target, or a part of it, could not be judged: nothing is proved.
    case inconclusive
    /// The task was cancelled; the report tells of what ran.
    case interrupted
  }

  /// How many cases came to what.
  public struct Counts: Sendable, Hashable {
    /// All that the plan holds.
    public let planned: Int
    /// Those that were answered as promised.
    public let passed: Int
    /// Those that broke a promise.
    public let failed: Int
    /// Those that could not be judged.
    public let inconclusive: Int
    /// Those that there was no need or no way to send.
    public let skipped: Int
    /// Of the passed: those that passed only because a request was sent again.
    public let flaky: Int
    /// Of the failed: those that failed by nothing but what the baseline lists.
    public let known: Int
    /// Warnings, over all cases.
    public let warnings: Int
  }

  /// How many of the definition's promises the run showed.
  public struct Coverage: Sendable, Hashable {
    /// Kept, as an answer showed.
    public let shown: Int
    /// Broken by an answer.
    public let broken: Int
    /// No answer came that could have shown them.
    public let unreached: Int

    /// All that a run owes.
    public var total: Int { shown + broken + unreached }
  }

  /// The one rule: interrupted before all; then a run that judged nothing is inconclusive; then failed
  /// outranks inconclusive.
  public let verdict: Verdict
  /// What kept the run from having passed, one sentence each, the weightiest first.
  public let obstacles: [String]
  /// Cases by what they came to.
  public let counts: Counts
  /// Promises by what became of them.
  public let coverage: Coverage
  /// What the target does wrong and the baseline does not list, by cause, in the order of appearance; 500 at
  /// most.
  public let failures: [Problem]
  /// What the baseline lists, likewise.
  public let knownFailures: [Problem]
  /// What it should do otherwise, likewise; no verdict depends on it, unless that was asked for.
  public let warnings: [Problem]
  /// Findings that none of these lists had room for.
  public let unlisted: Int
  /// Why cases could not be judged, by reason; 100 at most.
  public let unjudged: [Unjudged]
  /// What is noteworthy about definition, overlays, suites and fixtures, one line each.
  public let diagnostics: [String]
  /// What the definition can't detect, one sentence each, for instance `21 of 23 models accept {}`.
  public let blindSpots: [String]
  /// Requests that were sent, repeated ones included.
  public let requests: Int
  /// Seconds from the first request to the last answer.
  public let duration: Double
  /// Why report files could not be written, one line each; empty where all were.
  public let lostReports: [String]
  /// The failures, what could not be judged, and the verdict as people read them; several lines.
  public let text: String

  /// Whether the verdict is ``Verdict/passed`` and every report was written.
  public var isPassed: Bool { verdict == .passed && lostReports.isEmpty }
  /// The ``text``.
  public var description: String { text }
}

extension ContractReport {
  init(
    _ tally: RunTally, _ causes: RunCauses, _ policy: RunPolicy, lost: [String],
    text: String
  ) {
    let outcome = tally.outcome(under: policy)
    verdict = Verdict(outcome.verdict)
    obstacles = outcome.obstacles.map(\.sentence)
    let counts = tally.counts
    self.counts = Counts(
      planned: tally.planned, passed: counts.passed, failed: counts.failed,
      inconclusive: counts.inconclusive, skipped: counts.skipped, flaky: counts.flaky,
      known: counts.known, warnings: counts.warnings)
    let promises = tally.ledger.tally(of: nil)
    coverage = Coverage(
      shown: promises.discharged, broken: promises.failed, unreached: promises.notReached)
    failures = causes.failures.clusters.map { Problem($0) }
    knownFailures = causes.known.clusters.map { Problem($0) }
    unlisted = causes.failures.overflow + causes.known.overflow + causes.warnings.overflow
    warnings = causes.warnings.clusters.map { Problem($0) }
    unjudged = causes.inconclusive.clusters.map { Unjudged($0) }
    diagnostics = DiagnosticText.lines(
      (tally.facts?.diagnostics ?? []).filter { $0.severity > .note })
    blindSpots = tally.facts?.vacuity ?? []
    requests = tally.requests
    duration = tally.duration
    lostReports = lost
    let reasons = unjudged.map { "\($0)" } + lost
    self.text = text + reasons.map { $0 + "\n" }.joined()
  }
}

extension ContractReport.Verdict {
  fileprivate init(_ verdict: RunVerdict) {
    self =
      switch verdict {
      case .passed: .passed
      case .failed: .failed
      case .inconclusive: .inconclusive
      case .interrupted: .interrupted
      }
  }
}
