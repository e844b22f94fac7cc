/// Where clients give tokens back (RFC 7009).
struct RevocationEndpoint: Sendable {
  static let path = ["oauth", "client_credential", "revoke"]
  static let allowed = RouteTable.allow(["POST"])

  let clients: ClientAuthentication
  let issuer: TokenIssuer

  /// 200 also for a token that nobody issued: what the client wants is so (§2.2).
  func answer(_ request: ServerRequest) async -> ServerResponse {
    do throws(TokenRefusal) {
      let form = try await clients.readForm(request)
      try clients.check(request, form: form)
      let tokens = form.filter { $0.name == "token" && !$0.value.isEmpty }.map(\.value)
      guard let token = tokens.first, tokens.count == 1 else {
        throw TokenRefusal("invalid_request", "Send the parameter token once, in the form body")
      }
      // A hint of another type may be passed over (§2.1): there is one type here.
      issuer.revoke(token)
      var response = ServerResponse(status: 200)
      response.forbidStoring()
      return response
    } catch {
      return clients.response(to: error)
    }
  }
}
