/// The 401 of the portfolio does not say how to authenticate.
package struct ChallengeMissingFault: SingleFault {
  package static let id = "challenge-missing"
  package static let summary = "The 401 of the portfolio does not say how to authenticate"
  package static let operation = "GET /customers/{nit}/portfolio"
  package static let expectedCheck = "auth-challenge"
  package static let isMovable = true

  package init() {}

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    guard response.status == 401 else { return }
    response.removeHeader("WWW-Authenticate")
  }
}
