import Contracts
import Documents
package import Evidence

/// What is announced as JSON is JSON (RFC 8259), each member named once.
package struct WireJSONCheck: Check {
  package static let id = "wire-json"
  package static let summary =
    "A JSON body is well-formed UTF-8 JSON without duplicate names or trailing bytes"
  package static let manual = CheckManual(
    demands: """
      What the contract documents as JSON is JSON: well-formed, UTF-8, without NaN or trailing \
      bytes, and with each name once in its object. Parsers differ in which of two members of one \
      name they take.
      """,
    clauses: ["RFC 8259 §2", "RFC 8259 §4", "RFC 8259 §8.1", "RFC 7493 §2.3"],
    grades: [
      CheckManual.Grade("the body is no JSON", .failure),
      CheckManual.Grade("a member's name stands twice in one object", .failure),
    ],
    example:
      "GET /things/{id}: the body is not JSON (expected well-formed JSON, got line 1, column 2)",
    exceptions: [
      "Empty bodies, and bodies that are documented as something else.",
      "Answers whose Content-Type already fails them.", "Error answers, which are `error-body`'s.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    switch answer.content {
    case .malformed(let error):
      // Where the Content-Type already fails the case, that is the cause that is named.
      let isNamed =
        answer.strictness != .lenient && !answer.hasDocumentedMediaType
        && answer.judges.contains(ContentTypeCheck.id)
      guard !answer.isErrorAnswer, !answer.isBesideContract, answer.promisesJSON, !isNamed else {
        return []
      }
      return [
        finding(
          answer, "the body is not JSON: \(error.message)", expected: "well-formed JSON",
          actual: "line \(error.position.line), column \(error.position.column) of the body",
          hint: error.remedy)
      ]
    case .json(let document):
      return document.duplicateMembers.prefix(Answer.findingsLimit).map { duplicate in
        finding(
          answer, "the member `\(duplicate.name)` stands twice in one object",
          pointer: duplicate.object.appending(duplicate.name), expected: "each name once",
          actual: "at \(place(duplicate.first)) and again at \(place(duplicate.second))")
      }
    case .empty, .other: return []
    }
  }

  private func place(_ position: SourcePosition) -> String {
    "line \(position.line), column \(position.column)"
  }
}
