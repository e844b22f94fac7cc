import Checks
import Contracts
import Documents
import Evidence
import Synchronization
import Testing
import Transport

@testable import Execution
@testable import Suites

@Suite("Runs of suites")
struct SuiteRunTests {
  /// Runs one suite against a transport; the results, and what was waited for.
  static func run(
    _ suite: String, _ transport: ScriptedTransport, cancelAfter count: Int? = nil
  ) async throws -> (results: [CaseResult], pauses: [Double]) {
    let contract = try RunnerTests.contract()
    let file = SourceFile(name: "s.yaml")
    let form = try SuiteFile(
      try StructuredReader.read(Array(suite.utf8), file: file), file: file)
    let plan = try Planner(
      contract: contract, fixtures: Fixtures(), environment: [:],
      options: Planner.Options(derive: [])
    ).plan([form])
    let results = Mutex<[CaseResult]>([])
    let pauses = Mutex<[Double]>([])
    var clock = StillTime.clock
    clock.sleep = { seconds in pauses.withLock { $0.append(seconds) } }
    let runner = Runner(
      configuration: Runner.Configuration(baseURL: "http://h", jobs: 1),
      judge: try Judge(contract: contract, strictness: .standard), transport: transport,
      credentials: .notNeeded, vault: SecretVault(), clock: clock)
    let task = Task {
      await runner.run(plan, facts: RunnerTests.facts(plan)) { event in
        if case .caseFinished(let result) = event { results.withLock { $0.append(result) } }
      }
    }
    if let count {
      while await transport.requests.count < count { await Task.yield() }
      task.cancel()
    }
    await task.value
    return (results.withLock { $0 }, pauses.withLock { $0 })
  }

  static let head = "muster: suite/1\nname: s\ncases:\n"

  @Test("raw overrides are what is sent")
  func raw() async throws {
    let transport = ScriptedTransport([RunnerTests.ok])
    let (results, _) = try await Self.run(
      Self.head + """
          - id: a
            variables: {v: "7"}
            steps:
              - call: GET /things
                raw:
                  method: PROPFIND
                  target: /a%2Fb?x=${v}
                  headers: {Accept: null, X-Two: [a, "${v}"], Authorization: Basic eA==}
                  body-base64: AP8=
                  content-type: application/x-odd
        """, transport)
    let request = try #require(await transport.requests.first)
    #expect(request.method == "PROPFIND")
    #expect(request.url == "http://h/a%2Fb?x=7")
    #expect(request.body == [0, 255])
    #expect(
      request.headers.fields.map { "\($0.name): \($0.value)" } == [
        "Content-Type: application/x-odd", "X-Two: a", "X-Two: 7", "Authorization: Basic eA==",
      ])
    #expect(results.map(\.verdict) == [.passed])
  }

  @Test("delays, intervals and retries are the step's own")
  func pauses() async throws {
    let pending = ScriptedTransport.answer(
      200, #"{"id":0}"#, headers: ["Content-Type": "application/json"])
    let transport = ScriptedTransport([pending, pending, RunnerTests.ok])
    let (results, pauses) = try await Self.run(
      Self.head + """
          - id: a
            steps:
              - call: GET /things
                delay: 2.5
                until: {expect: {body: {/id: 1}}, interval: 0.25, limit: 5}
        """, transport)
    #expect(results.map(\.verdict) == [.passed])
    #expect(await transport.requests.count == 3)
    #expect(pauses == [2.5, 0.25, 0.25])
    let busy = ScriptedTransport([ScriptedTransport.answer(503)])
    _ = try await Self.run(
      Self.head + "  - {id: a, retries: 0, steps: [{call: GET /things}]}\n", busy)
    #expect(await busy.requests.count == 1)
  }

  @Test("an undocumented answer while waiting breaks the contract all the same")
  func brokenWhileWaiting() async throws {
    let odd = ScriptedTransport.answer(
      200, #"{"id":"x"}"#, headers: ["Content-Type": "application/json"])
    let transport = ScriptedTransport([odd, RunnerTests.ok])
    let (results, _) = try await Self.run(
      Self.head + """
          - id: a
            steps:
              - call: GET /things
                until: {expect: {body: {/id: 1}}}
        """, transport)
    #expect(results.first?.failures.map(\.check) == ["body-schema"])
    #expect(await transport.requests.count == 1)
  }

  @Test("a check that is switched off is silent for its step alone")
  func waived() async throws {
    let odd = ScriptedTransport.answer(
      200, #"{"id":"x"}"#, headers: ["Content-Type": "application/json"])
    let suite =
      Self.head + """
          - id: a
            steps:
              - {call: GET /things, without-checks: {body-schema: known}}
          - id: b
            without-checks: {body-schema: known}
            steps: [{call: GET /things}]
          - id: c
            steps: [{call: GET /things}]
        """
    let (results, _) = try await Self.run(suite, ScriptedTransport([odd]))
    #expect(results.map(\.verdict) == [.passed, .passed, .failed])
  }

  @Test("an interrupted case puts back what it changed, and sends nothing else")
  func interrupted() async throws {
    let transport = ScriptedTransport([RunnerTests.ok], holdsFirst: true)
    let (results, _) = try await Self.run(
      Self.head + """
          - id: a
            steps: [{call: GET /things}, {call: GET /things}]
            teardown: [{call: DELETE /things}]
          - id: b
            steps: [{call: GET /things}]
        """, transport, cancelAfter: 1)
    #expect(await transport.requests.map(\.method) == ["GET", "DELETE"])
    #expect(results.map(\.verdict) == [.inconclusive, .inconclusive])
    #expect(results.first?.reason?.code == "interrupted")
    #expect(results.first?.steps.map(\.role) == [.test, .teardown])
  }
}
