/// A change without a token is refused and made all the same.
package struct RefusedStillChangesFault: Fault {
  package let id = "refused-still-changes"
  package let summary = "A change of a profile without a token is refused and made all the same"
  package let scope = FaultScope.operations([
    "POST /profiles/{profileId}/services",
    "DELETE /profiles/{profileId}",
    "PUT /profile/{profileId}",
    "GET /accounts/profiles/{profileId}/services",
  ])
  package let expectedCheck = "assertion"

  package init() {}

  package func tamper(with call: inout FaultableCall) {
    if changes(call) { call.skipsAuthorization = true }
  }

  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {
    if changes(call) { response = Self.refusal }
  }

  /// What an honest server says to a request without a token.
  static var refusal: ServerResponse {
    var problem = Problem(
      status: 401, code: "unauthorized", message: "A valid access token is needed",
      detail: "None was sent")
    problem.headers = [("WWW-Authenticate", "Bearer realm=\"crm\"")]
    return problem.response
  }

  private func changes(_ call: FaultableCall) -> Bool {
    call.operation?.hasPrefix("GET") == false && call.request.header("authorization") == nil
  }
}
