import Contracts

/// The token endpoints that a contract's OAuth 2 schemes name.
struct MockTokens: Sendable {
  /// Paths, without host and query.
  private let paths: Set<String>
  private let endpoint: TokenEndpoint

  init(_ contract: Contract, credentials: MockCredentials?, issuer: TokenIssuer) {
    var paths: Set<String> = []
    var scopes: [String] = []
    for scheme in contract.securitySchemes {
      guard case .oauth2(let flows) = scheme.kind else { continue }
      for flow in flows where flow.name == "clientCredentials" {
        scopes += flow.scopes.filter { !scopes.contains($0) }
        if let path = flow.tokenURL.flatMap(Self.path) { paths.insert(path) }
      }
    }
    self.paths = paths
    let clients = ClientAuthentication(
      isClient: { id, secret in
        guard let credentials else { return true }
        return MockCredentials.accepts(id, wanted: credentials.clientID)
          && MockCredentials.accepts(secret, wanted: credentials.clientSecret)
      }, realm: MockSecurity.realm)
    endpoint = TokenEndpoint(
      clients: clients, issuer: issuer, scopes: scopes, standardScopes: scopes,
      takesOtherScopes: true)
  }

  /// Whether a request is one for a token.
  func serve(_ request: ServerRequest) -> Bool { paths.contains(request.path) }

  /// The answer to a request for a token.
  func response(to request: ServerRequest) async -> ServerResponse {
    let allowed = TokenEndpoint.allowed
    guard allowed.contains(request.method), request.method != "OPTIONS" else {
      return request.method == "OPTIONS"
        ? ServerResponse(status: 204, headers: [("Allow", allowed.joined(separator: ", "))])
        : Problem.methodNotAllowed(request.method, allowed: allowed).response
    }
    return await endpoint.answer(request)
  }

  private static func path(_ url: String) -> String? {
    var rest = Substring(url)
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...].drop { $0 != "/" }
      // An address without a path is asked at its root (RFC 9110 §4.2.3).
      if rest.isEmpty { return "/" }
    }
    let path = rest.prefix { $0 != "?" && $0 != "#" }
    guard !path.isEmpty else { return nil }
    return path.hasPrefix("/") ? String(path) : "/" + path
  }
}
