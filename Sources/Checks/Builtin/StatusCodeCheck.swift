import Contracts
package import Evidence

/// The status is documented, and `default` is not misused as an excuse for a success or a crash.
package struct StatusCodeCheck: Check {
  package static let id = "status-code"
  package static let summary =
    "The status code is documented; `default` covers refusals (4xx), no success and no server error"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.expectation.isExactly(answer.response.status),
      let defect = answer.statusDefect
    else { return [] }
    let codes = answer.operation.responses.map { "\($0.status)" }.joined(separator: ", ")
    switch defect {
    case .undocumented:
      return [
        finding(
          answer, "the status code is not documented", expected: "one of \(codes)",
          actual: answer.statusText, range: answer.operation.range)
      ]
    case .onlyDefault:
      let severity = answer.strictness.severity(
        lenient: .warning, standard: .failure, strict: .failure)
      let kind = answer.response.status >= 500 ? "a server error" : "no refusal"
      return severity.map { severity in
        [
          finding(
            answer, severity: severity,
            "\(answer.response.status) is \(kind) and only `default` would cover it",
            expected: answer.expectation.label, actual: answer.statusText)
        ]
      } ?? []
    }
  }
}

extension Expectation {
  /// Whether a suite asked for this very status.
  func isExactly(_ status: Int) -> Bool { rule == .exactly && statuses.contains(status) }
}
