import Contracts
import Documents
package import Evidence

/// Nothing is answered that the contract does not mention.
package struct UndocumentedPropertyCheck: Check {
  package static let id = "undocumented-property"
  package static let summary = "A success answer has no property that the contract lacks"
  package static let manual = CheckManual(
    demands: """
      Nothing is answered that the contract does not mention. By JSON Schema alone more properties \
      are allowed; but what is not documented is often a property that is misspelt, renamed, or \
      meant for other eyes.
      """,
    clauses: ["JSON Schema 2020-12 Core §10.3.2 allows what this check remarks upon"],
    grades: [
      CheckManual.Grade("a success answer has a property that is not declared", .strictOnly)
    ],
    example:
      "GET /things/{id} at /nme: the property is not in the contract; it spells it `name`",
    exceptions: [
      "Objects whose schema describes further properties, or has alternatives (oneOf, anyOf).",
      "Objects whose schema declares no properties at all.",
      "`additionalProperties: false`, which is `body-schema`'s.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.isErrorAnswer, !answer.walk.isVacuous,
      let severity = Severities.strictOnly[answer.strictness]
    else { return [] }
    return answer.walk.undeclared.map { extra in
      let near = Suggestion.nearest(to: extra.name, among: extra.declared)
      return finding(
        answer, severity: severity, "the property is not in the contract", pointer: extra.pointer,
        expected: "only \(extra.declared.joined(separator: ", "))", actual: "`\(extra.name)`",
        range: extra.range,
        hint: near.map { "the contract spells it `\($0)`" } ?? more(than: answer.walk))
    }
  }

  /// What the list leaves out.
  private func more(than walk: SchemaWalk) -> String? {
    let rest = walk.undeclaredCount - walk.undeclared.count
    return rest > 0 ? "the answer has \(rest) more that are not in the contract" : nil
  }
}
