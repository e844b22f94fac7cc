import Contracts
import Documents
import Evidence
import Testing

@testable import Checks
@testable import Execution
@testable import Suites

@Suite("Course of a case")
struct CaseStateMachineTests {
  static let operation = Contract.Operation(
    id: Contract.Operation.ID(method: "GET", path: "/things/{id}"),
    responses: [Contract.Response(status: .code(200)), Contract.Response(status: .code(404))],
    effect: .read, effectOrigin: .method)

  static func step(
    _ role: StepResult.Role = .test, id: Value = .integer(1),
    expect: Expectation = Expectation(.accepted, [200]), captures: [Capture] = [],
    assertions: [Assertion] = []
  ) -> Step {
    Step(
      role: role, operation: operation,
      request: RequestTemplate(path: [.init(name: "id", value: id)]), expectation: expect,
      captures: captures, assertions: assertions)
  }

  static func exchange(_ status: Int = 200, url: String = "http://h/") -> Exchange {
    Exchange(
      request: HTTPRequest(method: "GET", url: url),
      attempts: [
        Exchange.Attempt(
          outcome: .response(HTTPResponse(status: status)), timing: Exchange.Timing(total: 0.5))
      ])
  }

  static func judgement(
    _ body: String? = nil, findings: [Finding] = [], inconclusive: Reason? = nil,
    properties: [ObligationOutcome] = []
  ) throws -> Judge.Judgement {
    Judge.Judgement(
      findings: findings, inconclusive: inconclusive, properties: properties,
      document: try body.map {
        try JSONReader.read(Array($0.utf8), file: SourceFile(name: "b"))
      })
  }

  static func finding(_ severity: Finding.Severity = .failure) -> Finding {
    Finding(
      check: "c", severity: severity, operation: "GET /things/{id}", message: "broken",
      expected: "x", actual: "y")
  }

  static func item(
    _ steps: [Step], obligations: [String] = ["status:GET /things/{id}:200"],
    blocker: Reason? = nil, skip: Reason? = nil
  ) -> Case {
    Case(
      id: "i", title: "t", group: "g", intent: .positive, steps: steps, obligations: obligations,
      blocker: blocker, skip: skip)
  }

  @Test("made-up values that are refused for what they mean show nothing", arguments: [200, 404])
  func otherwise(_ status: Int) throws {
    var item = Self.item([Self.step(expect: Expectation(.generated, [200]))])
    item.otherwise = Reason(code: "fixture-missing", message: "no fixture for id", remedy: "add it")
    var machine = CaseStateMachine(item, baseURL: "http://h")
    _ = machine.start()
    #expect(machine.received(Self.exchange(status), try Self.judgement()) == .finish)
    let result = machine.result(started: 0)
    #expect(result.verdict == (status == 200 ? .passed : .inconclusive))
    let message = "no fixture for id, and what was made up got 404"
    #expect(result.reason?.message == (status == 200 ? nil : message))
  }

  @Test("a right answer passes and discharges")
  func passes() throws {
    var machine = CaseStateMachine(Self.item([Self.step()]), baseURL: "http://h")
    guard case .send(let request, .valid) = machine.start() else {
      Issue.record("nothing was sent")
      return
    }
    #expect(request.url == "http://h/things/1")
    #expect(machine.received(Self.exchange(), try Self.judgement("{}")) == .finish)
    let result = machine.result(started: 3)
    #expect(result.verdict == .passed)
    #expect(result.obligations.map(\.state) == [.discharged])
    #expect(result.duration == 0.5)
    #expect(result.started == 3)
  }

  @Test("a failure fails the case and its obligation, and ends it")
  func fails() throws {
    var machine = CaseStateMachine(Self.item([Self.step(), Self.step()]), baseURL: "http://h")
    _ = machine.start()
    let action = machine.received(
      Self.exchange(), try Self.judgement(findings: [Self.finding()]))
    #expect(action == .finish)
    let result = machine.result(started: 0)
    #expect(result.verdict == .failed)
    #expect(result.obligations.map(\.state) == [.failed])
    #expect(result.steps.count == 1)
  }

  @Test("a warning changes no verdict")
  func warns() throws {
    var machine = CaseStateMachine(Self.item([Self.step()]), baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(
      Self.exchange(), try Self.judgement(findings: [Self.finding(.warning)]))
    #expect(machine.result(started: 0).verdict == .passed)
    #expect(machine.result(started: 0).warnings.count == 1)
  }

  @Test("another refusal than documented leaves the obligation unreached")
  func otherRefusal() throws {
    let step = Self.step(expect: Expectation(.refused, [400]))
    var machine = CaseStateMachine(
      Self.item([step], obligations: ["status:GET /things/{id}:400"]), baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(
      Self.exchange(404), try Self.judgement(findings: [Self.finding(.warning)]))
    let outcome = machine.result(started: 0).obligations.first
    #expect(outcome?.state == .notReached)
    #expect(outcome?.reason == "answered 404")
  }

  @Test("of two expected statuses only the one that came is discharged")
  func twoStatuses() throws {
    let step = Self.step(expect: Expectation(.accepted, [200, 404]))
    let ids = ["status:GET /things/{id}:200", "status:GET /things/{id}:404"]
    var machine = CaseStateMachine(Self.item([step], obligations: ids), baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(Self.exchange(404), try Self.judgement("{}"))
    let outcomes = machine.result(started: 0).obligations
    #expect(outcomes.map(\.id) == ids)
    #expect(outcomes.map(\.state) == [.notReached, .discharged])
  }

  @Test("an escaped variable in an assertion is text")
  func escapedAssertion() throws {
    let assertion = Assertion(
      pointer: JSONPointer(["a"]), predicate: EqualsPredicate(operand: .string("$${x}")))
    var machine = CaseStateMachine(
      Self.item([Self.step(assertions: [assertion])]), baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(Self.exchange(), try Self.judgement(#"{"a":"${x}"}"#))
    #expect(machine.result(started: 0).verdict == .passed)
  }

  @Test("a failing setup leaves the case inconclusive and blames no one")
  func setup() throws {
    var machine = CaseStateMachine(
      Self.item([Self.step(.setup), Self.step()]), baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(Self.exchange(), try Self.judgement(findings: [Self.finding()]))
    let result = machine.result(started: 0)
    #expect(result.verdict == .inconclusive)
    #expect(result.reason?.code == "setup-failed")
    #expect(result.findings.isEmpty)
    #expect(result.obligations.map(\.state) == [.notReached])
  }

  @Test("a setup prepares although its answer has not the documented form")
  func formOfSetup() throws {
    var finding = Self.finding()
    finding.check = "body-schema"
    var machine = CaseStateMachine(
      Self.item([Self.step(.setup), Self.step()]), baseURL: "http://h")
    _ = machine.start()
    let action = machine.received(Self.exchange(), try Self.judgement(findings: [finding]))
    guard case .send = action else {
      Issue.record("nothing was sent")
      return
    }
    #expect(machine.received(Self.exchange(), try Self.judgement()) == .finish)
    let result = machine.result(started: 0)
    #expect(result.verdict == .passed)
    #expect(result.findings.isEmpty)
  }

  @Test("what is captured is sent with its type's text")
  func capture() throws {
    let capture = Capture(name: "x", pointer: JSONPointer(["a", "0"]))
    var machine = CaseStateMachine(
      Self.item([Self.step(.setup, captures: [capture]), Self.step(id: .string("${x}"))]),
      baseURL: "http://h")
    _ = machine.start()
    let action = machine.received(Self.exchange(), try Self.judgement(#"{"a":[42]}"#))
    guard case .send(let request, _) = action else {
      Issue.record("nothing was sent")
      return
    }
    #expect(request.url == "http://h/things/42")
  }

  @Test("nothing to capture fails the step")
  func captureNothing() throws {
    let capture = Capture(name: "x", pointer: JSONPointer(["a"]))
    var machine = CaseStateMachine(
      Self.item([Self.step(captures: [capture]), Self.step()]), baseURL: "http://h")
    _ = machine.start()
    _ = machine.received(Self.exchange(), try Self.judgement("{}"))
    #expect(machine.result(started: 0).failures.map(\.check) == ["capture"])
  }

  @Test("an empty captured value never becomes a path")
  func emptyCapture() throws {
    let capture = Capture(name: "x", pointer: JSONPointer(["a"]))
    var machine = CaseStateMachine(
      Self.item([Self.step(.setup, captures: [capture]), Self.step(id: .string("${x}"))]),
      baseURL: "http://h")
    _ = machine.start()
    #expect(machine.received(Self.exchange(), try Self.judgement(#"{"a":""}"#)) == .finish)
    let result = machine.result(started: 0)
    #expect(result.verdict == .inconclusive)
    #expect(result.reason?.code == "request-impossible")
  }

  @Test("an assertion that does not hold fails the case and says where it stands")
  func assertion() throws {
    let file = SourceFile(name: "s.yaml")
    let range = SourceRange(file: file, start: SourcePosition(line: 3, column: 7))
    let assertion = Assertion(
      pointer: JSONPointer(["a"]), predicate: EqualsPredicate(operand: .integer(1)), range: range)
    for (body, holds) in [(#"{"a":1.0}"#, true), (#"{"a":2}"#, false), ("{}", false)] {
      var machine = CaseStateMachine(
        Self.item([Self.step(assertions: [assertion])]), baseURL: "http://h")
      _ = machine.start()
      _ = machine.received(Self.exchange(), try Self.judgement(body))
      let failures = machine.result(started: 0).failures
      #expect(failures.map(\.check) == (holds ? [] : ["assertion"]))
      #expect(failures.map(\.range) == (holds ? [] : [range]))
    }
  }

  @Test("a blocker or a skip sends nothing")
  func notRun() {
    let reason = Reason(code: "why", message: "because")
    var blocked = CaseStateMachine(Self.item([Self.step()], blocker: reason), baseURL: "http://h")
    #expect(blocked.start() == .finish)
    #expect(blocked.result(started: 0).verdict == .inconclusive)
    #expect(blocked.result(started: 0).reason == reason)
    var skipped = CaseStateMachine(Self.item([Self.step()], skip: reason), baseURL: "http://h")
    #expect(skipped.start() == .finish)
    #expect(skipped.result(started: 0).verdict == .skipped)
  }

  @Test("a case without steps never passes")
  func empty() {
    var machine = CaseStateMachine(Self.item([]), baseURL: "http://h")
    #expect(machine.start() == .finish)
    #expect(machine.result(started: 0).verdict == .inconclusive)
  }
}
