import Checks
import Contracts
import Documents
import Evidence
import Suites

/// The course of one case, without any I/O: it says what to send next and takes in what came back.
struct CaseStateMachine {
  enum Action: Equatable {
    case send(HTTPRequest, RequestTemplate.Credential)
    case finish
  }

  private let item: Case
  private let baseURL: String
  private var variables: [String: Value] = [:]
  private var place = 0
  private var steps: [StepResult] = []
  private var reason: Reason?
  /// What the answers showed, in the order of the steps.
  private var seen: [[ObligationOutcome]] = []
  private var isFinished = false

  init(_ item: Case, baseURL: String) {
    self.item = item
    self.baseURL = baseURL
  }

  /// The step that waits for its exchange.
  private var current: Step? { isWaiting ? item.steps[place] : nil }

  private var isWaiting: Bool { !isFinished && item.steps.indices.contains(place) }

  /// The operation of the step that waits for its exchange; nil where none does.
  var operation: Contract.Operation? { isWaiting ? item.steps[place].operation : nil }

  /// What is expected of it.
  var expectation: Expectation? { isWaiting ? item.steps[place].expectation : nil }

  mutating func start() -> Action {
    if let skip = item.skip { return finish(skip) }
    if let blocker = item.blocker { return finish(blocker) }
    if item.steps.isEmpty {
      return finish(Reason(code: "empty-case", message: "the case has no steps"))
    }
    return next()
  }

  /// The earlier exchange that the current step's answer is compared with.
  var earlier: Answer.Earlier? {
    guard isWaiting, let comparison = item.steps[place].comparison,
      steps.indices.contains(comparison.step), comparison.condition.map(isDone) ?? true
    else { return nil }
    return Answer.Earlier(
      relation: comparison.relation, exchange: steps[comparison.step].exchange,
      pointer: comparison.pointer, names: comparison.names)
  }

  /// Whether a step had done what it should when its answer came; 202 promises it for later.
  private func isDone(_ step: Int) -> Bool {
    guard steps.indices.contains(step), let status = steps[step].exchange.response?.status else {
      return false
    }
    return (200...299).contains(status) && status != 202
  }

  /// Ends the case where its next request can't be sent.
  mutating func stop(_ reason: Reason) -> Action { finish(reason) }

  mutating func received(_ exchange: Exchange, _ judgement: Judge.Judgement) -> Action {
    guard let step = current else { return .finish }
    var findings = judgement.findings
    if step.role == .setup { findings.removeAll { Self.isAboutForm($0) } }
    let isAsked = !step.assertions.isEmpty || !step.captures.isEmpty
    let body = isAsked ? judgement.document.map { Value($0) } : nil
    if isAsked, judgement.inconclusive == nil, !findings.contains(where: \.isFailure) {
      findings += complaints(step, body)
      findings += capture(step, body)
    }
    record(step, exchange, judgement, findings)
    if let inconclusive = judgement.inconclusive { return finish(inconclusive) }
    if let failure = findings.first(where: \.isFailure) {
      guard step.role == .setup else { return finish(nil) }
      return finish(
        Reason(
          code: "setup-failed",
          message: "the step that prepares it, \(step.operation.id), failed: \(failure.message)"
            + " (expected \(failure.expected), got \(failure.actual))",
          remedy: "see that operation's own cases, or the fixtures"))
    }
    place += 1
    return place < item.steps.count ? next() : finish(unshown)
  }

  /// Whether a finding is about the form of an answer, which prepares all the same: what is captured
  /// from it is there or is not.
  private static func isAboutForm(_ finding: Finding) -> Bool {
    [
      BodySchemaCheck.id, ContentTypeCheck.id, ResponseHeadersCheck.id, VacuousAnswerCheck.id,
      UndocumentedPropertyCheck.id,
    ].contains(finding.check)
  }

  /// Why the case has shown nothing although nothing broke.
  private var unshown: Reason? {
    guard let otherwise = item.otherwise, let step = item.steps.last,
      let status = steps.last?.exchange.response?.status,
      !step.expectation.statuses.contains(status)
    else { return nil }
    return Reason(
      code: otherwise.code, message: "\(otherwise.message), and what was made up got \(status)",
      remedy: otherwise.remedy)
  }

  private mutating func next() -> Action {
    guard let step = current else { return finish(nil) }
    do {
      let request = try step.request.request(
        for: step.operation, baseURL: baseURL, variables: variables)
      return .send(request, step.request.credential)
    } catch {
      return finish(
        Reason(
          code: "request-impossible", message: "\(step.operation.id) can't be sent: \(error)",
          remedy: "mend the fixtures or the suite"))
    }
  }

  private mutating func finish(_ reason: Reason?) -> Action {
    self.reason = reason
    isFinished = true
    return .finish
  }

  private mutating func record(
    _ step: Step, _ exchange: Exchange, _ judgement: Judge.Judgement, _ findings: [Finding]
  ) {
    // What a setup step breaks is found by that operation's own cases; here it only prepares.
    steps.append(
      StepResult(
        role: step.role, operation: step.operation.facts.label,
        expectation: step.expectation.label, exchange: exchange,
        findings: step.role == .setup ? [] : findings))
    if !judgement.properties.isEmpty { seen.append(judgement.properties) }
    if !judgement.promises.isEmpty { seen.append(judgement.promises) }
    guard let status = exchange.response?.status, step.expectation.statuses.contains(status),
      !findings.contains(where: \.isFailure)
    else { return }
    let cell = step.operation.cell(of: status)
    guard cell.isNamed else { return }
    seen.append([ObligationOutcome(id: cell.id, state: .discharged)])
  }

  // MARK: What a suite demands and takes

  private func complaints(_ step: Step, _ body: Value?) -> [Finding] {
    step.assertions.compactMap { assertion in
      let complaint: (expected: String, actual: String)?
      do throws(TemplateError) {
        complaint = try assertion.filled(from: variables).complaint(about: body ?? .null)
      } catch {
        complaint = ("a value to compare with", error.description)
      }
      guard let complaint else { return nil }
      return Finding(
        check: "assertion", operation: "\(step.operation.id)",
        message: "the suite's assertion does not hold", pointer: assertion.pointer,
        expected: complaint.expected, actual: complaint.actual, range: assertion.range)
    }
  }

  private mutating func capture(_ step: Step, _ body: Value?) -> [Finding] {
    step.captures.compactMap { capture in
      if let value = body?[capture.pointer] {
        variables[capture.name] = value
        return nil
      }
      return Finding(
        check: "capture", operation: "\(step.operation.id)",
        message: "the answer has nothing to capture as `\(capture.name)`",
        pointer: capture.pointer, expected: "a value", actual: "nothing", range: capture.range)
    }
  }

  // MARK: The result

  private var verdict: Verdict {
    if steps.contains(where: { $0.findings.contains(where: \.isFailure) }) { return .failed }
    if item.skip != nil { return .skipped }
    return reason == nil ? .passed : .inconclusive
  }

  /// The case's result; `started` is in seconds since the run's start.
  func result(started: Double) -> CaseResult {
    let verdict = verdict
    return CaseResult(
      id: item.id, title: item.title, group: item.group, intent: item.intent.rawValue,
      verdict: verdict, steps: steps, reason: verdict == .failed ? nil : reason,
      obligations: outcomes(verdict), range: item.range, started: started,
      duration: steps.reduce(0) { $0 + $1.exchange.duration })
  }

  private func outcomes(_ verdict: Verdict) -> [ObligationOutcome] {
    var merged = ObligationMerge()
    for id in item.obligations { merged.add(ownOutcome(id, verdict)) }
    for outcomes in seen { merged.add(distinct: outcomes) }
    return merged.outcomes
  }

  private func ownOutcome(_ id: String, _ verdict: Verdict) -> ObligationOutcome {
    switch verdict {
    case .failed:
      let message = steps.flatMap(\.findings).first(where: \.isFailure)?.message
      return ObligationOutcome(id: id, state: .failed, reason: message)
    case .inconclusive, .skipped:
      return ObligationOutcome(id: id, state: .notReached, reason: reason?.message)
    case .passed:
      guard let step = item.steps.last, let status = steps.last?.exchange.response?.status else {
        return ObligationOutcome(id: id, state: .discharged)
      }
      // A status cell is discharged by that very status; the others by any that was expected.
      let isShown =
        id.hasPrefix(Contract.ObligationID.statusPrefix)
        ? id == step.operation.cell(of: status).id
        : step.expectation.statuses.contains(status)
      if isShown { return ObligationOutcome(id: id, state: .discharged) }
      return ObligationOutcome(id: id, state: .notReached, reason: "answered \(status)")
    }
  }
}

extension Finding {
  var isFailure: Bool { severity == .failure }
}
