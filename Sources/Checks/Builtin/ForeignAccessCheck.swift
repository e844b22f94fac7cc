import Documents
package import Evidence

/// What belongs to one user is not given to another.
package struct ForeignAccessCheck: Check {
  package static let id = "foreign-access"
  package static let summary = "Another user's credential does not open what is not theirs"
  package static let manual = CheckManual(
    demands: """
      A credential that is valid, but of somebody else, gets 403, or 404 where the target hides what \
      exists. Being known is not being allowed: each object's owner has to be looked at.
      """,
    clauses: ["RFC 9110 §15.5.4", "OWASP API Security Top 10 2023, API1"],
    grades: [
      CheckManual.Grade("another user's credential is accepted", .failure),
      CheckManual.Grade("it is refused with another status than 403 or 404", .doubtful),
    ],
    example:
      "GET /things/{id}: another user's credential was accepted (expected 403 or 404, got 200)",
    exceptions: [
      "Runs without a second credential: such cases are not made.",
      "Operations for no thing of their own: a path parameter has a value in the fixtures that is not"
        + " under `shared`.",
      "An answer whose status already fails by `status-code` or `server-error`.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    guard expectation.rule == .foreign, !answer.isStatusFailed,
      !expectation.statuses.contains(answer.response.status)
    else { return [] }
    return finding(
      answer, answer.isSuccess ? .failure : .doubtful,
      answer.isSuccess
        ? "another user's credential was accepted"
        : "another user's credential was refused with another status than 403 or 404",
      pointer: JSONPointer(), expected: expectation.explained, actual: answer.statusText,
      range: answer.rangeOfExpectation,
      hint: "where both users may have it, name its parameter under `shared:` in the fixtures")
  }
}
