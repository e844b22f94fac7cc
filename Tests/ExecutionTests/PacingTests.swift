import Checks
import Contracts
import Documents
import Evidence
import Suites
import Synchronization
import Testing
import Transport

@testable import Execution

@Suite("Pacing and order")
struct PacingTests {
  @Test("a rate is exact in the mean, however many ask at once", arguments: [0.5, 3, 1000])
  func rate(_ rate: Double) {
    var bucket = TokenBucket(rate: rate)
    let pauses = (0..<1000).map { _ in bucket.take(at: 0) }
    #expect(pauses.first == 0)
    #expect(abs((pauses.last ?? 0) - 999 / rate) < 1e-6)
  }

  @Test("time without requests is not made up for")
  func idle() {
    var bucket = TokenBucket(rate: 2)
    #expect(bucket.take(at: 0) == 0)
    #expect(bucket.take(at: 100) == 0)
    #expect(bucket.take(at: 100) == 0.5)
  }

  @Test("limits of operations and of the whole run hold together")
  func limits() async throws {
    let time = StillTime()
    let pacer = Pacer(
      RateLimits(all: 10, rules: [RateLimits.Rule(operations: Glob("GET /slow*"), rate: 1)]),
      clock: time.clock)
    let slow = Contract.Operation.ID(method: "GET", path: "/slow/a")
    let fast = Contract.Operation.ID(method: "GET", path: "/fast")
    for operation in [slow, fast, slow, fast] {
      try await pacer.wait(for: operation)
      try await pacer.wait()
    }
    let pauses = time.pauses.map { ($0 * 1000).rounded() / 1000 }
    #expect(pauses == [0.1, 0.9, 0.1])
  }

  @Test("a pause that the target asks for holds everybody")
  func held() async throws {
    let time = StillTime()
    let pacer = Pacer(RateLimits(), clock: time.clock)
    pacer.hold(3)
    try await pacer.wait()
    try await pacer.wait()
    #expect(time.pauses == [3])
  }

  @Test("a case that does not end lets no more than a window of others pass by")
  func backpressure() async throws {
    let seen = Atomic(0)
    let sequence = EventSequence(
      vault: SecretVault(), window: 10, probe: BaseURLProbe(Plan(cases: PlanCases([])))
    ) { _ in
      seen.add(1, ordering: .relaxed)
    }
    func result(_ place: Int) -> CaseResult {
      CaseResult(
        id: "\(place)", title: "", group: "", intent: "positive", verdict: .passed)
    }
    sequence.open(0..<100)
    #expect(await sequence.place() == 0)
    for expected in 1..<10 {
      let place = try #require(await sequence.place())
      #expect(place == expected)
      sequence.deliver(result(place), at: place)
    }
    #expect(seen.load(ordering: .relaxed) == 0, "all wait for the first")
    let waiter = Task { await sequence.place() }
    for _ in 0..<100 { await Task.yield() }
    sequence.deliver(result(0), at: 0)
    #expect(seen.load(ordering: .relaxed) == 10)
    #expect(await waiter.value == 10)
  }

  @Test("a deadline ends the run, tells what was not run, and is no interruption")
  func deadline() async throws {
    let contract = try RunnerTests.contract()
    let plan = try RunnerTests.plan(contract, count: 50)
    let transport = ScriptedTransport([RunnerTests.ok], delay: 0.05)
    let runner = Runner(
      configuration: Runner.Configuration(baseURL: "http://h", jobs: 2, deadline: 0.3),
      judge: try Judge(contract: contract, strictness: .standard), transport: transport,
      credentials: .notNeeded, vault: SecretVault(),
      clock: RunClock(now: { 0 }, date: { 0 }))
    let results = Mutex<[CaseResult]>([])
    let summary = Mutex<RunSummary?>(nil)
    await runner.run(plan, facts: RunnerTests.facts(plan)) { event in
      switch event {
      case .started: break
      case .caseFinished(let result): results.withLock { $0.append(result) }
      case .finished(let last): summary.withLock { $0 = last }
      }
    }
    #expect(results.withLock { $0.map(\.id) } == plan.cases.map(\.id))
    #expect(results.withLock { $0.last?.reason?.code } == "deadline")
    #expect(results.withLock { $0.contains { $0.verdict == .passed } })
    #expect(summary.withLock { $0?.endedEarly?.code } == "deadline")
    #expect(summary.withLock { $0?.isInterrupted } == false)
  }

  @Test("a target that takes requests and answers none is given up")
  func silent() async throws {
    let silence = Exchange.Attempt.Outcome.failure(
      TransportFailure(.answerTimeout, message: "no answer in 30 s", remedy: "wait"))
    let transport = ScriptedTransport([silence])
    let (results, summary) = try await RunnerTests.run(transport, count: 40, jobs: 1)
    #expect(await transport.requests.count == 10)
    #expect(summary?.endedEarly?.code == "target-silent")
    #expect(results.last?.reason?.code == "target-silent")
  }
}
