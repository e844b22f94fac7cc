/// The 404 for an unknown profile has an empty body.
package struct ErrorBodyMissingFault: SingleFault {
  package static let id = "error-body-missing"
  package static let summary = "The 404 for an unknown profile has an empty body"
  package static let operation = "GET /accounts/profiles/{profileId}"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 404 else { return }
    response.body = .none
  }
}
