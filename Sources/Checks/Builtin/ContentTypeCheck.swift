import Contracts
package import Evidence

/// The body's media type is one that the contract documents.
package struct ContentTypeCheck: Check {
  package static let id = "content-type"
  package static let summary = "An answer with a body names a documented media type"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let documented = (answer.documented?.content ?? []).filter { $0.schema != nil }
    guard !documented.isEmpty, !answer.response.body.isEmpty, !isErrorBodysMatter(answer),
      let severity = answer.strictness.severity(
        lenient: .warning, standard: .failure, strict: .failure)
    else { return [] }
    guard !answer.hasDocumentedMediaType else { return [] }
    let names = documented.map(\.name)
    let assumed = documented.contains(where: \.isAssumed)
    let actual = answer.response.headers["Content-Type"]
    return [
      finding(
        answer, severity: severity,
        actual == nil ? "the Content-Type is missing" : "the Content-Type is not documented",
        expected: names.joined(separator: " or "), actual: actual ?? "no Content-Type",
        hint: assumed ? "the definition names no media type, JSON is assumed" : nil)
    ]
  }

  /// An error answer that is no JSON is one cause, and the error body check names it.
  private func isErrorBodysMatter(_ answer: Answer) -> Bool {
    answer.isErrorAnswer && answer.document == nil
  }
}
