import Contracts
package import Evidence

/// The status is documented, and `default` is not misused as an excuse for a success.
package struct StatusCodeCheck: Check {
  package static let id = "status-code"
  package static let summary =
    "The status code is documented; `default` covers refusals (4xx) and no success"
  package static let manual = CheckManual(
    demands: """
      Every answer has a status that the operation documents: by itself, by its range (`4XX`), or \
      by `default`. `default` documents refusals that nobody can foresee; a success or a redirection \
      that only `default` covers is one that the contract does not know. No definition is expected \
      to foresee every refusal, so one of a request that was invalid, asked for what is missing, \
      deleted or another's, or was made of values that nobody vouches for, is remarked upon.
      """,
    clauses: ["OpenAPI 3.0.4 §4.7.16", "Swagger 2.0 Responses Object"],
    grades: [
      CheckManual.Grade("the status is not documented at all", severities(.undocumented)),
      CheckManual.Grade(
        "a refusal (4xx) is not documented, and the request was not sure to be accepted",
        severities(.unforeseen)),
      CheckManual.Grade("only `default` covers a status below 400", severities(.onlyDefault)),
    ],
    example:
      "GET /things/{id}: the status code is not documented (expected one of 200, 404, got 418)",
    exceptions: [
      "A status that a suite's step asks for by itself.",
      "A server error (5xx), which is `server-error`'s.",
      "A redirection or refusal without a valid token, which is `auth-enforced`'s.",
      "Methods that the contract does not document, and HEAD and OPTIONS tried beside it.",
      "429 and 503, when all attempts got them: the target was busy and could not be judged.",
    ])

  package init() {}

  static func severities(_ defect: Answer.StatusDefect) -> Severities {
    switch defect {
    case .undocumented: .failure
    case .unforeseen: .unforeseen
    case .onlyDefault: .graded
    }
  }

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.expectation.isExactly(answer.response.status), let defect = answer.statusDefect
    else { return [] }
    switch defect {
    case .undocumented, .unforeseen:
      let codes = answer.operation.responses.map { "\($0.status)" }.joined(separator: ", ")
      return finding(
        answer, Self.severities(defect), "the status code is not documented",
        expected: "one of \(codes)", actual: answer.statusText, range: answer.operation.range)
    case .onlyDefault:
      return finding(
        answer, Self.severities(defect),
        "\(answer.response.status) is no refusal and only `default` would cover it",
        expected: answer.expectation.label, actual: answer.statusText)
    }
  }
}

extension Expectation {
  /// Whether a suite asked for this very status.
  func isExactly(_ status: Int) -> Bool { rule == .exactly && statuses.contains(status) }
}
