import Documents
package import Evidence

/// A token opens what it was given for and nothing else.
package struct ScopeEnforcedCheck: Check {
  package static let id = "scope-enforced"
  package static let summary = "A token without the scope of an operation is refused with 403"
  package static let manual = CheckManual(
    demands: """
      A token that is valid, but was given for other scopes than the operation asks for, gets 403. A \
      target that looks at the token alone lets everybody do everything.
      """,
    clauses: ["RFC 6750 §3.1", "OWASP API Security Top 10 2023, API5"],
    grades: [
      CheckManual.Grade("a token of another scope is accepted", .failure),
      CheckManual.Grade(
        "it is refused with another status than 403",
        Severities(lenient: .warning, standard: .warning, strict: .warning)),
    ],
    example:
      "GET /things: a token of another scope was accepted (expected 403, as the token's scope was"
      + " profile, got 200)",
    exceptions: [
      "Operations whose security names no scopes.",
      "Runs without such a token: such cases are not made.",
      "An answer whose status already fails by `status-code` or `server-error`.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    guard expectation.rule == .forbidden, !answer.isStatusFailed,
      !expectation.statuses.contains(answer.response.status)
    else { return [] }
    return [
      finding(
        answer, severity: answer.isRefusal ? .warning : .failure,
        answer.isRefusal
          ? "a token of another scope was refused with another status than 403"
          : "a token of another scope was accepted",
        pointer: JSONPointer(), expected: expectation.explained, actual: answer.statusText,
        range: answer.rangeOfExpectation)
    ]
  }
}
