/// A process is started without a token.
package struct UnprotectedOperationFault: SingleFault {
  package static let id = "unprotected-operation"
  package static let summary = "A process is started without a token"
  package static let operation = "POST /accounts/{accountId}/processes"
  package static let expectedCheck = "auth-enforced"
  package static let isMovable = true

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    call.skipsAuthorization = true
  }
}
