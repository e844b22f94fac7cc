import Contracts
package import Evidence

/// Answers come in time.
package struct LatencyCheck: Check {
  package static let id = "latency"
  package static let summary = "An answer takes no longer than the limit of its operation"
  package static let manual = CheckManual(
    demands: """
      An answer is whole before the limit of its operation is over. The limit is said by \
      `latency:` of an operation in the fixtures, else by `x-muster-latency` of the operation in \
      the definition or an overlay, else by --max-latency, else by `latency:` of the fixtures; \
      without any of them it is 10 seconds. It is written in seconds, or as `500ms`.
      """,
    grades: [
      CheckManual.Grade("an answer took longer than a limit that was set", .failure),
      CheckManual.Grade("an answer took longer than 10 seconds where no limit was set", .doubtful),
    ],
    example: "GET /things: the answer took too long (expected at most 0.5 s, got 1.72 s)",
    exceptions: [
      "Time that was spent on earlier attempts, or waiting for a retry.",
      "Requests without an answer: --timeout ends those.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let limit = answer.latencyLimit
    guard answer.seconds > limit.seconds else { return [] }
    return finding(
      answer, limit.isConfigured ? .failure : .doubtful, "the answer took too long",
      expected: "at most \(Self.text(limit.seconds))", actual: Self.text(answer.seconds),
      range: answer.operation.range)
  }

  /// `1.72 s`; thousandths where there is less than a hundredth.
  private static func text(_ seconds: Double) -> String {
    let thousandths = Int((min(max(seconds, 0), 1e6) * 1000).rounded())
    let rest = thousandths % 1000
    var digits = "\(1000 + rest)".dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(thousandths / 1000)\(digits.isEmpty ? "" : ".\(digits)") s"
  }
}
