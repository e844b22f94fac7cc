import Contracts
import Documents
package import Evidence

/// An object answer says something that is documented.
package struct VacuousAnswerCheck: Check {
  package static let id = "vacuous-answer"
  package static let summary =
    "An object with documented properties has at least one of them: `{}` and a renamed wrapper are"
    + " no answers"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.isErrorAnswer, answer.walk.isVacuous, answer.violations.isEmpty,
      let severity = answer.strictness.severity(
        lenient: .warning, standard: .failure, strict: .failure),
      let root = answer.document?.root
    else { return [] }
    return [
      finding(
        answer, severity: severity, "the answer has none of the documented properties",
        pointer: JSONPointer(), expected: "some of \(answer.walk.declared.joined(separator: ", "))",
        actual: Excerpt.text(root.jsonText), range: answer.representation?.schema?.range)
    ]
  }
}
