import Evidence
import FoundationEssentials
import History
import Reports

/// Runs as a nightly check makes them.
struct Night {
  /// By case: `p` passed, `f` failed, `~` passed when sent again, `i` not judged, `k` known to fail.
  var marks: [String: Character]
  var day = 0
  var target = "http://h"
  /// Seconds of an answer.
  var latency = 0.1

  static func result(_ id: String, _ mark: Character, latency: Double) -> CaseResult {
    let operation = "GET /\(id)"
    var finding = Finding(
      check: "body-schema", operation: operation, message: "`\(id)` is wrong", expected: "a number",
      actual: "a string")
    if mark == "k" {
      finding.known = KnownFailure(fingerprint: "f", reason: "r", owner: "o", expires: "2099-01-01")
    }
    let attempt = Exchange.Attempt(
      outcome: .response(HTTPResponse(status: 200)), timing: Exchange.Timing(total: latency))
    let verdict: Verdict =
      switch mark {
      case "f", "k": .failed
      case "i": .inconclusive
      default: .passed
      }
    return CaseResult(
      id: id, title: "answers", group: operation, intent: "positive", verdict: verdict,
      steps: [
        StepResult(
          role: .test, operation: operation, expectation: "200",
          exchange: Exchange(
            request: HTTPRequest(method: "GET", url: "http://h/\(id)"),
            attempts: Array(repeating: attempt, count: mark == "~" ? 2 : 1)),
          findings: verdict == .failed ? [finding] : [])
      ],
      reason: verdict == .inconclusive ? Reason(code: "c", message: "m") : nil,
      obligations: [
        ObligationOutcome(id: "status/\(id)", state: verdict == .passed ? .discharged : .notReached)
      ], duration: latency)
  }

  var events: [RunEvent] {
    let facts = RunFacts(
      toolVersion: "1", contract: "things", contractVersion: "1", specFiles: [], baseURL: target,
      strictness: "standard", seed: .max, plannedCases: marks.count,
      obligations: marks.keys.sorted().map {
        ObligationFact(id: "status/\($0)", kind: .status, subject: "GET /\($0)", detail: "200")
      }, startedAt: 1_700_000_000 + Double(day) * 86_400, contractDigest: "d")
    return [.started(facts)]
      + marks.sorted { $0.key < $1.key }.map {
        .caseFinished(Self.result($0.key, $0.value, latency: latency))
      } + [.finished(RunSummary(duration: 1, requests: marks.count))]
  }

  /// - Parameter now: when it is written, in seconds since 1970; nil: when it ran.
  @discardableResult
  func record(in store: HistoryStore, now: Double? = nil) throws -> HistoryRun? {
    var recorder = HistoryRecorder(store, now: now ?? 1_700_000_000 + Double(day) * 86_400)
    var tally = RunTally()
    for event in events {
      tally.record(event)
      try recorder.record(event)
    }
    return try recorder.finish(tally, tally.outcome(under: RunPolicy()).verdict)
  }
}

/// A file of its own for a history, gone at the end.
final class HistoryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/muster-history-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var file: String { path + "/h.db" }

  func store() throws -> HistoryStore {
    try HistoryStore(
      path: file, exists: FileManager.default.fileExists(atPath: file), mayCreate: true)
  }
}
