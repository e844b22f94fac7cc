import Documents
package import Evidence

/// What was created is there.
package struct AvailableAfterCreateCheck: Check {
  package static let id = "available-after-create"
  package static let summary = "What an earlier step created can be asked for"
  package static let manual = CheckManual(
    demands: """
      After a request that created something, a request for it succeeds. 201 says that the thing \
      exists before the answer is sent.
      """,
    clauses: ["RFC 9110 §15.3.2", "RFC 9110 §9.3.3"],
    grades: [CheckManual.Grade("something that was created is refused", .doubtful)],
    example: "GET /things/{id}: not there after it was created (expected 200, got 404)",
    exceptions: [
      "An answer whose status already fails by `status-code` or `server-error`.",
      "202 Accepted, after which nothing is promised yet: such cases are not made.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.expectation.rule == .created, answer.response.status >= 400,
      !answer.isStatusFailed
    else { return [] }
    return finding(
      answer, .doubtful, "not there after it was created", pointer: JSONPointer(),
      expected: answer.expectation.explained, actual: answer.statusText,
      range: answer.rangeOfExpectation)
  }
}
