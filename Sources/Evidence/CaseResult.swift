package import Documents

/// One request of a case with its exchange and what was found in the answer.
package struct StepResult: Sendable, Hashable {
  package enum Role: String, Sendable, CaseIterable {
    /// Makes the case possible; what it breaks leaves the case inconclusive.
    case setup
    /// What the case is about.
    case test
    /// Puts back what the case changed.
    case teardown
  }

  /// What a suite calls a step, and which of its requests this is.
  package struct Label: Sendable, Hashable {
    /// The step's place in its case, from 0.
    package var place: Int
    package var id: String?
    package var title: String?
    /// Which request of the step, from 1: it may be sent repeatedly.
    package var number: Int
    /// Whether the answer was not the one that the step waits for.
    package var isWaiting: Bool

    package init(
      place: Int, id: String? = nil, title: String? = nil, number: Int = 1, isWaiting: Bool = false
    ) {
      self.place = place
      self.id = id
      self.title = title
      self.number = number
      self.isWaiting = isWaiting
    }
  }

  package var role: Role
  /// The operation called, for instance `GET /accounts`.
  package var operation: String
  /// What was expected, for instance `200`.
  package var expectation: String
  package var exchange: Exchange
  package var findings: [Finding]
  /// Nil for steps that no suite wrote.
  package var label: Label?

  package init(
    role: Role, operation: String, expectation: String, exchange: Exchange, findings: [Finding],
    label: Label? = nil
  ) {
    self.label = label
    self.role = role
    self.operation = operation
    self.expectation = expectation
    self.exchange = exchange
    self.findings = findings
  }
}

/// A case with its verdict and the evidence for it.
package struct CaseResult: Sendable, Hashable {
  /// Unique in the run and stable across runs.
  package var id: String
  /// For people; `group` and `title` together are unique in the run.
  package var title: String
  /// What the case belongs to: the operation, or a suite's name.
  package var group: String
  /// positive, negative, boundary, auth or stateful.
  package var intent: String
  package var verdict: Verdict
  package var steps: [StepResult]
  /// Why it is inconclusive or skipped; nil otherwise.
  package var reason: Reason?
  package var obligations: [ObligationOutcome]
  /// Where the case was written, for cases of a suite file.
  package var range: SourceRange?
  package var tags: [String]
  /// The ids of what the case shows, as whoever wrote it knows them.
  package var requirements: [String]
  /// Whether values of its last request were made up, so that a smaller one may show the same.
  package var isInvented: Bool
  /// The agreement that it may fail for a while, where a quarantine list has it.
  package var quarantine: KnownFailure?
  /// Seconds since the run's start.
  package var started: Double
  /// Seconds spent on its requests.
  package var duration: Double

  package init(
    id: String, title: String, group: String, intent: String, verdict: Verdict,
    steps: [StepResult] = [], reason: Reason? = nil, obligations: [ObligationOutcome] = [],
    range: SourceRange? = nil, tags: [String] = [], requirements: [String] = [],
    isInvented: Bool = false, quarantine: KnownFailure? = nil,
    started: Double = 0, duration: Double = 0
  ) {
    self.isInvented = isInvented
    self.quarantine = quarantine
    self.tags = tags
    self.requirements = requirements
    self.id = id
    self.title = title
    self.group = group
    self.intent = intent
    self.verdict = verdict
    self.steps = steps
    self.reason = reason
    self.obligations = obligations
    self.range = range
    self.started = started
    self.duration = duration
  }

  package var findings: [Finding] { steps.flatMap(\.findings) }
  package var failures: [Finding] { findings(.failure) }
  package var warnings: [Finding] { findings(.warning) }

  /// Most cases have none; then nothing is allocated.
  private func findings(_ severity: Finding.Severity) -> [Finding] {
    var result: [Finding] = []
    for place in steps.indices where !steps[place].findings.isEmpty {
      result += steps[place].findings.filter { $0.severity == severity }
    }
    return result
  }

  /// Whether it passed only because a request was sent again.
  package var isFlaky: Bool {
    verdict == .passed && steps.contains { $0.exchange.attempts.count > 1 }
  }

  /// Whether it failed by nothing but what a baseline or a quarantine list excuses.
  package var isKnown: Bool {
    guard verdict == .failed else { return false }
    let failures = failures
    return !failures.isEmpty && failures.allSatisfy { $0.known != nil }
  }
}
