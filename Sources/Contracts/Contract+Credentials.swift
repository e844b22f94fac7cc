import Documents

extension Contract {
  /// What a token in the URL is called (RFC 6750 §2.3).
  package static let queryToken = "access_token"

  /// What can be wrong with the credential of a request.
  package enum CredentialDefect: String, Sendable, CaseIterable {
    case absent, malformed
    /// A good credential under the name of another scheme, as `Basic` before a token.
    case wrongScheme = "wrong-scheme"
    /// A good token in the URL (RFC 6750 §2.3) instead of `Authorization`.
    case inQuery = "in-query"
    case expired
    /// A good token that was given for something else.
    case wrongScope = "wrong-scope"
    /// A good credential of another user, whose thing it is not.
    case foreign
  }

  /// What an operation promises to refuse, in the order of `CredentialDefect`; nothing where it can be
  /// called without a credential.
  package func credentialDefects(of operation: Operation) -> [CredentialDefect] {
    guard operation.requiresCredential else { return [] }
    return CredentialDefect.allCases.filter { defect in
      switch defect {
      case .absent, .malformed: true
      case .wrongScheme: foreignScheme(of: operation) != nil
      case .inQuery: needsHeader(operation)
      case .expired: needsToken(operation)
      case .wrongScope: needsScope(operation)
      case .foreign: knowsUsers(operation)
      }
    }
  }

  /// The name of an authentication scheme (RFC 9110 §11.1) that stands in `Authorization` as the
  /// operation's own does, and meets none of its alternatives; nil where there is none.
  package func foreignScheme(of operation: Operation) -> String? {
    let alternatives = operation.security.map { $0.compactMap { kind(of: $0.scheme) } }
    // An alternative that stands elsewhere may be met by nothing at all.
    guard !alternatives.isEmpty, alternatives.allSatisfy({ $0.contains { $0.isAuthorization } })
    else { return nil }
    let kinds = alternatives.joined()
    if !kinds.contains(.basic) { return "Basic" }
    return kinds.contains(where: \.isToken) ? nil : "Bearer"
  }

  private func kind(of scheme: String) -> SecurityScheme.Kind? {
    securitySchemes.first { $0.name == scheme }?.kind
  }

  private func needsToken(_ operation: Operation) -> Bool {
    operation.security.allSatisfy { alternative in
      alternative.contains { kind(of: $0.scheme)?.isToken ?? false }
    }
  }

  /// Whether all that it takes is a token, perhaps beside keys, and all of it stands in header fields.
  private func needsHeader(_ operation: Operation) -> Bool {
    let isTaken = operation.parameters.contains { parameter in
      parameter.location == .querystring
        || (parameter.location == .query && parameter.name == Self.queryToken)
    }
    guard !isTaken, needsToken(operation) else { return false }
    return operation.security.joined().allSatisfy { requirement in
      switch kind(of: requirement.scheme) {
      case .apiKey(_, let location): location == .header
      case let kind: kind?.isAuthorization ?? false
      }
    }
  }

  private func needsScope(_ operation: Operation) -> Bool {
    operation.security.allSatisfy { alternative in
      alternative.contains { requirement in
        switch kind(of: requirement.scheme) {
        case .oauth2(let flows):
          !requirement.scopes.isEmpty
            || (isSecurityAssumed(of: operation) && Set(flows.flatMap(\.scopes)).count == 1)
        case .openIDConnect: !requirement.scopes.isEmpty
        default: false
        }
      }
    }
  }

  /// Whether the definition never says what the operation asks for, as renderings don't: then a scheme's
  /// one scope is what it needs.
  private func isSecurityAssumed(of operation: Operation) -> Bool {
    let place = JSONPointer(["paths", operation.id.path, operation.id.method.lowercased()])
    return document["security"] == nil && document[place]?["security"] == nil
  }

  /// Whether it asks for a thing by its path, on behalf of somebody: client credentials stand for no
  /// user (RFC 6749 §4.4).
  private func knowsUsers(_ operation: Operation) -> Bool {
    guard operation.parameters.contains(where: { $0.location == .path }) else { return false }
    return operation.security.allSatisfy { alternative in
      alternative.contains { requirement in
        switch kind(of: requirement.scheme) {
        case .oauth2(let flows): flows.contains { $0.name != "clientCredentials" }
        case .basic, .http, .apiKey, .openIDConnect: true
        case .mutualTLS, .unknown, nil: false
        }
      }
    }
  }
}

extension Contract.CredentialDefect {
  /// What would let a run show that the operation refuses it, without a final full stop.
  func remedy(for operation: Contract.Operation) -> String {
    switch self {
    case .absent, .malformed, .wrongScheme:
      "run with `auth` among --derive, and give what \(operation.id) needs to be called"
    case .inQuery:
      "run with `auth` among --derive, and let the target refuse a token in the URL (RFC 9700 §4.3.2)"
    case .expired:
      "name the variable of a token that has expired under `credentials: expired:` in the fixtures,"
        + " and set it"
    case .wrongScope:
      "give `credentials: wrongScope:` in the fixtures: scopes to ask for that open nothing here, or"
        + " the variable of such a token"
    case .foreign:
      "give another user under `credentials: other:` in the fixtures, and things that are not theirs"
        + " under `parameters`"
    }
  }
}

extension Contract.SecurityScheme.Kind {
  /// Whether its credential stands in `Authorization` under a scheme's name.
  fileprivate var isAuthorization: Bool {
    switch self {
    case .basic, .http, .oauth2, .openIDConnect: true
    case .apiKey, .mutualTLS, .unknown: false
    }
  }

  /// Whether a bearer token stands for it.
  package var isToken: Bool {
    switch self {
    case .oauth2, .openIDConnect: true
    case .http(let scheme): scheme.lowercased() == "bearer"
    default: false
    }
  }
}
