import Contracts
import Documents
package import Evidence
import Schemas

/// The body is what its schema says.
package struct BodySchemaCheck: Check {
  package static let id = "body-schema"
  package static let summary = "The body has the types and members that the contract documents"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard !answer.isErrorAnswer, let schema = answer.representation?.schema else { return [] }
    if case .empty = answer.content {
      guard answer.request.method != "HEAD", ![204, 304].contains(answer.response.status) else {
        return []
      }
      return [
        finding(
          answer, "the body is empty", pointer: JSONPointer(), expected: schema.label,
          actual: "no body", range: schema.range)
      ]
    }
    return answer.violations.map { SchemaFinding.make(Self.id, $0, answer) }
  }
}

/// Findings from violations, for the checks that judge by a schema.
enum SchemaFinding {
  static func make(_ check: String, _ violation: Violation, _ answer: Answer) -> Finding {
    Finding(
      check: check, severity: violation.kind == .violated ? .failure : .warning,
      operation: "\(answer.operation.id)", message: violation.message,
      pointer: violation.instance, expected: violation.expected, actual: violation.actual,
      range: violation.schemaRange ?? answer.documented?.range ?? answer.operation.range)
  }
}
