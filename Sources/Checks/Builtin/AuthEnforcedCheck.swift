import Documents
package import Evidence

/// Without a valid token nothing is answered.
package struct AuthEnforcedCheck: Check {
  package static let id = "auth-enforced"
  package static let summary = "A request without a valid token is refused with 401"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    guard expectation.rule == .unauthorised,
      !expectation.statuses.contains(answer.response.status), !answer.isStatusFailed
    else { return [] }
    let isRefusal = (400...499).contains(answer.response.status)
    return [
      finding(
        answer, severity: isRefusal ? .warning : .failure,
        isRefusal ? "refused with another status than 401" : "answered without authentication",
        pointer: JSONPointer(), expected: expectation.explained, actual: answer.statusText,
        range: answer.rangeOfExpectation)
    ]
  }
}
