import Contracts
import Documents
package import Evidence

/// One rule that every answer is judged by. Pure: the same answer, the same findings.
package protocol Check: Sendable {
  /// Stable and kebab-case.
  static var id: String { get }
  /// What it demands, in one sentence.
  static var summary: String { get }

  init()
  func findings(in answer: Answer) -> [Finding]
}

extension Check {
  /// A finding of this check on an answer.
  func finding(
    _ answer: Answer, severity: Finding.Severity = .failure, _ message: String,
    pointer: JSONPointer? = nil, expected: String, actual: String, range: SourceRange? = nil,
    hint: String? = nil
  ) -> Finding {
    Finding(
      check: Self.id, severity: severity, operation: "\(answer.operation.id)", message: message,
      pointer: pointer, expected: expected, actual: actual,
      range: range ?? answer.documented?.range ?? answer.operation.range, hint: hint)
  }
}

/// Every built-in check, in the order in which findings are shown.
package enum AllChecks {
  package static let all: [any Check.Type] = [
    StatusCodeCheck.self, PositiveRejectedCheck.self, NegativeAcceptedCheck.self,
    AuthEnforcedCheck.self, ContentTypeCheck.self, WireJSONCheck.self, ErrorBodyCheck.self,
    BodySchemaCheck.self, VacuousAnswerCheck.self, UndocumentedPropertyCheck.self,
  ]
}
