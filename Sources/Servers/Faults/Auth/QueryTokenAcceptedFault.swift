/// The account takes its token from the URL.
package struct QueryTokenAcceptedFault: SingleFault {
  package static let id = "query-token-accepted"
  package static let summary = "The account takes its token from the URL"
  package static let operation = "GET /accounts/{accountId}"
  package static let expectedCheck = "auth-enforced"
  package static let isMovable = true

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    // RFC 6750 §2.3, which RFC 9700 §4.3.2 forbids.
    guard call.request.header("authorization") == nil,
      let token = call.request.query.first(where: { $0.name == "access_token" })?.value
    else { return }
    call.request.headers.append(("authorization", "Bearer \(token)"))
  }
}
