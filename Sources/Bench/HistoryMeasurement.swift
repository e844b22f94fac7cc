import Evidence
import Glibc
import History
import Reports

/// A history of many nights, every hundredth case of which flickers or was broken for a while.
enum HistoryMeasurement {
  /// Operations that the cases are of.
  private static let operations = 100

  /// Records the nights; gives the seconds that took.
  static func record(path: String, nights: Int, cases: Int) throws -> Double {
    let store = try HistoryStore(path: path, exists: access(path, F_OK) == 0, mayCreate: true)
    let start = seconds()
    for night in 0..<nights {
      var recorder = HistoryRecorder(store, now: moment(night))
      var tally = RunTally()
      for event in events(night, cases) {
        tally.record(event)
        try recorder.record(event)
      }
      _ = try recorder.finish(tally, tally.outcome(under: RunPolicy()).verdict)
    }
    return seconds() - start
  }

  private static func moment(_ night: Int) -> Double { 1_735_689_600 + Double(night) * 86_400 }

  private static func events(_ night: Int, _ cases: Int) -> [RunEvent] {
    let facts = RunFacts(
      toolVersion: "bench", contract: "bench", contractVersion: "1", specFiles: [],
      baseURL: "http://127.0.0.1", strictness: "standard", seed: 0, plannedCases: cases,
      obligations: (0..<cases / 2).map {
        ObligationFact(
          id: "status:GET /things\($0 % operations)/{id}:\($0)", kind: .status,
          subject: "GET /things\($0 % operations)/{id}", detail: "200")
      }, startedAt: moment(night))
    return [.started(facts)] + (0..<cases).map { .caseFinished(result($0, night)) }
      + [.finished(RunSummary(duration: 60, requests: cases))]
  }

  private static func result(_ number: Int, _ night: Int) -> CaseResult {
    let operation = "GET /things\(number % operations)/{id}"
    // Every hundredth case flickers, every hundred and first is broken for ten nights in a hundred.
    let isFlaky = number % 100 == 0 && (night * 7 + number) % 30 == 0
    let isFailed = number % 101 == 1 && (night + number) % 100 < 10
    let attempt = Exchange.Attempt(
      outcome: .response(HTTPResponse(status: 200)),
      timing: Exchange.Timing(total: 0.02 + Double((number * 31 + night * 17) % 40) / 4_000))
    let finding = Finding(
      check: "body-schema", operation: operation, message: "the value has the wrong type",
      expected: "integer", actual: "string")
    return CaseResult(
      id: "derived:\(operation):valid:\(number)", title: "answers 200 to valid request \(number)",
      group: operation, intent: "positive", verdict: isFailed ? .failed : .passed,
      steps: [
        StepResult(
          role: .test, operation: operation, expectation: "200",
          exchange: Exchange(
            request: HTTPRequest(method: "GET", url: "http://127.0.0.1/things"),
            attempts: Array(repeating: attempt, count: isFlaky ? 2 : 1)),
          findings: isFailed ? [finding] : [])
      ],
      obligations: [
        ObligationOutcome(
          id: "status:\(operation):\(number)", state: isFailed ? .failed : .discharged)
      ], duration: attempt.timing.total)
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
