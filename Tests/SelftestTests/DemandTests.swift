import Contracts
import Documents
import Evidence
import Suites
import Testing

@testable import Selftest

/// Which demands count as broken by an answer that a check had failed before they were looked at.
struct DemandTests {
  private static let spec = """
    openapi: 3.0.4
    info: {title: t, version: "1"}
    paths:
      /a:
        get:
          responses: {"200": {description: o}}
    """

  private static let suite = """
    muster: suite/1
    name: s
    cases:
      - id: c
        title: c
        steps:
          - {id: first, call: GET /a, expect: 200}
          - call: GET /a
            expect:
              status: 200
              body:
                /x: 1
                /same: {same-as: {step: first}}
                /nested: {not: {same-as: {step: first}}}
                /items: {each: {same-as: {step: first, at: /x}}}
                /y: 2
    """

  private func plan() throws -> Plan {
    let loaded = try ContractLoader.load(
      Array(Self.spec.utf8), file: SourceFile(name: "spec.yaml"))
    let file = SourceFile(name: "suite.yaml")
    let suite = try SuiteFile(
      try StructuredReader.read(Array(Self.suite.utf8), file: file), file: file)
    let fixtures = SourceFile(name: "fixtures.yaml")
    let none = try StructuredReader.read(Array("muster: fixtures/1\n".utf8), file: fixtures)
    return try Planner(
      contract: loaded.contract, fixtures: try Fixtures(none, file: fixtures), environment: [:],
      options: Planner.Options(derive: [])
    ).plan([suite])
  }

  private func step(_ place: Int, _ body: String, findings: [Finding] = []) -> StepResult {
    let response = HTTPResponse(status: 200, body: Array(body.utf8))
    return StepResult(
      role: .test, operation: "GET /a", expectation: "200",
      exchange: Exchange(
        request: HTTPRequest(method: "GET", url: "http://127.0.0.1/a"),
        attempts: [
          Exchange.Attempt(outcome: .response(response), timing: Exchange.Timing(total: 0))
        ]),
      findings: findings, label: StepResult.Label(place: place))
  }

  @Test("an assertion that compares with an earlier answer is not held to one answer alone")
  func comparisons() throws {
    let list = DemandList(try plan())
    #expect(list.all.count(where: { $0.kind == .assertion }) == 5)
    let body = #"{"x": 9, "same": 1, "nested": 1, "items": [9], "y": 2}"#
    let finding = Finding(
      check: "body-schema", severity: .failure, operation: "GET /a", message: "m",
      expected: "e", actual: "a")
    let result = CaseResult(
      id: "s:c", title: "c", group: "s", intent: "positive", verdict: .failed,
      steps: [step(0, body), step(1, body, findings: [finding])])
    let broken = list.broken(by: result)
    #expect(list.all.filter { broken.contains($0.id) }.map(\.pointer) == ["/x"])
  }

  @Test("the criteria of a workflow's steps are demands")
  func criteria() throws {
    let loaded = try ContractLoader.load(
      Array(Self.spec.utf8), file: SourceFile(name: "spec.yaml"))
    let suite = try SuiteLoader.load(WorkflowFile())
    let plan = try Planner(
      contract: loaded.contract, fixtures: Fixtures(), environment: [:],
      options: Planner.Options(derive: [])
    ).plan([suite])
    let list = DemandList(plan)
    #expect(list.all.map(\.text) == ["status 200", "$statusCode == 200", "$response.body#/x == 1"])
    let finding = Finding(
      check: "assertion", operation: "GET /a", message: "m", expected: "e", actual: "a",
      range: list.all.last?.range)
    let result = CaseResult(
      id: "t:w", title: "w", group: "t", intent: "positive", verdict: .failed,
      steps: [step(0, "{}", findings: [finding])])
    #expect(list.broken(by: result) == Set([list.all.last?.id].compactMap { $0 }))
  }

  private struct WorkflowFile: SpecFileSource {
    var root: SpecFileLocation {
      SpecFileLocation(identity: "w.yaml", name: "w.yaml", key: "w.yaml")
    }
    func locate(
      _ reference: String, from location: SpecFileLocation
    ) throws(SpecFileRefusal) -> SpecFileLocation { root }
    func read(_ location: SpecFileLocation) throws(SpecFileRefusal) -> [UInt8] {
      Array(
        """
        arazzo: 1.0.1
        info: {title: t, version: "1"}
        sourceDescriptions: [{name: api, url: ./spec.yaml, type: openapi}]
        workflows:
          - workflowId: w
            steps:
              - stepId: s
                operationPath: '{$sourceDescriptions.api.url}#/paths/~1a/get'
                successCriteria:
                  - condition: $statusCode == 200
                  - condition: $response.body#/x == 1
        """.utf8)
    }
  }
}
