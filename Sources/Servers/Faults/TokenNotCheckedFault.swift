/// The catalogue answers without a token.
package struct TokenNotCheckedFault: SingleFault {
  package static let id = "token-not-checked"
  package static let summary = "The catalogue answers without a token"
  package static let operation = "GET /services/{partnum}"
  package static let expectedCheck = "auth-enforced"
  package static let isMovable = true

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    call.skipsAuthorization = true
  }
}
