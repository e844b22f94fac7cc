/// The account answers to any bearer token, also one never issued.
package struct ForeignTokenAcceptedFault: SingleFault {
  package static let id = "foreign-token-accepted"
  package static let summary = "The account answers to any bearer token, also one never issued"
  package static let operation = "GET /accounts/{accountId}"
  package static let expectedCheck = "auth-enforced"
  package static let isMovable = true

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    let field = call.request.header("authorization") ?? ""
    call.skipsAuthorization = field.lowercased().hasPrefix("bearer ")
  }
}
