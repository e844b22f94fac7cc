import Documents
import Evidence
import Testing

@testable import Checks
@testable import Execution
@testable import Suites

@Suite("Course of a suite's case")
struct SuiteCaseTests {
  typealias Base = CaseStateMachineTests

  static func step(
    _ role: StepResult.Role = .test, id: Value = .integer(1), expect: [Int] = [200],
    captures: [Capture] = [], assertions: [Assertion] = [], script: StepScript = StepScript()
  ) -> Step {
    var step = Base.step(
      role, id: id, expect: Expectation(.exactly, expect), captures: captures,
      assertions: assertions)
    step.script = script
    return step
  }

  static func item(_ steps: [Step], _ script: CaseScript = CaseScript()) -> Case {
    var item = Base.item(steps, obligations: [])
    item.script = script
    return item
  }

  /// What was asked for, in order, of a machine that gets these answers one after the other.
  static func run(
    _ item: Case, _ answers: [(status: Int, body: String, findings: [Finding])]
  ) throws -> (paths: [String], result: CaseResult) {
    var machine = CaseStateMachine(item, baseURL: "http://h")
    var paths: [String] = []
    var answers = answers[...]
    var action = machine.start()
    while case .send(let request, _) = action {
      paths.append(String(request.url.dropFirst("http://h".count)))
      guard let answer = answers.popFirst() else { break }
      var exchange = Base.exchange(answer.status)
      if case .response(var response) = exchange.attempts[0].outcome {
        response.body = Array(answer.body.utf8)
        exchange.attempts[0].outcome = .response(response)
      }
      let judgement = try Base.judgement(answer.body, findings: answer.findings)
      if machine.provisional(exchange) != nil { _ = machine.waits(after: exchange, judgement) }
      action = machine.received(exchange, judgement)
    }
    return (paths, machine.result(started: 0))
  }

  static let equalsOne = Assertion(
    pointer: JSONPointer(["a"]), predicate: EqualsPredicate(operand: .integer(1)))

  // MARK: Teardown

  static let flow = [
    step(.setup, captures: [Capture(name: "x", pointer: JSONPointer(["id"]))]),
    step(.test, id: .string("${x}"), assertions: [equalsOne]),
    step(.teardown, id: .string("${x}9")), step(.teardown, id: .integer(99)),
  ]

  @Test("teardown follows a case that went well")
  func teardown() throws {
    let (paths, result) = try Self.run(
      Self.item(Self.flow),
      [(200, #"{"id":5}"#, []), (200, #"{"a":1}"#, []), (200, "{}", []), (200, "{}", [])])
    #expect(paths == ["/things/1", "/things/5", "/things/59", "/things/99"])
    #expect(result.verdict == .passed)
    #expect(result.steps.map(\.role) == [.setup, .test, .teardown, .teardown])
    #expect(result.steps.map { $0.label?.place } == [0, 1, 2, 3])
  }

  @Test("teardown follows a failure, and what it meets then is only remarked upon")
  func teardownAfterFailure() throws {
    let (paths, result) = try Self.run(
      Self.item(Self.flow),
      [
        (200, #"{"id":5}"#, []), (200, #"{"a":2}"#, []), (404, "{}", [Base.finding()]),
        (200, "{}", []),
      ])
    #expect(paths == ["/things/1", "/things/5", "/things/59", "/things/99"])
    #expect(result.verdict == .failed)
    #expect(result.failures.map(\.check) == ["assertion"])
    #expect(result.warnings.map(\.check) == ["c"])
  }

  @Test("what was never captured is not put back, the rest is")
  func teardownAfterSetup() throws {
    let (paths, result) = try Self.run(
      Self.item(Self.flow), [(200, "{}", []), (200, "{}", [])])
    #expect(paths == ["/things/1", "/things/99"])
    #expect(result.verdict == .inconclusive)
    #expect(result.reason?.code == "setup-failed")
  }

  @Test("a teardown that fails after all went well fails the case, and goes on")
  func failingTeardown() throws {
    let (paths, result) = try Self.run(
      Self.item(Self.flow),
      [
        (200, #"{"id":5}"#, []), (200, #"{"a":1}"#, []), (500, "{}", [Base.finding()]),
        (200, "{}", []),
      ])
    #expect(paths.count == 4)
    #expect(result.verdict == .failed)
  }

  @Test("a case that sent nothing has nothing to put back")
  func nothingSent() {
    var item = Self.item(Self.flow)
    item.skip = Reason(code: "x", message: "y")
    var machine = CaseStateMachine(item, baseURL: "http://h")
    #expect(machine.start() == .finish)
    #expect(machine.result(started: 0).verdict == .skipped)
  }

  @Test("a case that is stopped puts back what it changed")
  func stopped() throws {
    var machine = CaseStateMachine(
      Self.item([Self.step(), Self.step(), Self.step(.teardown, id: .integer(9))]),
      baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(Base.exchange(), try Base.judgement("{}"))
    #expect(!machine.isTearingDown)
    let action = machine.stop(Reason(code: "interrupted", message: "m"))
    guard case .send(let request, _) = action else {
      Issue.record("nothing was put back")
      return
    }
    #expect(request.url == "http://h/things/9")
    #expect(machine.isTearingDown)
    #expect(machine.received(Base.exchange(404), try Base.judgement("{}")) == .finish)
    let result = machine.result(started: 0)
    #expect(result.verdict == .inconclusive)
    #expect(result.reason?.code == "interrupted")
  }

  // MARK: Setup

  @Test("a suite's setup fails for what it breaks in form, and else leaves the case inconclusive")
  func setup() throws {
    var form = Base.finding()
    form.check = "body-schema"
    let steps = [Self.step(.setup), Self.step()]
    let broken = try Self.run(Self.item(steps), [(200, "{}", [form])]).result
    #expect(broken.verdict == .failed)
    let refused = try Self.run(Self.item(steps), [(500, "{}", [Base.finding()])]).result
    #expect(refused.verdict == .inconclusive)
    #expect(refused.findings.isEmpty)
  }

  // MARK: Repeat and until

  @Test("a repeated step is sent so often, and each answer must hold")
  func repeated() throws {
    let item = Self.item([
      Self.step(assertions: [Self.equalsOne], script: StepScript(repeats: 3)),
      Self.step(id: .integer(2)),
    ])
    let one: (Int, String, [Finding]) = (200, #"{"a":1}"#, [])
    let all = try Self.run(item, [one, one, one, one])
    #expect(all.paths == ["/things/1", "/things/1", "/things/1", "/things/2"])
    #expect(all.result.verdict == .passed)
    #expect(all.result.steps.map { $0.label?.number } == [1, 2, 3, 1])
    #expect(all.result.steps.map { $0.label?.place } == [0, 0, 0, 1])
    let third = try Self.run(item, [one, one, (200, #"{"a":2}"#, [])])
    #expect(third.result.verdict == .failed)
  }

  static let until = StepScript.Until(
    statuses: [200], assertions: [equalsOne], interval: 0.5, limit: 3)

  @Test("a step asks until the answer is the one that it waits for")
  func waits() throws {
    let item = Self.item([Self.step(script: StepScript(until: Self.until))])
    let (paths, result) = try Self.run(
      item, [(404, "{}", []), (200, #"{"a":0}"#, []), (200, #"{"a":1}"#, [])])
    #expect(paths.count == 3)
    #expect(result.verdict == .passed)
    #expect(result.steps.map { $0.label?.isWaiting } == [true, true, false])
  }

  @Test("an answer that never comes fails the case with what it lacks")
  func waitsInVain() throws {
    let item = Self.item([Self.step(script: StepScript(until: Self.until))])
    let pending: (Int, String, [Finding]) = (200, #"{"a":0}"#, [])
    let (paths, result) = try Self.run(item, [pending, pending, pending])
    #expect(paths.count == 3)
    #expect(result.failures.map(\.message) == ["the answer that the step waits for did not come"])
    #expect(result.failures.map { "\($0.expected) | \($0.actual)" } == ["1 | 0"])
  }

  @Test("what breaks the contract while waiting fails at once")
  func brokenWhileWaiting() throws {
    let item = Self.item([Self.step(script: StepScript(until: Self.until))])
    let (paths, result) = try Self.run(item, [(200, #"{"a":0}"#, [Base.finding()])])
    #expect(paths.count == 1)
    #expect(result.verdict == .failed)
  }

  @Test("pauses: a delay before each request, the interval between those that wait")
  func pauses() throws {
    var machine = CaseStateMachine(
      Self.item([Self.step(script: StepScript(delay: 1.5, until: Self.until))]), baseURL: "http://h"
    )
    _ = machine.start()
    #expect(machine.pause == 1.5)
    let pending = Base.exchange(404)
    _ = machine.waits(after: pending, try Base.judgement("{}"))
    _ = machine.received(pending, try Base.judgement("{}"))
    #expect(machine.pause == 0.5)
  }

  // MARK: Variables and captures

  @Test("variables of the case are filled in in order")
  func variables() throws {
    let script = CaseScript(variables: [
      .init(name: "a", value: .integer(4)), .init(name: "b", value: .string("${a}2")),
    ])
    let item = Self.item([Self.step(id: .string("${b}"))], script)
    #expect(try Self.run(item, [(200, "{}", [])]).paths == ["/things/42"])
  }

  @Test("a capture falls back on its default")
  func fallback() throws {
    var capture = Capture(name: "x", pointer: JSONPointer(["none"]))
    capture.fallback = .integer(8)
    let item = Self.item([Self.step(captures: [capture]), Self.step(id: .string("${x}"))])
    let (paths, result) = try Self.run(item, [(200, "{}", []), (200, "{}", [])])
    #expect(paths == ["/things/1", "/things/8"])
    #expect(result.verdict == .passed)
  }

  @Test("an earlier answer is compared with by its step's id")
  func sameAs() throws {
    var diagnostics: [Diagnostic] = []
    let predicate = try #require(
      SameAsPredicate(reading: .object([("step", .string("one"))]), into: &diagnostics))
    let assertion = Assertion(pointer: JSONPointer(["a"]), predicate: predicate)
    let item = Self.item([
      Self.step(script: StepScript(id: "one")), Self.step(assertions: [assertion]),
    ])
    let same = try Self.run(item, [(200, #"{"a":3}"#, []), (200, #"{"a":3}"#, [])])
    #expect(same.result.verdict == .passed)
    let other = try Self.run(item, [(200, #"{"a":3}"#, []), (200, #"{"a":4}"#, [])])
    #expect(other.result.failures.map { "\($0.expected) | \($0.actual)" } == ["3, as in `one` | 4"])
  }

  // MARK: What reports get

  @Test("tags and requirements reach the result")
  func facts() throws {
    var item = Self.item([Self.step()], CaseScript(requirements: ["REQ-12"]))
    item.tags = ["read"]
    let result = try Self.run(item, [(200, "{}", [])]).result
    #expect(result.requirements == ["REQ-12"])
    #expect(result.tags == ["read"])
  }

  struct FailureRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var checks: [String] = []
    var isExpired = false
    var findings: [Finding]
    var verdict: Verdict
    /// Checks of the failing findings.
    var failures: [String] = []
  }

  static let failureRows: [FailureRow] = [
    FailureRow(
      testDescription: "fails as expected", findings: [Base.finding()], verdict: .skipped),
    FailureRow(
      testDescription: "fails by the expected check", checks: ["c"], findings: [Base.finding()],
      verdict: .skipped),
    FailureRow(
      testDescription: "fails by another check", checks: ["d"], findings: [Base.finding()],
      verdict: .failed, failures: ["c"]),
    FailureRow(
      testDescription: "passes unexpectedly", findings: [], verdict: .failed,
      failures: ["expected-failure"]),
    FailureRow(
      testDescription: "still fails after the last day", isExpired: true,
      findings: [Base.finding()], verdict: .failed, failures: ["c", "expected-failure"]),
    FailureRow(
      testDescription: "passes after the last day", isExpired: true, findings: [], verdict: .failed,
      failures: ["expected-failure"]),
  ]

  @Test("an expected failure", arguments: failureRows)
  func expectedFailure(_ row: FailureRow) throws {
    let expected = ExpectedFailure(
      reason: "a defect", owner: "Ana", expires: "2027-01-31", checks: row.checks)
    let script = CaseScript(expectedFailure: expected, isExpired: row.isExpired)
    let result = try Self.run(Self.item([Self.step()], script), [(200, "{}", row.findings)]).result
    #expect(result.verdict == row.verdict)
    #expect(result.failures.map(\.check) == row.failures)
    if row.verdict == .skipped {
      #expect(
        result.reason?.message == "it fails as expected until 2027-01-31: a defect (Ana)")
      #expect(result.warnings.count == 1)
    }
  }

  @Test("a case that can't be judged is no unexpected pass")
  func inconclusiveFailure() throws {
    let expected = ExpectedFailure(
      reason: "a defect", owner: "Ana", expires: "2027-01-31", checks: [])
    var machine = CaseStateMachine(
      Self.item([Self.step()], CaseScript(expectedFailure: expected)), baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(
      Base.exchange(), try Base.judgement(inconclusive: Reason(code: "x", message: "y")))
    #expect(machine.result(started: 0).verdict == .inconclusive)
  }
}
