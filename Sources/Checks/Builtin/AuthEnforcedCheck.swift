import Contracts
import Documents
package import Evidence

/// Without a valid token nothing is answered.
package struct AuthEnforcedCheck: Check {
  package static let id = "auth-enforced"
  package static let summary = "A request without a valid token is refused with 401"
  package static let manual = CheckManual(
    demands: """
      An operation whose security requirements leave no way without a credential refuses a request \
      that has none, one that nobody issued, one that has expired, one under another scheme's name, \
      or one in the URL where the contract wants it in a header.
      """,
    clauses: ["RFC 9110 §15.5.2", "RFC 6750 §3.1", "RFC 9700 §4.3.2", "OpenAPI 3.0.4 §4.7.30"],
    grades: [
      CheckManual.Grade("a request without a valid token is answered", .failure),
      CheckManual.Grade(
        "a token in the URL is taken, which RFC 6750 §2.3 allows and RFC 9700 §4.3.2 does not",
        .strictOnly),
      CheckManual.Grade(
        "it is refused with another status than 401",
        Severities(lenient: .warning, standard: .warning, strict: .warning)),
    ],
    example:
      "GET /things/{id}: answered without authentication (expected 401, as no token was sent, got 200)",
    exceptions: [
      "Operations that require no credential, or leave it optional.",
      "An answer whose status already fails by `status-code` or `server-error`.",
    ])

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    guard answer.isWithoutCredential, answer.operation.requiresCredential,
      !expectation.statuses.contains(answer.response.status), !answer.isStatusFailed
    else { return [] }
    // To be led to a page for logging in is no answer.
    let isRefused = answer.isRefusal || (answer.response.status < 400 && !answer.isAcceptance)
    let (message, severities): (String, Severities) =
      if isRefused {
        ("refused with another status than 401", .warned)
      } else if expectation.rule == .misplaced {
        ("a token in the URL was taken", .strictOnly)
      } else {
        ("answered without authentication", .failure)
      }
    return finding(
      answer, severities, message, pointer: JSONPointer(), expected: expectation.explained,
      actual: answer.statusText, range: answer.rangeOfExpectation)
  }
}
