import Contracts
package import Evidence

/// No request makes the server fail.
package struct ServerErrorCheck: Check {
  package static let id = "server-error"
  package static let summary = "No request is answered with a server error (5xx)"
  package static let manual = CheckManual(
    demands: """
      Whatever is sent, right or wrong, the target answers it or refuses it. A 5xx says that the \
      target itself failed, and a request that brings that about is one to mend it by. 500 says that \
      nobody expected it, even where the contract documents the status; others that the contract \
      names are its own way to say no.
      """,
    clauses: ["RFC 9110 §15.6", "RFC 9110 §15.6.1"],
    grades: [
      CheckManual.Grade(
        "500 that the contract documents, or one that its `default` covers", .graded),
      CheckManual.Grade("another that the contract documents by name (501, 503 …)", .doubtful),
      CheckManual.Grade("a server error that nothing documents", .failure),
    ],
    example: "GET /things/{id}: the server failed (expected 400, as id was \"x\", got 500)",
    exceptions: [
      "A status that the step asks for by itself.",
      "501 for a method that the contract does not document, or for HEAD and OPTIONS.",
      "503 (and 429), when all attempts got them: the target was busy and could not be judged.",
    ])

  package init() {}

  static func severities(_ answer: Answer) -> Severities {
    if answer.documented == nil { return .failure }
    return answer.isStatusNamed && answer.response.status != 500 ? .doubtful : .graded
  }

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.isServerError else { return [] }
    return finding(
      answer, Self.severities(answer), "the server failed", expected: answer.expectation.explained,
      actual: answer.statusText, range: answer.rangeOfExpectation)
  }
}
