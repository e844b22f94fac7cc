/// The profile's lines are answered with 500 and an errorBody.
package struct ServerErrorFault: SingleFault {
  package static let id = "server-error"
  package static let summary = "The profile's lines are answered with 500 and an errorBody"
  package static let operation = "GET /accounts/profiles/{profileId}/lines"
  package static let expectedCheck = "server-error"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 200 else { return }
    response = Problem.internalError.response
  }
}
