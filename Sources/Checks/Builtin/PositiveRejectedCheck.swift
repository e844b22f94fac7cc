import Contracts
import Documents
package import Evidence

/// A valid request is answered as expected.
package struct PositiveRejectedCheck: Check {
  package static let id = "positive-rejected"
  package static let summary =
    "A valid request for something that exists gets a documented success, and a suite's step the"
    + " status it names"
  package static let manual = CheckManual(
    demands: """
      A request that keeps to the contract, made of values that the fixtures vouch for, is answered \
      with a documented success. A request made of generated values may also be refused for what \
      they mean: an id that nothing has, a conflict, a state that does not allow it. A step of a \
      suite gets one of the statuses that it names.
      """,
    clauses: ["RFC 9110 §15.3"],
    grades: [
      CheckManual.Grade("a valid request made of fixtures is refused", .failure),
      CheckManual.Grade("a step of a suite gets another status than it names", .failure),
      CheckManual.Grade(
        "a request made of generated values is refused as unauthenticated (401)", .failure),
      CheckManual.Grade(
        "a request made of generated values is refused as malformed (400, 405, 415 and the like)",
        .doubtful),
    ],
    example: "GET /things/{id}: a valid request was refused (expected 200, got 404)",
    exceptions: [
      "A generated request refused by 403, 404, 409, 410, 412, 422, 423, 424, 428 or 451.",
      "An answer whose status already fails by `status-code` or `server-error`, or is remarked upon"
        + " by the former.",
      "401 that the contract documents although it asks for no credential: nobody can give one, and"
        + " the case is inconclusive.",
    ])

  /// Refusals that speak of what a request means and not of how it is made (RFC 9110 §15.5,
  /// RFC 4918 §11, RFC 6585 §3, RFC 7725 §3).
  static let semanticRefusals: Set<Int> = [403, 404, 409, 410, 412, 422, 423, 424, 428, 451]

  /// Those, and refusals of values for their form or size (RFC 9110 §15.5.1, §15.5.14, §15.5.15,
  /// RFC 6585 §5).
  static let valueRefusals: Set<Int> = semanticRefusals.union([400, 413, 414, 431])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    let status = answer.response.status
    guard !expectation.statuses.contains(status), !answer.isStatusFailed else { return [] }
    // A success by its range, or a redirection that is documented beside the successes.
    let isDocumented = status < 400 && answer.isStatusNamed
    func complaint(_ message: String, _ severities: Severities, hint: String? = nil) -> [Finding] {
      finding(
        answer, severities, message, pointer: JSONPointer(), expected: expectation.explained,
        actual: answer.statusText, range: answer.rangeOfExpectation, hint: hint)
    }
    switch expectation.rule {
    case .accepted:
      return isDocumented
        ? []
        : complaint("a valid request was refused", .failure, hint: hint(status))
    case .exactly: return complaint("the suite expects another status", .failure)
    case .generated:
      if status < 400 || Self.semanticRefusals.contains(status) { return [] }
      // One cause, one finding: the status is remarked upon.
      if answer.statusDefect == .unforeseen, answer.judges.contains(StatusCodeCheck.id) {
        return []
      }
      if answer.isServerError, ServerErrorCheck.severities(answer) == .doubtful,
        answer.judges.contains(ServerErrorCheck.id)
      {
        return []
      }
      // Where no credential is asked for, a documented 401 speaks of the values.
      if status == 401, !answer.operation.requiresCredential,
        answer.documented?.status == .code(401)
      {
        return []
      }
      if status == 401 {
        return complaint("a valid request was refused", .failure, hint: hint(status))
      }
      return complaint(
        "a request that is valid by its schema was refused", status >= 500 ? .failure : .doubtful,
        hint: "the schema may allow more than the target takes; say so in the contract")
    case .refused, .absent, .unauthorised, .misplaced, .forbidden, .foreign, .methodNotAllowed,
      .deleted, .created, .optional:
      return []
    }
  }

  private func hint(_ status: Int) -> String? {
    switch status {
    case 400, 422: "check that the fixtures are valid for this target"
    case 401, 403: "check the credentials and their scopes"
    case 404: "check that the fixtures name things that exist on this target"
    case 405: "check --base-url: something answers there, but perhaps not this API"
    default: nil
    }
  }
}
