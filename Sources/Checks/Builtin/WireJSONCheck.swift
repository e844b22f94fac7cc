import Contracts
import Documents
package import Evidence

/// What is announced as JSON is JSON (RFC 8259), each member named once.
package struct WireJSONCheck: Check {
  package static let id = "wire-json"
  package static let summary =
    "A JSON body is well-formed UTF-8 JSON without duplicate names or trailing bytes"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    switch answer.content {
    case .malformed(let error):
      // Where the Content-Type already fails the case, that is the cause that is named.
      let isNamed = answer.strictness != .lenient && !answer.hasDocumentedMediaType
      guard !answer.isErrorAnswer, answer.promisesJSON, !isNamed else { return [] }
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
