/// The search for accounts answers to a token that has expired.
package struct ExpiredTokenAcceptedFault: SingleFault {
  package static let id = "expired-token-accepted"
  package static let summary = "The search for accounts answers to a token that has expired"
  package static let operation = "GET /accounts"
  package static let expectedCheck = "auth-enforced"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    if call.hasExpiredToken { call.skipsAuthorization = true }
  }
}
