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
///
/// It is one reference: it is handed to every reporter of a run, and hardly anybody changes it.
package struct CaseResult: Sendable, Hashable, CustomReflectable {
  private struct Fields: Sendable, Hashable {
    var id: String
    var title: String
    var group: String
    var intent: String
    var verdict: Verdict
    var steps: [StepResult]
    var reason: Reason?
    var obligations: [ObligationOutcome]
    var range: SourceRange?
    var tags: [String]
    var requirements: [String]
    var isInvented: Bool
    var quarantine: KnownFailure?
    var started: Double
    var duration: Double
  }

  private final class Storage: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  private var storage: Storage

  /// Changes a copy.
  private mutating func change(_ edit: (inout Fields) -> Void) {
    var fields = storage.fields
    edit(&fields)
    storage = Storage(fields)
  }

  package init(
    id: String, title: String, group: String, intent: String, verdict: Verdict,
    steps: [StepResult] = [], reason: Reason? = nil, obligations: [ObligationOutcome] = [],
    range: SourceRange? = nil, tags: [String] = [], requirements: [String] = [],
    isInvented: Bool = false, quarantine: KnownFailure? = nil,
    started: Double = 0, duration: Double = 0
  ) {
    storage = Storage(
      Fields(
        id: id, title: title, group: group, intent: intent, verdict: verdict, steps: steps,
        reason: reason, obligations: obligations, range: range, tags: tags,
        requirements: requirements, isInvented: isInvented, quarantine: quarantine,
        started: started, duration: duration))
  }

  /// Unique in the run and stable across runs.
  package var id: String {
    get { storage.fields.id }
    set { change { $0.id = newValue } }
  }
  /// For people; `group` and `title` together are unique in the run.
  package var title: String {
    get { storage.fields.title }
    set { change { $0.title = newValue } }
  }
  /// What the case belongs to: the operation, or a suite's name.
  package var group: String {
    get { storage.fields.group }
    set { change { $0.group = newValue } }
  }
  /// positive, negative, boundary, auth or stateful.
  package var intent: String {
    get { storage.fields.intent }
    set { change { $0.intent = newValue } }
  }
  package var verdict: Verdict {
    get { storage.fields.verdict }
    set { change { $0.verdict = newValue } }
  }
  package var steps: [StepResult] {
    get { storage.fields.steps }
    set { change { $0.steps = newValue } }
  }
  /// Why it is inconclusive or skipped; nil otherwise.
  package var reason: Reason? {
    get { storage.fields.reason }
    set { change { $0.reason = newValue } }
  }
  package var obligations: [ObligationOutcome] {
    get { storage.fields.obligations }
    set { change { $0.obligations = newValue } }
  }
  /// Where the case was written, for cases of a suite file.
  package var range: SourceRange? {
    get { storage.fields.range }
    set { change { $0.range = newValue } }
  }
  package var tags: [String] {
    get { storage.fields.tags }
    set { change { $0.tags = newValue } }
  }
  /// The ids of what the case shows, as whoever wrote it knows them.
  package var requirements: [String] {
    get { storage.fields.requirements }
    set { change { $0.requirements = newValue } }
  }
  /// Whether values of its last request were made up, so that a smaller one may show the same.
  package var isInvented: Bool {
    get { storage.fields.isInvented }
    set { change { $0.isInvented = newValue } }
  }
  /// The agreement that it may fail for a while, where a quarantine list has it.
  package var quarantine: KnownFailure? {
    get { storage.fields.quarantine }
    set { change { $0.quarantine = newValue } }
  }
  /// Seconds since the run's start.
  package var started: Double {
    get { storage.fields.started }
    set { change { $0.started = newValue } }
  }
  /// Seconds spent on its requests.
  package var duration: Double {
    get { storage.fields.duration }
    set { change { $0.duration = newValue } }
  }

  package static func == (left: CaseResult, right: CaseResult) -> Bool {
    left.storage === right.storage || left.storage.fields == right.storage.fields
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(storage.fields) }

  /// Its parts, as if they were its own.
  package var customMirror: Mirror { Mirror(reflecting: storage.fields) }
}

extension CaseResult {
  package var findings: [Finding] { steps.flatMap(\.findings) }
  package var failures: [Finding] { findings(.failure) }
  package var warnings: [Finding] { findings(.warning) }

  /// Whether there are any at all: most cases have none.
  package var hasFindings: Bool {
    let steps = steps
    for place in steps.indices where !steps[place].findings.isEmpty { return true }
    return false
  }

  /// Most cases have none, and most others only those of one step: then nothing is copied.
  private func findings(_ severity: Finding.Severity) -> [Finding] {
    var result: [Finding] = []
    let steps = steps
    for place in steps.indices where !steps[place].findings.isEmpty {
      let findings = steps[place].findings
      let count = findings.indices.count { findings[$0].severity == severity }
      if count == findings.count, result.isEmpty {
        result = findings
      } else if count > 0 {
        result += findings.filter { $0.severity == severity }
      }
    }
    return result
  }

  /// Whether it passed only because a request was sent again.
  package var isFlaky: Bool {
    guard verdict == .passed else { return false }
    // By place: a step is large, and copying it counts every part of it.
    let steps = steps
    for place in steps.indices where steps[place].exchange.attempts.count > 1 { return true }
    return false
  }

  /// Whether it failed by nothing but what a baseline or a quarantine list excuses.
  package var isKnown: Bool {
    guard verdict == .failed else { return false }
    let failures = failures
    return !failures.isEmpty && failures.indices.allSatisfy { failures[$0].known != nil }
  }
}
