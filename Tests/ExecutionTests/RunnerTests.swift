import Checks
import Contracts
import Documents
import Evidence
import Suites
import Synchronization
import Testing
import Transport

@testable import Execution

@Suite("Runner")
struct RunnerTests {
  static let spec = """
    swagger: "2.0"
    info: {title: t, version: "1"}
    paths:
      /things:
        get:
          responses:
            "200": {description: ok, schema: {type: object, properties: {id: {type: integer}}}}
        delete:
          responses:
            "200": {description: ok}
    """

  static func contract() throws -> Contract {
    try ContractLoader.load(Array(spec.utf8), file: SourceFile(name: "spec.yaml")).contract
  }

  static func plan(_ contract: Contract, count: Int, method: String = "GET") throws -> Plan {
    let operation = try #require(
      contract.operation(Contract.Operation.ID(method: method, path: "/things")))
    return Plan(
      cases: PlanCases(
        (0..<count).map { number in
          Case(
            id: "case-\(number)", title: "case \(number)", group: "g", intent: .positive,
            steps: [
              Step(
                role: .test, operation: operation, request: RequestTemplate(credential: .absent),
                expectation: Expectation(.accepted, [200]))
            ])
        }))
  }

  static func facts(_ plan: Plan) -> RunFacts {
    RunFacts(
      toolVersion: "0", contract: "t", contractVersion: "1", specFiles: [], baseURL: "http://h",
      strictness: "standard", seed: 0, plannedCases: plan.cases.count, obligations: [],
      startedAt: 0)
  }

  /// Runs a plan and gives back the results and the summary.
  static func run(
    _ transport: ScriptedTransport, count: Int, jobs: Int, method: String = "GET",
    isSafe: Bool = false, cancelAt: Int? = nil
  ) async throws -> (results: [CaseResult], summary: RunSummary?) {
    let contract = try contract()
    let plan = try plan(contract, count: count, method: method)
    let runner = Runner(
      configuration: Runner.Configuration(baseURL: "http://h", jobs: jobs, isSafe: isSafe),
      judge: try Judge(contract: contract, strictness: .standard), transport: transport,
      credentials: .notNeeded, vault: SecretVault(), clock: StillTime.clock)
    let seen = Mutex<(results: [CaseResult], summary: RunSummary?)>(([], nil))
    let (enough, signal) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      await runner.run(plan, facts: facts(plan)) { event in
        seen.withLock { seen in
          switch event {
          case .started: break
          case .caseFinished(let result):
            seen.results.append(result)
            if seen.results.count == cancelAt { signal.yield() }
          case .finished(let summary): seen.summary = summary
          }
        }
      }
    }
    if cancelAt != nil {
      for await _ in enough { break }
      task.cancel()
    }
    await task.value
    return seen.withLock { $0 }
  }

  static let ok = ScriptedTransport.answer(
    200, #"{"id":1}"#, headers: ["Content-Type": "application/json"])

  @Test("results come in the plan's order whatever the number of jobs", arguments: [1, 2, 8, 64])
  func order(_ jobs: Int) async throws {
    let (results, summary) = try await Self.run(
      ScriptedTransport([Self.ok], delay: 0.001), count: 200, jobs: jobs)
    #expect(results.map(\.id) == (0..<200).map { "case-\($0)" })
    #expect(results.allSatisfy { $0.verdict == .passed })
    #expect(summary?.requests == 200)
    #expect(summary?.isInterrupted == false)
  }

  @Test("a target that is not there is given up, and every case says why")
  func breaker() async throws {
    let transport = ScriptedTransport([ScriptedTransport.refused])
    let (results, summary) = try await Self.run(transport, count: 100, jobs: 1)
    #expect(results.count == 100)
    #expect(results.allSatisfy { $0.verdict == .inconclusive })
    #expect(Set(results.compactMap(\.reason?.code)) == ["connection-refused"])
    #expect(await transport.requests.count == 15, "five requests of three attempts each")
    #expect(summary?.endedEarly?.code == "connection-refused")
  }

  @Test("requests that we can't send say nothing about the target")
  func ownMistakes() async throws {
    let mistake = Exchange.Attempt.Outcome.failure(
      TransportFailure(.invalidRequest, message: "bad header", remedy: "mend it"))
    let transport = ScriptedTransport(Array(repeating: mistake, count: 6) + [Self.ok])
    let (results, summary) = try await Self.run(transport, count: 20, jobs: 1)
    #expect(results.filter { $0.verdict == .passed }.count == 14)
    #expect(summary?.endedEarly == nil)
  }

  @Test("a target that is busy with everything is given up")
  func busy() async throws {
    let busy = ScriptedTransport.answer(503, headers: ["Retry-After": "3600"])
    let transport = ScriptedTransport([busy])
    let (results, summary) = try await Self.run(transport, count: 100, jobs: 1)
    #expect(results.allSatisfy { $0.verdict == .inconclusive })
    #expect(summary?.endedEarly?.code == "target-busy")
    #expect(await transport.requests.count == 10)
  }

  @Test("what changes something runs alone", arguments: [1, 16])
  func alone(_ jobs: Int) async throws {
    let transport = ScriptedTransport([Self.ok], delay: 0.005)
    _ = try await Self.run(transport, count: 30, jobs: jobs, method: "DELETE")
    #expect(await transport.mostAtOnce == 1)
  }

  @Test("what only reads runs side by side")
  func together() async throws {
    let transport = ScriptedTransport([Self.ok], delay: 0.02)
    _ = try await Self.run(transport, count: 30, jobs: 8)
    #expect(await transport.mostAtOnce > 1)
    #expect(await transport.mostAtOnce <= 8)
  }

  @Test("one unreachable moment is waited out")
  func flicker() async throws {
    let transport = ScriptedTransport([ScriptedTransport.refused, Self.ok])
    let (results, summary) = try await Self.run(transport, count: 20, jobs: 1)
    #expect(results.map(\.verdict).filter { $0 == .passed }.count == 20)
    #expect(results.first?.steps.first?.exchange.attempts.count == 2)
    #expect(summary?.endedEarly == nil)
  }

  @Test("in safe mode nothing that destroys is sent, even when it was planned")
  func safe() async throws {
    let transport = ScriptedTransport([Self.ok])
    let (results, _) = try await Self.run(
      transport, count: 3, jobs: 2, method: "DELETE", isSafe: true)
    #expect(await transport.requests.isEmpty)
    #expect(results.map(\.verdict) == [.inconclusive, .inconclusive, .inconclusive])
  }

  @Test("what an interrupted run did not reach is inconclusive, and all is told")
  func interrupted() async throws {
    let transport = ScriptedTransport([Self.ok], delay: 0.02)
    let (results, summary) = try await Self.run(
      transport, count: 500, jobs: 2, cancelAt: 10)
    #expect(results.count == 500)
    #expect(results.contains { $0.verdict == .passed })
    #expect(results.last?.reason?.code == "interrupted")
    #expect(summary?.isInterrupted == true)
    #expect(await transport.requests.count < 500)
  }
}
