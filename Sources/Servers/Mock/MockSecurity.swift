import Contracts

/// Looks at the credentials of requests.
struct MockSecurity: Sendable {
  static let realm = "mock"

  let schemes: [Contract.SecurityScheme]
  /// Nil lets everybody in.
  let credentials: MockCredentials?
  /// Knows the tokens that were issued here.
  let issuer: TokenIssuer

  /// A 401 where no alternative of the operation's security is met (RFC 9110 §15.5.2), a 403 where the
  /// token has other scopes (RFC 6750 §3.1); nil where one is met, or none is asked for.
  func refusal(of request: ServerRequest, by operation: Contract.Operation) -> MockRefusal? {
    guard let credentials, !operation.security.isEmpty else { return nil }
    let isOpen = operation.security.contains { alternative in
      alternative.allSatisfy { requirement in
        guard let scheme = schemes.first(where: { $0.name == requirement.scheme }) else {
          // What nobody defined nobody can present.
          return true
        }
        return isMet(scheme.kind, request, credentials)
          && lacking(requirement, scheme, request).isEmpty
      }
    }
    if isOpen { return nil }
    if let token = text(after: "bearer", request), issuer.standing(of: token) == .narrow {
      return MockRefusal([403], "the token has no scope that opens this operation")
    }
    let missing = operation.security.joined().lazy.compactMap { requirement -> Set<String>? in
      guard let scheme = schemes.first(where: { $0.name == requirement.scheme }) else { return nil }
      let lacking = self.lacking(requirement, scheme, request)
      return lacking.isEmpty ? nil : lacking
    }.first
    if let missing {
      return MockRefusal(
        [403], "the token lacks the scope \(missing.sorted().joined(separator: " "))")
    }
    let names = operation.security.map { $0.map(\.scheme).joined(separator: " and ") }
    return MockRefusal(
      [401], "no valid credential for \(names.joined(separator: ", or ")) was sent",
      headers: [("WWW-Authenticate", challenges(of: operation, request))])
  }

  /// The scopes that a requirement names and a token that was issued here has not.
  private func lacking(
    _ requirement: Contract.SecurityRequirement, _ scheme: Contract.SecurityScheme,
    _ request: ServerRequest
  ) -> Set<String> {
    guard scheme.kind.isToken, let token = text(after: "bearer", request),
      let given = issuer.scopes(of: token)
    else { return [] }
    return Set(requirement.scopes).subtracting(given)
  }

  private func isMet(
    _ kind: Contract.SecurityScheme.Kind, _ request: ServerRequest, _ wanted: MockCredentials
  ) -> Bool {
    switch kind {
    case .basic:
      return BasicCredentials.candidates(request.header("authorization") ?? "").contains {
        MockCredentials.accepts($0.id, wanted: wanted.user)
          && MockCredentials.accepts($0.secret, wanted: wanted.password)
      }
    case .http(let scheme) where scheme.lowercased() != "bearer":
      return text(after: scheme, request).map { MockCredentials.accepts($0, wanted: nil) } ?? false
    case .http, .oauth2, .openIDConnect:
      guard let token = text(after: "bearer", request) else { return false }
      switch issuer.standing(of: token) {
      case .valid: return true
      case .expired, .narrow: return false
      case .unknown: return MockCredentials.accepts(token, wanted: wanted.token)
      }
    case .apiKey(let name, let location):
      guard let key = key(name, location, request) else { return false }
      return MockCredentials.accepts(key, wanted: wanted.key)
    case .mutualTLS, .unknown:
      // Nothing that a request without TLS could show.
      return true
    }
  }

  /// What follows the name of an authentication scheme in `Authorization`.
  private func text(after scheme: String, _ request: ServerRequest) -> String? {
    let parts = (request.header("authorization") ?? "").split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == scheme.lowercased() else { return nil }
    return String(parts[1])
  }

  private func key(
    _ name: String, _ location: Contract.Parameter.Location, _ request: ServerRequest
  ) -> String? {
    switch location {
    case .header: request.header(name.lowercased())
    case .query: request.query.first { $0.name == name }?.value
    case .cookie: request.cookie(name)
    default: nil
    }
  }

  /// One challenge for each scheme that would do (RFC 9110 §11.6.1).
  private func challenges(
    of operation: Contract.Operation, _ request: ServerRequest
  ) -> String {
    var challenges: [String] = []
    for requirement in operation.security.joined() {
      guard let scheme = schemes.first(where: { $0.name == requirement.scheme }) else { continue }
      let challenge =
        switch scheme.kind {
        case .basic: "Basic realm=\"\(Self.realm)\""
        case .oauth2, .openIDConnect: bearerChallenge(request)
        case .http(let name) where name.lowercased() == "bearer": bearerChallenge(request)
        case .http(let name): "\(name) realm=\"\(Self.realm)\""
        case .apiKey, .mutualTLS, .unknown: "\(scheme.challengeName) realm=\"\(Self.realm)\""
        }
      if !challenges.contains(challenge) { challenges.append(challenge) }
    }
    return challenges.joined(separator: ", ")
  }

  /// With an error code only where a token was sent (RFC 6750 §3.1).
  private func bearerChallenge(_ request: ServerRequest) -> String {
    let error = text(after: "bearer", request) == nil ? "" : ", error=\"invalid_token\""
    return "Bearer realm=\"\(Self.realm)\"\(error)"
  }
}

extension Contract.SecurityScheme {
  /// For credentials that HTTP has no authentication scheme for.
  fileprivate var challengeName: String {
    switch kind {
    case .apiKey: "ApiKey"
    case .mutualTLS: "MutualTLS"
    default: "Unknown"
    }
  }
}

extension ServerRequest {
  /// The value of a cookie (RFC 6265 §5.4); nil where it wasn't sent.
  fileprivate func cookie(_ name: String) -> String? {
    for (field, value) in headers where field == "cookie" {
      for pair in value.split(separator: ";") {
        let sides = pair.drop { $0 == " " }.split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard sides.count == 2, sides[0] == name else { continue }
        return PercentEncoding.decoded(sides[1].utf8) ?? String(sides[1])
      }
    }
    return nil
  }
}
