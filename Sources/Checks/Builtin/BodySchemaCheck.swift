import Contracts
import Documents
package import Evidence
import Schemas

/// The body is what its schema says.
package struct BodySchemaCheck: Check {
  package static let id = "body-schema"
  package static let summary = "The body has the types and members that the contract documents"
  package static let manual = CheckManual(
    demands: """
      The body keeps to the schema that the contract documents for the status and media type, as \
      the definition's dialect of JSON Schema reads it: types, required members, enumerations, \
      formats, ranges, patterns. Formats are checked. A body that is documented is there.
      """,
    clauses: ["OpenAPI 3.0.4 §4.7.24", "OpenAPI 3.1.1 §4.8.24", "Swagger 2.0 Schema Object"],
    grades: [
      CheckManual.Grade("the body breaks its schema, or is missing", .failure),
      CheckManual.Grade(
        "a schema took more effort to evaluate than is allowed",
        Severities(lenient: .warning, standard: .warning, strict: .warning)),
    ],
    example: "GET /things/{id} at /id: expected integer, got string \"1\"",
    exceptions: [
      "Answers to HEAD, 204 and 304, which have no body.",
      "Error answers, which are `error-body`'s.",
      "A success that only `default` would cover: its status is what is wrong (`status-code`).",
      "Bodies that are documented as something else than JSON, or that say they are something else.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let isBesideContract = answer.expectation.rule == .optional && !answer.isStatusNamed
    guard !answer.isErrorAnswer, !answer.isStatusFailed, !isBesideContract,
      let schema = answer.representation?.schema
    else { return [] }
    if case .empty = answer.content {
      guard answer.request.method != "HEAD", ![204, 304].contains(answer.response.status) else {
        return []
      }
      return [
        finding(
          answer, "the body is empty", pointer: JSONPointer(), expected: schema.label,
          actual: "no body", range: schema.range, schema: schema.pointer)
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
      range: violation.schemaRange ?? answer.documented?.range ?? answer.operation.range,
      schema: violation.schemaPointer)
  }
}
