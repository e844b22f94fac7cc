import Contracts
package import Evidence

/// The body's media type is one that the contract documents.
package struct ContentTypeCheck: Check {
  package static let id = "content-type"
  package static let summary = "An answer with a body names a documented media type"
  package static let manual = CheckManual(
    demands: """
      An answer that has a body says in Content-Type what it is, and that is a media type which the \
      contract documents for the status. Parameters such as charset do not matter, and one JSON \
      type stands for another (`application/hal+json`).
      """,
    clauses: ["RFC 9110 §8.3", "OpenAPI 3.0.4 §4.7.17"],
    grades: [CheckManual.Grade("the Content-Type is missing or not documented", .graded)],
    example:
      "GET /things: the Content-Type is not documented (expected application/json, got text/html)",
    exceptions: [
      "Answers without a body, among them 204, 304 and those to HEAD.",
      "Statuses for which the contract documents no schema.",
      "Error answers that are no JSON, which are `error-body`'s.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.hasDocumentedMediaType, !answer.response.body.isEmpty else { return [] }
    let documented = (answer.documented?.content ?? []).filter { $0.schema != nil }
    guard !documented.isEmpty, !isErrorBodysMatter(answer), !answer.isBesideContract else {
      return []
    }
    let names = documented.map(\.name)
    let assumed = documented.contains(where: \.isAssumed)
    let actual = answer.response.headers["Content-Type"]
    return finding(
      answer, .graded,
      actual == nil ? "the Content-Type is missing" : "the Content-Type is not documented",
      expected: names.joined(separator: " or "), actual: actual ?? "no Content-Type",
      hint: assumed ? "the definition names no media type, JSON is assumed" : nil)
  }

  /// An error answer that is no JSON is one cause, and the error body check names it.
  private func isErrorBodysMatter(_ answer: Answer) -> Bool {
    answer.isErrorAnswer && answer.document == nil && answer.judges.contains(ErrorBodyCheck.id)
  }
}
