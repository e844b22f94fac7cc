import Documents
package import Evidence

/// A valid request is answered as expected.
package struct PositiveRejectedCheck: Check {
  package static let id = "positive-rejected"
  package static let summary =
    "A valid request for something that exists gets a documented success, and a suite's step the"
    + " status it names"

  package init() {}

  package func findings(in answer: Answer) -> [Finding] {
    let expectation = answer.expectation
    guard !expectation.statuses.contains(answer.response.status), !answer.isStatusFailed
    else { return [] }
    switch expectation.rule {
    case .accepted:
      return [
        finding(
          answer, "a valid request was refused", pointer: JSONPointer(),
          expected: expectation.label, actual: answer.statusText,
          range: answer.rangeOfExpectation, hint: hint(answer.response.status))
      ]
    case .exactly:
      return [
        finding(
          answer, "the suite expects another status", pointer: JSONPointer(),
          expected: expectation.label, actual: answer.statusText,
          range: answer.rangeOfExpectation)
      ]
    case .refused, .absent, .unauthorised: return []
    }
  }

  private func hint(_ status: Int) -> String? {
    switch status {
    case 400, 422: "check that the fixtures are valid for this target"
    case 401, 403: "check the credentials and their scopes"
    case 404: "check that the fixtures name things that exist on this target"
    default: nil
    }
  }
}
