import Contracts
import Documents
import Evidence
import Testing

@testable import Checks
@testable import Execution
@testable import Suites

/// The course of workflows without any I/O: answers in, paths out.
@Suite("Course of a workflow")
struct FlowCourseTests {
  static let spec = """
    openapi: 3.1.0
    info: {title: Things, version: "1"}
    paths:
      /a: {get: {operationId: a, responses: {"200": {description: o}, "503": {description: b}}}}
      /b: {get: {operationId: b, responses: {"200": {description: o}}}}
      /c: {get: {operationId: c, parameters: [{name: q, in: query, schema: {}}], responses: {"200": {description: o}}}}
    """

  /// The case of the workflow `w`.
  static func item(_ workflows: String, version: String = "1.1.0") throws -> Case {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "api.yaml")
    ).contract
    let text = """
      arazzo: \(version)
      info: {title: t, version: "1"}
      sourceDescriptions: [{name: api, url: ./api.yaml, type: openapi}]
      workflows: [\(workflows)]
      """
    let suite = try SuiteLoader.load(OneFile(text: text))
    let plan = try Planner(
      contract: contract, fixtures: Fixtures(), environment: [:], options: .init(derive: [])
    ).plan([suite])
    return try #require(plan.cases.first { $0.id == "t:w" })
  }

  struct OneFile: SpecFileSource {
    let text: String
    var root: SpecFileLocation {
      SpecFileLocation(identity: "s.yaml", name: "s.yaml", key: "s.yaml")
    }
    func locate(
      _ reference: String, from location: SpecFileLocation
    ) throws(SpecFileRefusal) -> SpecFileLocation { root }
    func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
      Array(text.utf8)
    }
  }

  struct Run {
    var sent: [String] = []
    var pauses: [Double] = []
    var result: CaseResult
  }

  /// - Parameter answers: status and body, the last one for ever.
  static func run(
    _ workflows: String, _ answers: [(Int, String)], version: String = "1.1.0",
    findings: [Finding] = [], headers: [HTTPHeaders.Field] = []
  ) throws -> Run {
    let item = try item(workflows, version: version)
    var machine = CaseStateMachine(item, baseURL: "http://h")
    var sent: [String] = []
    var pauses: [Double] = []
    var action = machine.start()
    while case .send(let request, _) = action, sent.count < 3000 {
      if let pause = machine.pause { pauses.append(pause) }
      let answer = answers[min(sent.count, answers.count - 1)]
      sent.append(String(request.url.dropFirst("http://h".count)))
      var exchange = CaseStateMachineTests.exchange(answer.0)
      if case .response(var response) = exchange.attempts[0].outcome {
        response.body = Array(answer.1.utf8)
        response.headers = HTTPHeaders(headers)
        exchange.attempts[0].outcome = .response(response)
      }
      #expect(machine.flowExpectation(exchange) != nil)
      action = machine.received(
        exchange, try CaseStateMachineTests.judgement(answer.1, findings: findings))
    }
    return Run(sent: sent, pauses: pauses, result: machine.result(started: 0))
  }

  static let ok = "successCriteria: [{condition: $statusCode == 200}]"

  @Test("steps follow each other")
  func straight() throws {
    let run = try Self.run(
      "{workflowId: w, steps: [{stepId: x, operationId: a, outputs: {v: $response.body#/v}},"
        + " {stepId: y, operationId: c, parameters: [{name: q, in: query, value: $steps.x.outputs.v}]}]}",
      [(200, #"{"v": 7}"#), (200, "{}")])
    #expect(run.sent == ["/a", "/c?q=7"])
    #expect(run.result.verdict == .passed)
    #expect(run.result.steps.map { $0.label?.id } == ["x", "y"])
  }

  @Test("what an answer lacks is left out of the request that wants it")
  func absent() throws {
    let run = try Self.run(
      "{workflowId: w, steps: [{stepId: x, operationId: a, outputs: {v: $response.body#/v}},"
        + " {stepId: y, operationId: c, parameters: [{name: q, in: query, value: $steps.x.outputs.v}]}]}",
      [(200, "{}")])
    #expect(run.sent == ["/a", "/c"])
  }

  @Test("a criterion that does not hold fails the case at its place")
  func failed() throws {
    let run = try Self.run(
      "{workflowId: w, steps: [{stepId: x, operationId: a, \(Self.ok)}, {stepId: y, operationId: b}]}",
      [(404, "{}")])
    #expect(run.sent == ["/a"])
    #expect(run.result.verdict == .failed)
    let finding = try #require(run.result.failures.first)
    #expect(finding.check == "assertion")
    #expect(finding.expected == "$statusCode == 200")
    #expect(finding.actual == "$statusCode = 404")
    #expect(finding.range?.start.line == 4)
  }

  @Test("goto leaves steps out, end leaves the rest out")
  func goto() throws {
    let workflows =
      "{workflowId: w, steps: [{stepId: x, operationId: a, onSuccess: [{name: g, type: goto, stepId: z,"
      + " criteria: [{condition: $response.body#/go == true}]}, {name: e, type: end,"
      + " criteria: [{condition: $response.body#/end == true}]}]}, {stepId: y, operationId: b},"
      + " {stepId: z, operationId: c}]}"
    #expect(try Self.run(workflows, [(200, #"{"go": true}"#)]).sent == ["/a", "/c"])
    #expect(try Self.run(workflows, [(200, #"{"end": true}"#)]).sent == ["/a"])
    #expect(try Self.run(workflows, [(200, "{}")]).sent == ["/a", "/b", "/c"])
  }

  @Test("retry tries again as often as it may, then the next action is looked at")
  func retry() throws {
    let workflows =
      "{workflowId: w, steps: [{stepId: x, operationId: a, \(Self.ok), onFailure: [{name: r, type: retry,"
      + " retryAfter: 2.5, retryLimit: 3, criteria: [{condition: $statusCode == 503}]},"
      + " {name: g, type: goto, stepId: z}]}, {stepId: y, operationId: b}, {stepId: z, operationId: c}]}"
    let recovered = try Self.run(workflows, [(503, "{}"), (503, "{}"), (200, "{}")])
    #expect(recovered.sent == ["/a", "/a", "/a", "/b", "/c"])
    #expect(recovered.pauses == [2.5, 2.5])
    #expect(recovered.result.verdict == .passed)
    #expect(
      recovered.result.steps.map { $0.label?.isWaiting } == [true, true, false, false, false])
    #expect(recovered.result.steps.map { $0.label?.number } == [1, 2, 3, 1, 1])
    let exhausted = try Self.run(
      workflows, [(503, "{}"), (503, "{}"), (503, "{}"), (503, "{}"), (200, "{}")])
    #expect(exhausted.sent == ["/a", "/a", "/a", "/a", "/c"])
    let other = try Self.run(workflows, [(404, "{}"), (200, "{}")])
    #expect(other.sent == ["/a", "/c"])
  }

  @Test("an answer that asks for a pause gets it, up to a minute")
  func retryAfter() throws {
    let workflows =
      "{workflowId: w, steps: [{stepId: x, operationId: a, \(Self.ok), onFailure: [{name: r, type: retry,"
      + " retryAfter: 2.5}]}]}"
    for (asked, pause) in [("4", 4.0), ("0", 0.0), ("3600", 60.0), ("-1", 2.5), ("soon", 2.5)] {
      let run = try Self.run(
        workflows, [(503, "{}"), (200, "{}")],
        headers: [HTTPHeaders.Field(name: "Retry-After", value: asked)])
      #expect(run.pauses == [pause], "\(asked)")
    }
  }

  @Test("a retry for all steps by one of them is a plain one there")
  func sharedDetour() throws {
    let workflows =
      "{workflowId: w, failureActions: [{name: r, type: retry, stepId: y}], steps: [{stepId: x,"
      + " operationId: a, \(Self.ok)}, {stepId: y, operationId: b, \(Self.ok)}]}"
    let run = try Self.run(
      workflows, [(503, "{}"), (200, "{}"), (200, "{}"), (503, "{}"), (200, "{}")])
    #expect(run.sent == ["/a", "/b", "/a", "/b", "/b"])
    #expect(run.result.verdict == .passed)
    // Where the way itself fails, nobody takes that up.
    let lost = try Self.run(workflows, [(503, "{}")])
    #expect(lost.sent == ["/a", "/b"])
    #expect(lost.result.verdict == .failed)
  }

  @Test("a retry may go by another step, or by a workflow")
  func detours() throws {
    let step =
      "{workflowId: w, steps: [{stepId: x, operationId: a, \(Self.ok), onFailure: [{name: r, type: retry,"
      + " stepId: y, retryLimit: 2}], onSuccess: [{name: e, type: end}]}, {stepId: y, operationId: b}]}"
    #expect(try Self.run(step, [(503, "{}"), (200, "{}")]).sent == ["/a", "/b", "/a"])
    let workflow =
      "{workflowId: w, steps: [{stepId: x, operationId: a, \(Self.ok), onFailure: [{name: r, type: retry,"
      + " workflowId: v, parameters: [{name: n, value: $response.body#/n}]}]}]}, {workflowId: v,"
      + " inputs: {properties: {n: {}}}, steps: [{stepId: y, operationId: c,"
      + " parameters: [{name: q, in: query, value: $inputs.n}]}]}"
    #expect(
      try Self.run(workflow, [(503, #"{"n": 4}"#), (200, "{}")]).sent == ["/a", "/c?q=4", "/a"])
  }

  @Test("a workflow that is called fails with its step, unless its caller takes it up")
  func calls() throws {
    let callee = ", {workflowId: v, steps: [{stepId: y, operationId: b, \(Self.ok)}]}"
    let plain = "{workflowId: w, steps: [{stepId: x, workflowId: v}, {stepId: z, operationId: c}]}"
    #expect(try Self.run(plain + callee, [(200, "{}")]).sent == ["/b", "/c"])
    let failed = try Self.run(plain + callee, [(404, "{}")])
    #expect(failed.sent == ["/b"])
    #expect(failed.result.verdict == .failed)
    let caught =
      "{workflowId: w, steps: [{stepId: x, workflowId: v, onFailure: [{name: g, type: goto, stepId: z}]},"
      + " {stepId: z, operationId: c}]}"
    let run = try Self.run(caught + callee, [(404, "{}"), (200, "{}")])
    #expect(run.sent == ["/b", "/c"])
    #expect(run.result.verdict == .passed)
  }

  @Test("a criterion of a call is about what the workflow gave")
  func callCriteria() throws {
    let workflows =
      "{workflowId: w, steps: [{stepId: x, workflowId: v, successCriteria: [{condition: $outputs.n == 1}]}]},"
      + " {workflowId: v, steps: [{stepId: y, operationId: b, outputs: {n: $response.body#/n}}],"
      + " outputs: {n: $steps.y.outputs.n}}"
    #expect(try Self.run(workflows, [(200, #"{"n": 1}"#)]).result.verdict == .passed)
    let failed = try Self.run(workflows, [(200, #"{"n": 2}"#)]).result
    #expect(failed.failures.map(\.actual) == ["$x:outputs.n = 2"])
  }

  @Test("an end after a failure is one, and fails the case")
  func endAfterFailure() throws {
    let workflows =
      "{workflowId: w, steps: [{stepId: x, operationId: a, \(Self.ok), onFailure: [{name: e, type: end}]}]}"
    #expect(try Self.run(workflows, [(404, "{}")]).result.verdict == .failed)
  }

  @Test("actions of the workflow apply to all steps that have none of that name")
  func shared() throws {
    let workflows =
      "{workflowId: w, failureActions: [{name: r, type: retry, retryLimit: 1}], steps: [{stepId: x,"
      + " operationId: a, \(Self.ok)}, {stepId: y, operationId: b, \(Self.ok), onFailure: [{name: r, type: end}]}]}"
    let run = try Self.run(workflows, [(404, "{}"), (200, "{}"), (404, "{}")])
    #expect(run.sent == ["/a", "/a", "/b"])
    #expect(run.result.verdict == .failed)
  }

  @Test("a way that leads back to itself ends after so many steps, and shows nothing")
  func endless() throws {
    let workflows =
      "{workflowId: w, steps: [{stepId: x, operationId: a, onSuccess: [{name: g, type: goto, workflowId: v}]}]},"
      + " {workflowId: v, steps: [{stepId: y, operationId: b, onSuccess: [{name: g, type: goto, workflowId: w}]}]}"
    let run = try Self.run(workflows, [(200, "{}")])
    #expect(run.sent.count == Flow.visitLimit)
    #expect(run.sent.prefix(4) == ["/a", "/b", "/a", "/b"])
    #expect(run.result.verdict == .inconclusive)
    #expect(run.result.reason?.code == "flow-too-long")
  }

  @Test("what a workflow depends on is run before, and its failure is not this one's")
  func dependencies() throws {
    let workflows =
      "{workflowId: w, dependsOn: [v], steps: [{stepId: x, operationId: c, parameters: [{name: q, in: query,"
      + " value: $workflows.v.outputs.n}]}]}, {workflowId: v, steps: [{stepId: y, operationId: b, \(Self.ok),"
      + " outputs: {n: $response.body#/n}}], outputs: {n: $steps.y.outputs.n}}"
    let run = try Self.run(workflows, [(200, #"{"n": 3}"#)])
    #expect(run.sent == ["/b", "/c?q=3"])
    #expect(run.result.steps.map(\.role) == [.setup, .test])
    let failed = try Self.run(workflows, [(404, "{}")])
    #expect(failed.sent == ["/b"])
    #expect(failed.result.verdict == .inconclusive)
    #expect(failed.result.reason?.code == "setup-failed")
  }

  @Test("what the contract's checks find fails a case whose criteria hold")
  func checks() throws {
    let run = try Self.run(
      "{workflowId: w, steps: [{stepId: x, operationId: a, \(Self.ok)}, {stepId: y, operationId: b}]}",
      [(200, "{}")], findings: [CaseStateMachineTests.finding()])
    #expect(run.sent == ["/a"])
    #expect(run.result.verdict == .failed)
  }

  @Test("statuses are judged by what was asked for")
  func expectations() throws {
    let item = try Self.item(
      "{workflowId: w, steps: [{stepId: x, operationId: a, onFailure: [{name: r, type: retry,"
        + " criteria: [{condition: $statusCode == 503}]}]}]}")
    var machine = CaseStateMachine(item, baseURL: "http://h")
    _ = machine.start()
    func expected(_ status: Int) -> Expectation? {
      machine.flowExpectation(CaseStateMachineTests.exchange(status))
    }
    #expect(expected(200) == Expectation(.accepted, [200]))
    #expect(expected(503) == Expectation(.exactly, [503]))
    #expect(expected(404) == Expectation(.accepted, [200]))
  }
}
