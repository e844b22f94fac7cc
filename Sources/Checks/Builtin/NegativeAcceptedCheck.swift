import Documents
package import Evidence

/// Invalid requests, and requests for what does not exist, are refused.
package struct NegativeAcceptedCheck: Check {
  package static let id = "negative-accepted"
  package static let summary =
    "An invalid request is refused (400), and what does not exist is not found (404)"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    guard expectation.rule == .refused || expectation.rule == .absent,
      !expectation.statuses.contains(answer.response.status), !answer.isStatusFailed
    else { return [] }
    let request =
      expectation.rule == .refused ? "an invalid request" : "a request for what does not exist"
    let isAccepted = (200...299).contains(answer.response.status)
    return [
      finding(
        answer, severity: isAccepted ? .failure : .warning,
        isAccepted
          ? "\(request) was accepted"
          : "\(request) was refused with another status than documented for it",
        pointer: JSONPointer(), expected: expectation.explained, actual: answer.statusText,
        range: answer.rangeOfExpectation)
    ]
  }
}
