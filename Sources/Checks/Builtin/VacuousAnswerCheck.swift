import Contracts
import Documents
package import Evidence

/// An object answer says something that is documented.
package struct VacuousAnswerCheck: Check {
  package static let id = "vacuous-answer"
  package static let summary =
    "An object with documented properties has at least one of them: `{}` and a renamed wrapper are"
    + " no answers"
  package static let manual = CheckManual(
    demands: """
      An object whose schema declares properties has at least one of them. Where nothing is \
      required, `{}` keeps to every schema, and so does an object whose only member is a wrapper of \
      another name: neither says anything that is documented.
      """,
    grades: [CheckManual.Grade("the answer has none of the documented properties", .graded)],
    example: "GET /things/{id}: the answer has none of the documented properties (got {})",
    exceptions: [
      "Answers that break their schema anyway.", "Error answers, which are `error-body`'s.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.isErrorAnswer, answer.walk.isVacuous, answer.violations.isEmpty,
      let root = answer.document?.root
    else { return [] }
    return finding(
      answer, .graded, "the answer has none of the documented properties",
      pointer: JSONPointer(), expected: "some of \(answer.walk.declared.joined(separator: ", "))",
      actual: Excerpt.text(root.jsonText), range: answer.representation?.schema?.range)
  }
}
