import Checks
import Contracts
import Documents
import Evidence
import Execution
import Foundation
import Glibc
import Reports
import Suites
import Transport

/// A whole judged run against a server that answers from memory: the plan, the requests, the checks,
/// the ledger, the JUnit report and the console's.
enum RunMeasurement {
  struct Result {
    var cases: Int
    var cpuNanoseconds: Int
    /// The most memory that the process ever had.
    var peakKilobytes: Int
  }

  /// What the server's answer is documented as; every case asks for another page of it.
  static let spec = """
    openapi: 3.0.4
    info: {title: bench, version: "1"}
    paths:
      /items:
        get:
          parameters:
            - {name: page, in: query, required: true, schema: {type: integer}}
          responses:
            "200":
              description: ok
              content:
                application/json:
                  schema: {$ref: "#/components/schemas/Page"}
    components:
      schemas:
        Page:
          type: object
          required: [id, items]
          properties:
            id: {type: integer}
            name: {type: string, minLength: 1}
            items: {type: array, items: {$ref: "#/components/schemas/Item"}}
        Item:
          type: object
          required: [id, name, price]
          properties:
            id: {type: integer, minimum: 1}
            name: {type: string, maxLength: 100}
            price: {type: number}
            createdAt: {type: string, format: date-time}
            tags: {type: array, items: {type: string}}
    """

  /// - Parameter url: the base URL, below which `/items` answers with a page.
  static func run(url: String, connections: Int, cases count: Int) throws -> Result {
    let loaded = try ContractLoader.load(Array(spec.utf8), file: SourceFile(name: "bench.yaml"))
    let contract = loaded.contract
    guard let operation = contract.operations.first else { throw Problem("no operation") }
    var cases = PlanCases()
    cases.append(count: count, effect: .read) { number in
      Case(
        id: "bench:\(number)", title: "answers page \(number)", group: "GET /items",
        intent: .positive,
        steps: [
          Step(
            role: .test, operation: operation,
            request: RequestTemplate(
              query: [.init(name: "page", value: .integer(number))], credential: .absent),
            expectation: Expectation(.accepted, [200]))
        ],
        obligations: [Contract.ObligationID.status(operation.id, 200)])
    }
    let transport = try CurlTransport(TransportConfiguration(maxConnections: connections))
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let report = try AllReporters.make(
      format: "junit", path: folder.appending(path: "junit.xml").path(), policy: RunPolicy())
    let console = ConsoleReporter(style: ConsoleStyle()) { _ in }
    let runner = Runner(
      configuration: Runner.Configuration(
        baseURL: url, jobs: connections, executor: transport.preferredExecutor),
      judge: try Judge(contract: contract, schemas: loaded.schemas, strictness: .standard),
      transport: transport, credentials: .notNeeded, vault: SecretVault(["a-secret-of-the-run"]),
      clock: RunClock(now: { seconds(CLOCK_MONOTONIC) }, date: { seconds(CLOCK_REALTIME) }))
    let facts = RunFacts(
      toolVersion: "bench", contract: contract.title, contractVersion: contract.version,
      specFiles: [], baseURL: url, strictness: "standard", seed: 0, plannedCases: count,
      obligations: contract.obligations.map {
        ObligationFact(
          id: $0.id, kind: $0.kind == .status ? .status : .property, subject: $0.subject,
          detail: $0.detail)
      }, startedAt: seconds(CLOCK_REALTIME))
    let tally = Locked(RunTally())
    let done = DispatchSemaphore(value: 0)
    let problem = Locked<String?>(nil)
    let start = seconds(CLOCK_PROCESS_CPUTIME_ID)
    Task.detached {
      await runner.run(Plan(cases: cases), facts: facts) { event in
        tally.withLock { $0.record(event) }
        do {
          try report.handle(event)
          try console.handle(event)
        } catch {
          problem.withLock { $0 = "\(error)" }
        }
      }
      done.signal()
    }
    done.wait()
    try report.close()
    try console.close()
    let spent = seconds(CLOCK_PROCESS_CPUTIME_ID) - start
    transport.shutdown()
    if let problem = problem.withLock({ $0 }) { throw Problem(problem) }
    let counts = tally.withLock { $0.counts }
    guard counts.passed == count else {
      throw Problem("\(counts.passed) of \(count) cases passed, \(counts.failed) failed")
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Result(
      cases: count, cpuNanoseconds: Int(spent * 1e9), peakKilobytes: Int(usage.ru_maxrss))
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
