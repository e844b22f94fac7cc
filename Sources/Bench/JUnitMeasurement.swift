import Documents
import Evidence
import Glibc
import Reports

/// The JUnit report of many cases, every tenth of which failed.
enum JUnitMeasurement {
  struct Result {
    var cpuNanoseconds: Int
    var peakKilobytes: Int
  }

  static func run(cases count: Int, path: String) throws -> Result {
    let reporter = try AllReporters.make(format: "junit", path: path)
    let start = seconds()
    try reporter.handle(
      .started(
        RunFacts(
          toolVersion: "bench", contract: "bench", contractVersion: "1", specFiles: [],
          baseURL: "http://127.0.0.1", strictness: "standard", seed: 0, plannedCases: count,
          obligations: [], startedAt: 0)))
    var passed = result(.passed)
    var failed = result(.failed)
    for number in 0..<count {
      let title = "answers page \(number)"
      if number % 10 == 0 {
        failed.title = title
        failed.id = "bench:\(number)"
        try reporter.handle(.caseFinished(failed))
      } else {
        passed.title = title
        passed.id = "bench:\(number)"
        try reporter.handle(.caseFinished(passed))
      }
    }
    try reporter.handle(.finished(RunSummary(duration: 1, requests: count)))
    try reporter.close()
    let spent = seconds() - start
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Result(cpuNanoseconds: Int(spent * 1e9), peakKilobytes: Int(usage.ru_maxrss))
  }

  private static func result(_ verdict: Verdict) -> CaseResult {
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://127.0.0.1/items?page=1"),
      attempts: [
        Exchange.Attempt(
          outcome: .response(
            HTTPResponse(
              status: 200, reason: "OK", headers: HTTPHeaders(["Content-Type": "application/json"]),
              body: Array(#"{"id":"1","name":"page","items":[]}"#.utf8))),
          timing: Exchange.Timing(total: 0.004))
      ])
    let finding = Finding(
      check: "body-schema", operation: "GET /items", message: "the value has the wrong type",
      pointer: JSONPointer(["id"]), expected: "integer", actual: #"string "1""#)
    return CaseResult(
      id: "", title: "", group: "GET /items", intent: "positive", verdict: verdict,
      steps: [
        StepResult(
          role: .test, operation: "GET /items", expectation: "200", exchange: exchange,
          findings: verdict == .failed ? [finding] : [])
      ], duration: 0.004)
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
