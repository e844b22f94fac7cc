/// The portfolio answers to a token of any scope.
package struct WrongScopeAcceptedFault: SingleFault {
  package static let id = "wrong-scope-accepted"
  package static let summary = "The portfolio answers to a token of any scope"
  package static let operation = "GET /customers/{nit}/portfolio"
  package static let expectedCheck = "scope-enforced"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    if call.hasNarrowToken { call.skipsAuthorization = true }
  }
}
