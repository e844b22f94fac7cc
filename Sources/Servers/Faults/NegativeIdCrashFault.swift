/// A negative accountId crashes the account's profiles.
package struct NegativeIdCrashFault: SingleFault {
  package static let id = "negative-id-crash"
  package static let summary = "A negative accountId crashes the account's profiles"
  package static let operation = "GET /accounts/{accountId}/profiles"
  package static let expectedCheck = "server-error"

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard call.parameters["accountId"]?.hasPrefix("-") == true,
      Call.strictInteger(call.parameters["accountId"] ?? "") != nil, response.status == 404
    else { return }
    response = Problem.internalError.response
  }
}
