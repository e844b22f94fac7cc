/// The 401 of the accounts has no body.
package struct UnauthorisedEmptyFault: SingleFault {
  package static let id = "unauthorised-empty"
  package static let summary = "The 401 of the accounts has no body"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "error-body"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 401 else { return }
    response.body = .none
    response.removeHeader("Content-Type")
  }
}
