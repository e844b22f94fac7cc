import Contracts
import Documents
package import Evidence

/// What is required is demanded.
package struct RequiredParameterCheck: Check {
  package static let id = "required-parameter"
  package static let summary = "A request without a required parameter, header or body is refused"
  package static let manual = CheckManual(
    demands: """
      A parameter, header or body that the contract requires is demanded: without it the request is \
      refused. A target that answers nevertheless made something up in its place.
      """,
    clauses: ["OpenAPI 3.0.4 §4.7.12", "OpenAPI 3.0.4 §4.7.13", "Swagger 2.0 Parameter Object"],
    grades: [
      CheckManual.Grade("a request without something required is accepted", .failure),
      CheckManual.Grade(
        "it is refused with a status that the operation does not name",
        Severities(lenient: .warning, standard: .warning, strict: .warning)),
    ],
    example:
      "GET /things: a request without the required `limit` was accepted (expected 400, got 200)",
    exceptions: [
      "404, 412 and 428, which a target may answer before it looks at the parameters.",
      "Path parameters: without one it is another path.",
      "A refusal (4xx) that the operation names, though it is another than was aimed at.",
    ])

  /// Answers that come before a target looks at parameters (RFC 9110 §13.2.1, RFC 6585 §3).
  private static let earlier: Set<Int> = [404, 412, 428]

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    guard answer.expectation.rule == .refused, let name = answer.expectation.omitted,
      !Self.earlier.contains(answer.response.status),
      let (severities, message) = NegativeAcceptedCheck.complaint(
        about: answer, "a request without the required `\(name)`")
    else { return [] }
    return finding(
      answer, severities, message, pointer: JSONPointer(),
      expected: answer.expectation.explained, actual: answer.statusText,
      range: answer.operation.parameters.first { $0.name == name }?.range
        ?? answer.rangeOfExpectation)
  }
}
