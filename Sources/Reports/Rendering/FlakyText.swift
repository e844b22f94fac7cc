import Evidence

/// How a case is told of that passed only because a request was sent again.
enum FlakyText {
  /// Nil for a case that isn't flaky.
  static func reason(of result: CaseResult) -> Reason? {
    guard result.isFlaky else { return nil }
    return Reason(
      code: "flaky", message: "passed only when sent again, after \(causes(of: result))",
      remedy: result.quarantine.map { "in quarantine \($0.sentence)" })
  }

  /// The same in one line.
  static func line(of result: CaseResult) -> String? {
    reason(of: result).map { $0.message + ($0.remedy.map { "; \($0)" } ?? "") }
  }

  /// What came of the attempts before the last ones, for instance `status 503 at GET /things`.
  private static func causes(of result: CaseResult) -> String {
    var causes: [String] = []
    for step in result.steps {
      for attempt in step.exchange.attempts.dropLast() {
        let cause =
          switch attempt.outcome {
          case .response(let response): "status \(response.status) at \(step.operation)"
          case .failure(let failure): "\(failure.kind.rawValue) at \(step.operation)"
          }
        if !causes.contains(cause) { causes.append(cause) }
      }
    }
    let more = causes.count > limit ? " and \(causes.count - limit) more" : ""
    return causes.prefix(limit).joined(separator: ", ") + more
  }

  private static let limit = 3
}
