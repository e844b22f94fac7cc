import Documents
import Evidence
import Glibc
import Reports

/// The JUnit report of many cases, every tenth of which failed.
enum JUnitMeasurement {
  struct Result {
    /// CPU time of the reporter alone, from the first event to the file in its place.
    var writing: Int
    /// The same together with making up the results of the cases and letting them go.
    var everything: Int
    var peakKilobytes: Int
  }

  /// Results that are there before the reporter gets the first of them. A run hands over one at a time,
  /// while it is still in the processor's cache.
  private static let batch = 100

  static func run(cases count: Int, path: String) throws -> Result {
    let start = nanoseconds()
    var writing = 0
    func timed(_ work: () throws -> Void) rethrows {
      let start = nanoseconds()
      try work()
      writing += nanoseconds() - start
    }
    let reporter = try AllReporters.make(format: "junit", path: path)
    let facts = RunFacts(
      toolVersion: "bench", contract: "bench", contractVersion: "1", specFiles: [],
      baseURL: "http://127.0.0.1", strictness: "standard", seed: 0, plannedCases: count,
      obligations: [], startedAt: 0)
    try timed { try reporter.handle(.started(facts)) }
    let passed = [step(0, .passed)]
    var events: [RunEvent] = []
    for first in stride(from: 0, to: count, by: batch) {
      events.removeAll(keepingCapacity: true)
      for number in first..<min(first + batch, count) {
        events.append(.caseFinished(result(number, passed)))
      }
      try timed { for event in events { try reporter.handle(event) } }
    }
    events = []
    try timed {
      try reporter.handle(.finished(RunSummary(duration: 1, requests: count)))
      try reporter.close()
    }
    let everything = nanoseconds() - start
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Result(writing: writing, everything: everything, peakKilobytes: Int(usage.ru_maxrss))
  }

  /// Cases that passed share their steps, of which the report shows nothing.
  private static func result(_ number: Int, _ passed: [StepResult]) -> CaseResult {
    let verdict: Verdict = number % 10 == 0 ? .failed : .passed
    return CaseResult(
      id: "bench:\(number)", title: "answers page \(number)", group: "GET /items",
      intent: "positive", verdict: verdict,
      steps: verdict == .passed ? passed : [step(number, verdict)], duration: 0.004)
  }

  private static func step(_ number: Int, _ verdict: Verdict) -> StepResult {
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://127.0.0.1/items?page=\(number)"),
      attempts: [
        Exchange.Attempt(
          outcome: .response(
            HTTPResponse(
              status: 200, reason: "OK", headers: HTTPHeaders(["Content-Type": "application/json"]),
              body: Array(#"{"id":"\#(number)","name":"page","items":[]}"#.utf8))),
          timing: Exchange.Timing(total: 0.004))
      ])
    let finding = Finding(
      check: "body-schema", operation: "GET /items", message: "the value has the wrong type",
      pointer: JSONPointer(["id"]), expected: "integer", actual: "string \"\(number)\"")
    return StepResult(
      role: .test, operation: "GET /items", expectation: "200", exchange: exchange,
      findings: verdict == .failed ? [finding] : [])
  }

  private static func nanoseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
