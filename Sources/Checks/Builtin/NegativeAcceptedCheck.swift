import Contracts
import Documents
package import Evidence

/// Invalid requests, and requests for what does not exist, are refused.
package struct NegativeAcceptedCheck: Check {
  package static let id = "negative-accepted"
  package static let summary =
    "An invalid request is refused (400), and what does not exist is not found (404)"
  package static let manual = CheckManual(
    demands: """
      A request that breaks the contract is refused, and so is one for something that does not \
      exist. Accepting it hides the caller's mistake, or answers a question that nobody asked.
      """,
    clauses: ["RFC 9110 §15.5.1", "RFC 9110 §15.5.5", "RFC 9110 §9.3.4"],
    grades: [
      CheckManual.Grade(
        "an invalid request, or one for what does not exist, is accepted", .failure),
      CheckManual.Grade(
        "PUT of what does not exist is accepted by 201, or though no 404 is documented: it may make it",
        .warned),
      CheckManual.Grade(
        "PUT of what does not exist is accepted as if it did, though 404 is documented", .unforeseen
      ),
      CheckManual.Grade("it is refused with a status that the operation does not name", .warned),
      CheckManual.Grade(
        "it is refused with 401, 403 or 429, which say nothing about the request", .warned),
    ],
    example:
      "GET /things/{id}: an invalid request was accepted (expected 400, as id was \"x\", got 200)",
    exceptions: [
      "A refusal (4xx) that the operation names, though it is another than was aimed at: the status"
        + " that was aimed at stays unreached in the ledger.",
      "A required parameter left out, which is `required-parameter`'s.",
      "An answer whose status already fails by `status-code` or `server-error`, or is remarked upon"
        + " by the former.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    let isOthers =
      expectation.omitted != nil && answer.judges.contains(RequiredParameterCheck.id)
    guard expectation.rule == .refused || expectation.rule == .absent, !isOthers else { return [] }
    let request =
      expectation.rule == .refused ? "an invalid request" : "a request for what does not exist"
    return Self.complaint(about: answer, request).map { severities, message in
      finding(
        answer, severities, message, pointer: JSONPointer(), expected: expectation.explained,
        actual: answer.statusText, range: answer.rangeOfExpectation)
    } ?? []
  }

  /// What is wrong with the answer to a request that is to be refused.
  static func complaint(
    about answer: Answer, _ request: String
  ) -> (severities: Severities, message: String)? {
    let status = answer.response.status
    guard !answer.expectation.statuses.contains(status), !answer.isStatusFailed else { return nil }
    if answer.isAcceptance {
      return (acceptance(answer), "\(request) was accepted")
    }
    // One cause, one finding: `status-code` names a refusal that the operation documents nowhere,
    // and `server-error` a server error that it documents by name.
    let isNamed =
      answer.isServerError
      ? ServerErrorCheck.severities(answer) == .doubtful
        && answer.judges.contains(ServerErrorCheck.id)
      : answer.statusDefect == .unforeseen && answer.judges.contains(StatusCodeCheck.id)
    if isNamed { return nil }
    let isAboutOthers = [401, 403, 429].contains(status)
    if answer.isRefusal, answer.isStatusNamed, !isAboutOthers { return nil }
    return (
      .warned,
      "\(request) was refused with another status than documented for it"
    )
  }

  /// How bad it is that the request was accepted. PUT makes what is not there, and says so by 201
  /// (RFC 9110 §9.3.4).
  private static func acceptance(_ answer: Answer) -> Severities {
    guard answer.expectation.rule == .absent, answer.operation.id.method == "PUT" else {
      return .failure
    }
    let isPromised = answer.operation.responses.contains { $0.status == .code(404) }
    return isPromised && answer.response.status != 201 ? .unforeseen : .warned
  }
}
