import Documents
package import Evidence

/// What was deleted is gone.
package struct UseAfterDeleteCheck: Check {
  package static let id = "use-after-delete"
  package static let summary = "What an earlier step deleted is not found any more (404 or 410)"
  package static let manual = CheckManual(
    demands: """
      After a DELETE that succeeded, a request for the same thing gets 404 or 410. An answer from \
      beyond is a cache, a replica that lags, or something that was never deleted.
      """,
    clauses: ["RFC 9110 §9.3.5", "RFC 9110 §15.5.5", "RFC 9110 §15.5.11"],
    grades: [CheckManual.Grade("something that was deleted is still answered", .doubtful)],
    example: "GET /things/{id}: still answered after it was deleted (expected 404 or 410, got 200)",
    exceptions: [
      "Other refusals (401, 403, 409 …), which do not show the thing either.",
      "Cases whose DELETE did not succeed.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.expectation.rule == .deleted, answer.isSuccess, !answer.isStatusFailed else {
      return []
    }
    return finding(
      answer, .doubtful, "still answered after it was deleted", pointer: JSONPointer(),
      expected: answer.expectation.explained, actual: answer.statusText,
      range: answer.rangeOfExpectation,
      hint: "deletion may take effect later, or only mark the thing; say so in the contract")
  }
}
