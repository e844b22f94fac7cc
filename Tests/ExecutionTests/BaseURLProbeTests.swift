import Contracts
import Evidence
import Suites
import Testing

@testable import Execution

@Suite("Probe of the base URL")
struct BaseURLProbeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Path, expected status and answered one, case by case.
    var answers: [(String, String, Int)]
    var isWrong: Bool
    /// Results that are told before the end.
    var early = 0
  }

  static let rows: [Row] = [
    Row(
      testDescription: "nothing is there", answers: [("/a", "200", 404), ("/b", "200", 405)],
      isWrong: true),
    Row(
      testDescription: "one thing is there",
      answers: [("/a", "200", 404), ("/b", "401", 401), ("/b", "200", 404)], isWrong: false,
      early: 3),
    Row(
      testDescription: "nothing was to be there",
      answers: [("/a", "404", 404), ("/b", "404 or 410", 404)], isWrong: false),
    Row(
      testDescription: "a gateway that answers OPTIONS alone",
      answers: [("/a", "200", 404), ("/options", "204", 204), ("/b", "200", 404)], isWrong: true),
    Row(
      testDescription: "of one operation nobody can tell",
      answers: [("/a", "200", 404), ("/a", "401", 404)], isWrong: false, early: 2),
  ]

  @Test("tells a wrong base from a wrong target", arguments: rows)
  func probe(_ row: Row) {
    let cases = row.answers.map { path, _, _ in
      Case(
        id: path, title: path, group: path, intent: .positive,
        steps: [
          Step(
            role: .test,
            operation: Contract.Operation(
              id: Contract.Operation.ID(method: "GET", path: path), effect: .read,
              effectOrigin: .method),
            request: RequestTemplate(), expectation: Expectation(.accepted, [200]))
        ])
    }
    var probe = BaseURLProbe(Plan(cases: PlanCases(cases)))
    var told: [CaseResult] = []
    for (path, expected, status) in row.answers {
      let isMet = expected.split(separator: " ").contains("\(status)")
      told += probe.take(Self.result(path, expected, status, isMet ? .passed : .failed))
    }
    #expect(told.count == row.early)
    told += probe.end()
    #expect(told.map(\.id) == row.answers.map(\.0))
    let isWrong = told.allSatisfy { $0.reason?.code == "base-url-wrong" }
    #expect(isWrong == row.isWrong)
    if row.isWrong {
      #expect(told.allSatisfy { $0.verdict == .inconclusive && $0.findings.isEmpty })
      #expect(told.flatMap(\.obligations).allSatisfy { $0.state == .notReached })
    }
  }

  @Test("what never ends is told of in time, and the rest as it comes")
  func patience() {
    var probe = BaseURLProbe(
      Plan(
        cases: PlanCases(
          ["/a", "/b"].map { path in
            Case(
              id: path, title: path, group: path, intent: .positive,
              steps: [
                Step(
                  role: .test,
                  operation: Contract.Operation(
                    id: Contract.Operation.ID(method: "GET", path: path), effect: .read,
                    effectOrigin: .method),
                  request: RequestTemplate(), expectation: Expectation(.accepted, [200]))
              ])
          })))
    var told: [CaseResult] = []
    for number in 0..<401 {
      told += probe.take(Self.result(number % 2 == 0 ? "/a" : "/b", "200", 404, .failed))
    }
    #expect(told.count == 401)
    #expect(told.allSatisfy { $0.verdict == .inconclusive })
    #expect(probe.end().isEmpty)
  }

  private static func result(
    _ path: String, _ expected: String, _ status: Int, _ verdict: Verdict
  ) -> CaseResult {
    let finding = Finding(
      check: "positive-rejected", operation: "GET \(path)", message: "m", expected: expected,
      actual: "\(status)")
    return CaseResult(
      id: path, title: path, group: path, intent: "positive", verdict: verdict,
      steps: [
        StepResult(
          role: .test, operation: "GET \(path)", expectation: expected,
          exchange: Exchange(
            request: HTTPRequest(
              method: path == "/options" ? "OPTIONS" : "GET", url: "http://h\(path)"),
            attempts: [
              Exchange.Attempt(
                outcome: .response(HTTPResponse(status: status)), timing: Exchange.Timing())
            ]), findings: verdict == .failed ? [finding] : [])
      ],
      obligations: [ObligationOutcome(id: "o", state: verdict == .failed ? .failed : .discharged)])
  }
}
