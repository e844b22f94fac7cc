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

  let item: Case
  private let baseURL: String
  /// What expressions get their values from.
  var context: ExpressionContext
  /// Of the step in its case.
  var place = 0
  private(set) var steps: [StepResult] = []
  private(set) var reason: Reason?
  /// What the answers showed, in the order of the steps.
  private(set) var seen: [[ObligationOutcome]] = []
  private var isFinished = false
  /// The id of the status cell that the last answer reached; nil where it reached none.
  private(set) var lastCell: String?
  /// Where a case of a suite is beyond the place of its step; nil for derived cases.
  var course: Course?

  /// What only cases of suites need to know.
  struct Course {
    /// Which request of the step it is, from 1.
    var number = 1
    /// Whether the last answer was not the one that the step waits for.
    var isWaiting = false
    /// Whether what is left are steps that put things back, though the case did not come to its end.
    var isCutShort = false
    var earlier = EarlierAnswers()
    /// Of a case that is a workflow.
    var flow: FlowCourse?
  }

  /// - Parameters:
  ///   - now: for expressions, in seconds since 1970-01-01T00:00:00Z.
  ///   - seed: what their random values are drawn from.
  init(_ item: Case, baseURL: String, now: Double = 0, seed: UInt64 = 0) {
    self.item = item
    self.baseURL = baseURL
    context = ExpressionContext(now: Int(min(max(now, 0), 1e12)), seed: seed)
  }

  /// The step that waits for its exchange.
  var current: Step? { isWaiting ? item.steps[place] : nil }

  private var isWaiting: Bool { !isFinished && item.steps.indices.contains(place) }

  /// The operation of the step that waits for its exchange; nil where none does.
  var operation: Contract.Operation? { isWaiting ? item.steps[place].operation : nil }

  /// What is expected of it.
  var expectation: Expectation? { isWaiting ? item.steps[place].expectation : nil }

  /// What its suite says of it.
  var script: StepScript? { isWaiting ? item.steps[place].script : nil }

  /// What overrides its request.
  var raw: RawOverrides? { isWaiting ? item.steps[place].raw : nil }

  /// Whether it puts back what the case changed, which is done whatever happened.
  var isTearingDown: Bool { course != nil && isWaiting && item.steps[place].role == .teardown }

  /// Seconds to wait before the request that is to be sent.
  var pause: Double? {
    if let pause = course?.flow?.pause { return pause }
    guard let script else { return nil }
    if let until = script.until, let course, course.number > 1 { return until.interval }
    return script.delay
  }

  mutating func start() -> Action {
    if let skip = item.skip { return finish(skip) }
    if let blocker = item.blocker { return finish(blocker) }
    if item.steps.isEmpty {
      return finish(Reason(code: "empty-case", message: "the case has no steps"))
    }
    if let script = item.script {
      course = Course()
      context.labels = [item.id, "variables"]
      do throws(TemplateError) {
        for member in script.variables {
          context.variables[member.name] = try filled(member.value, of: member.name)
        }
      } catch {
        return finish(impossible("the case can't be begun: \(error)"))
      }
      if let flow = script.flow {
        course?.flow = FlowCourse(flow)
        return arrive(at: flow.start)
      }
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

  /// Ends the case where its next request can't be sent; what puts things back is still asked for.
  mutating func stop(_ reason: Reason) -> Action { finish(reason) }

  mutating func received(_ exchange: Exchange, _ judgement: Judge.Judgement) -> Action {
    guard let step = current else { return .finish }
    if course?.flow != nil { return receivedInFlow(exchange, judgement, step) }
    var findings = judgement.findings
    if step.role == .setup, step.script == nil { findings.removeAll { Self.isAboutForm($0) } }
    let isAsked = !step.assertions.isEmpty || !step.captures.isEmpty || step.script != nil
    if isAsked, let view = view(of: exchange, judgement) {
      if judgement.inconclusive == nil, !findings.contains(where: \.isFailure) {
        if course?.isWaiting != true {
          findings += absences(step, view) + complaints(step, view)
          findings += capture(step, view)
        }
      }
      if let id = step.script?.id { course?.earlier[id] = view }
    }
    if course?.isCutShort == true { findings = findings.map(\.asWarning) }
    record(step, exchange, judgement, findings)
    if let inconclusive = judgement.inconclusive { return finish(inconclusive) }
    if let failure = findings.first(where: { $0.isFailure && !($0.isKept(in: step)) }) {
      return finish(setupFailed(step, failure))
    }
    if findings.contains(where: \.isFailure) { return finish(nil) }
    return goOn()
  }

  func setupFailed(_ step: Step, _ failure: Finding) -> Reason {
    Reason(
      code: "setup-failed",
      message: "the step that prepares it, \(step.operation.id), failed: \(failure.message)"
        + " (expected \(failure.expected), got \(failure.actual))",
      remedy: "see that operation's own cases, or the fixtures")
  }

  /// The next request after one that went well.
  private mutating func goOn() -> Action {
    if let course, let script {
      if course.isWaiting || (script.until == nil && course.number < script.repeats) {
        self.course?.number += 1
        self.course?.isWaiting = false
        return next()
      }
      self.course?.number = 1
    }
    place += 1
    return place < item.steps.count ? next() : finish(unshown)
  }

  /// Whether a finding is about the form of an answer, which prepares all the same: what is captured
  /// from it is there or is not.
  fileprivate static func isAboutForm(_ finding: Finding) -> Bool {
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

  mutating func next() -> Action {
    guard let step = current else { return finish(nil) }
    if let course { context.labels = [item.id, "\(place)", "\(course.number)"] }
    do {
      guard course?.flow != nil else {
        return .send(try step.request(baseURL: baseURL, in: context), step.credential)
      }
      let request = try step.request.withoutAbsent(in: context).request(
        for: step.operation, baseURL: baseURL, in: context)
      return .send(request, step.credential)
    } catch {
      return finish(impossible("\(step.operation.id) can't be sent: \(error)"))
    }
  }

  private func impossible(_ message: String) -> Reason {
    Reason(
      code: "request-impossible", message: message, remedy: "mend the fixtures or the suite")
  }

  /// Ends the case, but for the steps that put things back where it has sent anything.
  mutating func finish(_ reason: Reason?) -> Action {
    // What an end cut short can't put back, because it never came to be, is no news.
    if course?.isCutShort != true, self.reason == nil { self.reason = reason }
    if course != nil, !steps.isEmpty, !isFinished {
      let rest = isTearingDown ? place + 1 : place
      if let step = item.steps.indices.dropFirst(rest).first(where: {
        item.steps[$0].role == .teardown
      }) {
        if !isTearingDown { course?.isCutShort = true }
        course?.number = 1
        course?.isWaiting = false
        place = step
        return next()
      }
    }
    isFinished = true
    return .finish
  }

  mutating func record(
    _ step: Step, _ exchange: Exchange, _ judgement: Judge.Judgement, _ findings: [Finding]
  ) {
    // What a setup step breaks is found by that operation's own cases; here it only prepares.
    var kept = findings
    if step.role == .setup { kept.removeAll { !$0.isKept(in: step) } }
    let operation = step.operation
    let facts = operation.facts
    var result = StepResult(
      role: step.role, operation: facts.label,
      expectation: step.expectation.label, exchange: exchange, findings: kept)
    if let script = step.script {
      result.label = StepResult.Label(
        place: place, id: script.id, title: script.title, number: course?.number ?? 1,
        isWaiting: course?.isWaiting ?? false)
    }
    steps.append(result)
    lastCell = nil
    if !judgement.properties.isEmpty { seen.append(judgement.properties) }
    if !judgement.promises.isEmpty { seen.append(judgement.promises) }
    guard let status = exchange.response?.status, step.expectation.statuses.contains(status),
      !findings.contains(where: \.isFailure)
    else { return }
    let cell = operation.cell(of: status, facts)
    lastCell = cell.id
    guard cell.isNamed else { return }
    seen.append([ObligationOutcome(id: cell.id, state: .discharged)])
  }

  // MARK: What a suite demands and takes

  func view(of exchange: Exchange, _ judgement: Judge.Judgement) -> AnswerView? {
    exchange.response.map {
      AnswerView(
        $0, document: judgement.document, seconds: exchange.attempts.last?.timing.total ?? 0)
    }
  }

  /// What an answer is judged by as long as it may not be the one that the step waits for; nil where the
  /// step does not wait, or not any longer.
  func provisional(_ exchange: Exchange) -> Expectation? {
    guard let until = script?.until, let course, course.number < until.limit,
      let status = exchange.response?.status, status < 500 || until.statuses.contains(status)
    else { return nil }
    return Expectation(.exactly, [status])
  }

  /// Takes note whether an answer is not the one that the step waits for.
  mutating func waits(after exchange: Exchange, _ judgement: Judge.Judgement) -> Bool {
    guard let step = current, let view = view(of: exchange, judgement) else { return false }
    let isOver = absences(step, view).isEmpty
    course?.isWaiting = !isOver
    return !isOver
  }

  /// What the answer lacks that the step waits for.
  private func absences(_ step: Step, _ view: AnswerView) -> [Finding] {
    guard let until = step.script?.until else { return [] }
    let message = "the answer that the step waits for did not come"
    if !until.statuses.contains(view.status) {
      let wanted = Expectation(.exactly, until.statuses)
      return [
        Finding(
          check: "assertion", operation: "\(step.operation.id)", message: message,
          expected: "status \(wanted.label)", actual: "\(view.status)", range: item.range)
      ]
    }
    return until.assertions.compactMap { finding(about: $0, step, view, message) }
  }

  private func complaints(_ step: Step, _ view: AnswerView) -> [Finding] {
    step.assertions.compactMap { finding(about: $0, step, view, nil) }
  }

  private func finding(
    about assertion: Assertion, _ step: Step, _ view: AnswerView, _ message: String?
  ) -> Finding? {
    let complaint: Complaint?
    do throws(TemplateError) {
      let demand = try assertion.filled { (value) throws(TemplateError) in try filled(value) }
      complaint = demand.complaint(about: view, course?.earlier ?? EarlierAnswers())
    } catch {
      complaint = Complaint(
        expected: "a value to compare with", actual: error.description, pointer: nil)
    }
    guard let complaint else { return nil }
    return Finding(
      check: "assertion", operation: "\(step.operation.id)",
      message: message ?? assertion.subject.failure,
      pointer: complaint.pointer ?? assertion.subject.pointer, expected: complaint.expected,
      actual: complaint.actual, range: assertion.range)
  }

  private mutating func capture(_ step: Step, _ view: AnswerView) -> [Finding] {
    step.captures.compactMap { capture in
      do throws(Capture.Absence) {
        context.variables[capture.name] = try capture.value(in: view)
        return nil
      } catch {
        if let fallback = capture.fallback, let value = try? filled(fallback, of: capture.name) {
          context.variables[capture.name] = value
          return nil
        }
        return Finding(
          check: "capture", operation: "\(step.operation.id)",
          message: "the answer has nothing to capture as `\(capture.name)`",
          pointer: capture.pointer, expected: "a value", actual: error.actual,
          range: capture.range)
      }
    }
  }

  private func filled(_ value: Value, of name: String = "") throws(TemplateError) -> Value {
    try value.filled(in: context, place: name)
  }
}

extension Assertion.Subject {
  /// What a finding says first.
  fileprivate var failure: String {
    if case .body(let path) = self, path.pointer != nil {
      return "the suite's assertion does not hold"
    }
    return "the suite's assertion on \(self) does not hold"
  }

  fileprivate var pointer: JSONPointer? {
    if case .body(let path) = self { path.pointer } else { nil }
  }
}

extension Finding {
  var isFailure: Bool { severity == .failure }

  /// The same, but nobody fails for it.
  var asWarning: Finding {
    var finding = self
    finding.severity = .warning
    return finding
  }

  /// Whether it counts by itself: of a step that prepares only where a suite's answer has not the
  /// documented form.
  func isKept(in step: Step) -> Bool {
    step.role != .setup || (step.script != nil && CaseStateMachine.isAboutForm(self))
  }
}
