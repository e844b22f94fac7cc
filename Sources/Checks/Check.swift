import Contracts
import Documents
package import Evidence

/// One rule that every answer is judged by. Pure: the same answer, the same findings.
package protocol Check: Sendable {
  /// Stable and kebab-case.
  static var id: String { get }
  /// What it demands, in one sentence.
  static var summary: String { get }
  static var manual: CheckManual { get }

  init()
  func findings(in answer: Answer) -> [Finding]
}

extension Check {
  /// A finding of this check on an answer.
  func finding(
    _ answer: Answer, severity: Finding.Severity = .failure, _ message: String,
    pointer: JSONPointer? = nil, expected: String, actual: String, range: SourceRange? = nil,
    schema: JSONPointer? = nil, hint: String? = nil
  ) -> Finding {
    Finding(
      check: Self.id, severity: severity, operation: answer.operation.facts.label, message: message,
      pointer: pointer, expected: expected, actual: actual,
      range: range ?? answer.documented?.range ?? answer.operation.range, schema: schema,
      hint: hint)
  }

  /// The one finding of something that each strictness judges differently; none where the answer's
  /// strictness does not report it.
  func finding(
    _ answer: Answer, _ severities: Severities, _ message: String, pointer: JSONPointer? = nil,
    expected: String, actual: String, range: SourceRange? = nil, hint: String? = nil
  ) -> [Finding] {
    guard let severity = severities[answer.strictness] else { return [] }
    return [
      finding(
        answer, severity: severity, message, pointer: pointer, expected: expected, actual: actual,
        range: range, hint: hint)
    ]
  }
}

/// Every built-in check, in the order in which findings are shown.
package enum AllChecks {
  package static let all: [any Check.Type] = [
    StatusCodeCheck.self, ServerErrorCheck.self, PositiveRejectedCheck.self,
    NegativeAcceptedCheck.self, RequiredParameterCheck.self, MethodNotAllowedCheck.self,
    AuthEnforcedCheck.self, AuthChallengeCheck.self, ScopeEnforcedCheck.self,
    ForeignAccessCheck.self, ContentTypeCheck.self, ResponseHeadersCheck.self, WireJSONCheck.self,
    ErrorBodyCheck.self,
    ErrorLeakCheck.self, BodySchemaCheck.self, VacuousAnswerCheck.self,
    UndocumentedPropertyCheck.self, UseAfterDeleteCheck.self, AvailableAfterCreateCheck.self,
    ListedAfterCreateCheck.self,
    IdempotenceCheck.self, SafeMethodCheck.self, HeadOptionsCheck.self, TokenCachingCheck.self,
    LatencyCheck.self,
  ]

  /// Those of single answers and those of whole runs.
  package static let descriptions: [CheckDescription] =
    all.map { CheckDescription(id: $0.id, summary: $0.summary, manual: $0.manual) } + RunChecks.all
}
