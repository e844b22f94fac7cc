import Documents
package import Evidence

/// PUT and DELETE may be sent twice.
package struct IdempotenceCheck: Check {
  package static let id = "idempotence"
  package static let summary = "The same PUT or DELETE again does as well as the first"
  package static let manual = CheckManual(
    demands: """
      PUT and DELETE mean the same sent once or several times, so that a client whose connection \
      broke may send them again. The second PUT succeeds like the first and creates nothing anew; \
      the second DELETE succeeds, or finds nothing any more.
      """,
    clauses: ["RFC 9110 §9.2.2", "RFC 9110 §9.3.4", "RFC 9110 §9.3.5"],
    grades: [
      CheckManual.Grade("the second request is refused where the first succeeded", .doubtful),
      CheckManual.Grade("the second PUT creates again (201)", .doubtful),
    ],
    example:
      "PUT /things/{id}: the same request again was refused (expected a success like the first, 200, got 409)",
    exceptions: ["Cases whose first request did not succeed."])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard let earlier = answer.earlier, earlier.relation == .repeated,
      let first = earlier.exchange.response, (200...299).contains(first.status),
      !answer.isServerError
    else { return [] }
    let status = answer.response.status
    let isDelete = answer.request.method == "DELETE"
    if isDelete, [404, 410].contains(status) { return [] }
    if answer.isSuccess {
      guard !isDelete, status == 201, first.status == 201 else { return [] }
      return finding(
        answer, .doubtful, "the same PUT again created something again", pointer: JSONPointer(),
        expected: "200 or 204, as the first PUT created it", actual: answer.statusText)
    }
    return finding(
      answer, .doubtful, "the same request again was refused", pointer: JSONPointer(),
      expected: isDelete
        ? "a success, or 404 or 410, as the first got \(first.status)"
        : "a success like the first, \(first.status)",
      actual: answer.statusText)
  }
}
