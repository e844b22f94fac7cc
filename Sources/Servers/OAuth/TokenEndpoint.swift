import Documents

/// The token endpoint, client credentials grant only (RFC 6749 §4.4).
///
/// `grant_type` and `scope` may stand in the query, as the founding contract's URL has it, or in a
/// form body; client credentials in HTTP Basic or in the form, never in the query (§2.3.1).
struct TokenEndpoint: Sendable {
  static let path = ["oauth", "client_credential", "accesstoken"]
  static let allowed = RouteTable.allow(["GET", "POST"])

  let clients: ClientAuthentication
  let issuer: TokenIssuer
  /// The scopes that there are.
  var scopes = TokenIssuer.scopes
  /// What a token has that is asked for without any.
  var standardScopes = [TokenIssuer.scope]
  /// Whether other scopes may be asked for; a token of none but such opens nothing.
  var takesOtherScopes = false

  func answer(_ request: ServerRequest) async -> ServerResponse {
    do throws(TokenRefusal) {
      var form: [(name: String, value: String)] = []
      if request.method == "POST" { form = try await clients.readForm(request) }
      let parameters = try Parameters(query: request.query, form: form)
      try clients.check(request, form: form)
      guard let grant = parameters["grant_type"] else {
        throw TokenRefusal("invalid_request", "Parameter grant_type is missing")
      }
      guard grant == "client_credentials" else {
        throw TokenRefusal("unsupported_grant_type", "The only grant type is client_credentials")
      }
      let asked = (parameters["scope"]?.split(separator: " ") ?? []).map(String.init)
      guard takesOtherScopes || asked.allSatisfy(scopes.contains) else {
        throw TokenRefusal("invalid_scope", "The scopes are: \(scopes.joined(separator: ", "))")
      }
      let granted = asked.isEmpty ? standardScopes : asked
      var response = ServerResponse.json(
        .object([
          ("access_token", .string(issuer.issue(Set(opens(granted))))),
          ("token_type", .string("Bearer")), ("expires_in", .integer(issuer.lifetime)),
          ("scope", .string(granted.joined(separator: " "))),
        ]))
      response.forbidStoring()
      return response
    } catch {
      return clients.response(to: error)
    }
  }

  /// The scopes of a token as its issuer counts them: where other scopes may be asked for, one that is
  /// known makes it a token that opens something.
  private func opens(_ granted: [String]) -> [String] {
    guard takesOtherScopes else { return granted }
    let isGood = granted.isEmpty || granted.contains(where: scopes.contains)
    return granted + (isGood ? [issuer.opener] : [])
  }

  /// Request parameters: each once, an empty one counts as absent (RFC 6749 §3.2). Query and form
  /// may agree, since some clients send `grant_type` in both.
  private struct Parameters {
    private var values: [String: String] = [:]

    init(
      query: [(name: String, value: String)], form: [(name: String, value: String)]
    ) throws(TokenRefusal) {
      for pairs in [query, form] {
        var seen: Set<String> = []
        for (name, value) in pairs where !value.isEmpty {
          guard seen.insert(name).inserted, values[name] == nil || values[name] == value else {
            throw TokenRefusal("invalid_request", "A parameter was sent more than once")
          }
          values[name] = value
        }
      }
    }

    subscript(name: String) -> String? { values[name] }
  }
}
