import Documents

/// The token endpoint, client credentials grant only (RFC 6749 §4.4).
///
/// `grant_type` and `scope` may stand in the query, as the founding contract's URL has it, or in a
/// form body; client credentials in HTTP Basic or in the form, never in the query (§2.3.1).
struct TokenEndpoint: Sendable {
  static let path = ["oauth", "client_credential", "accesstoken"]
  static let allowed = RouteTable.allow(["GET", "POST"])
  private static let bodyLimit = 16 * 1024

  /// Whether an id and a secret are those of a client.
  let isClient: @Sendable (_ id: String, _ secret: String) -> Bool
  let issuer: TokenIssuer
  /// The scopes that there are.
  var scopes = TokenIssuer.scopes
  /// What a token has that is asked for without any.
  var standardScopes = [TokenIssuer.scope]
  /// Whether other scopes may be asked for; a token of none but such opens nothing.
  var takesOtherScopes = false
  var realm = Authorization.realm

  func answer(_ request: ServerRequest) async -> ServerResponse {
    do throws(Refusal) {
      var form: [(name: String, value: String)] = []
      if request.method == "POST" { form = try await readForm(request) }
      let parameters = try Parameters(query: request.query, form: form)
      try authenticate(request, form: form)
      guard let grant = parameters["grant_type"] else {
        throw Refusal("invalid_request", "Parameter grant_type is missing")
      }
      guard grant == "client_credentials" else {
        throw Refusal("unsupported_grant_type", "The only grant type is client_credentials")
      }
      let asked = (parameters["scope"]?.split(separator: " ") ?? []).map(String.init)
      guard takesOtherScopes || asked.allSatisfy(scopes.contains) else {
        throw Refusal("invalid_scope", "The scopes are: \(scopes.joined(separator: ", "))")
      }
      let granted = asked.isEmpty ? standardScopes : asked
      return response(
        200,
        [
          ("access_token", .string(issuer.issue(Set(opens(granted))))),
          ("token_type", .string("Bearer")), ("expires_in", .integer(issuer.lifetime)),
          ("scope", .string(granted.joined(separator: " "))),
        ])
    } catch {
      var refused = response(
        error.status,
        [("error", .string(error.code)), ("error_description", .string(error.description))])
      if error.status == 401 {
        refused.setHeader("WWW-Authenticate", "Basic realm=\"\(realm)\"")
      }
      return refused
    }
  }

  /// The scopes of a token as its issuer counts them: where other scopes may be asked for, any that is
  /// known opens everything.
  private func opens(_ granted: [String]) -> [String] {
    guard takesOtherScopes else { return granted }
    return granted.isEmpty || granted.contains(where: scopes.contains) ? [TokenIssuer.scope] : []
  }

  private func response(_ status: Int, _ members: [(String, Value)]) -> ServerResponse {
    var response = ServerResponse.json(.object(members), status: status)
    response.setHeader("Cache-Control", "no-store")
    response.setHeader("Pragma", "no-cache")
    return response
  }

  private func readForm(
    _ request: ServerRequest
  ) async throws(Refusal) -> [(name: String, value: String)] {
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try await request.readBody(Self.bodyLimit)
    } catch {
      throw Refusal("invalid_request", error.detail, status: error.status)
    }
    guard !bytes.isEmpty else { return [] }
    let type = MediaType.essence(of: request.header("content-type"))
    guard type == "application/x-www-form-urlencoded" else {
      throw Refusal("invalid_request", "The body must be application/x-www-form-urlencoded")
    }
    return FormEncoding.pairs(bytes)
  }

  private func authenticate(
    _ request: ServerRequest, form: [(name: String, value: String)]
  ) throws(Refusal) {
    let basic = request.header("authorization")
    let secret = form.first { $0.name == "client_secret" && !$0.value.isEmpty }?.value
    if basic != nil, secret != nil {
      throw Refusal("invalid_request", "Send client credentials in one way only")
    }
    if let basic {
      guard BasicCredentials.candidates(basic).contains(where: { isClient($0.id, $0.secret) })
      else { throw Refusal("invalid_client", "Unknown client or wrong secret", status: 401) }
    } else if let secret, let id = form.first(where: { $0.name == "client_id" })?.value {
      guard isClient(id, secret) else {
        throw Refusal("invalid_client", "Unknown client or wrong secret", status: 401)
      }
    } else {
      throw Refusal("invalid_client", "Client credentials are missing", status: 401)
    }
  }

  /// An error answer of RFC 6749 §5.2.
  private struct Refusal: Error {
    let code: String
    let description: String
    let status: Int

    init(_ code: String, _ description: String, status: Int = 400) {
      self.code = code
      self.description = description
      self.status = status
    }
  }

  /// Request parameters: each once, an empty one counts as absent (RFC 6749 §3.2). Query and form
  /// may agree, since some clients send `grant_type` in both.
  private struct Parameters {
    private var values: [String: String] = [:]

    init(
      query: [(name: String, value: String)], form: [(name: String, value: String)]
    ) throws(Refusal) {
      for pairs in [query, form] {
        var seen: Set<String> = []
        for (name, value) in pairs where !value.isEmpty {
          guard seen.insert(name).inserted, values[name] == nil || values[name] == value else {
            throw Refusal("invalid_request", "A parameter was sent more than once")
          }
          values[name] = value
        }
      }
    }

    subscript(name: String) -> String? { values[name] }
  }
}
