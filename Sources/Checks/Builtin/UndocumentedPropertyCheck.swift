import Contracts
import Documents
package import Evidence

/// Nothing is answered that the contract does not mention.
package struct UndocumentedPropertyCheck: Check {
  package static let id = "undocumented-property"
  package static let summary = "A success answer has no property that the contract lacks"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.isErrorAnswer, !answer.walk.isVacuous,
      let severity = answer.strictness.severity(
        lenient: nil, standard: .warning, strict: .failure)
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
