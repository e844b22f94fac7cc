package import Contracts
import Evidence
package import Execution
package import Suites

/// Finds the credentials of a run in the environment.
package struct CredentialFinder {
  private static let defaults = Fixtures.CredentialNames(
    clientID: "MUSTER_CLIENT_ID", clientSecret: "MUSTER_CLIENT_SECRET", token: "MUSTER_TOKEN")
  package static let expiredDefault = "MUSTER_EXPIRED_TOKEN"
  package static let wrongScopeDefault = "MUSTER_WRONG_SCOPE_TOKEN"

  /// What was found.
  package struct Found {
    package var credentials: RunCredentials
    /// What was assumed, one sentence each.
    package var assumptions: [String] = []
    /// What must not be shown besides the credentials themselves.
    package var secrets: [String] = []
  }

  /// What the user said of them, before the fixtures.
  package struct Names: Sendable {
    /// Where tokens are had: absolute, or a path on the base URL's host.
    package var tokenURL: String?
    /// What that is called in messages.
    package var tokenURLName: String
    /// Environment variables, which must be set.
    package var clientID: String?
    package var clientSecret: String?
    package var token: String?

    package init(
      tokenURL: String? = nil, tokenURLName: String, clientID: String? = nil,
      clientSecret: String? = nil, token: String? = nil
    ) {
      self.tokenURL = tokenURL
      self.tokenURLName = tokenURLName
      self.clientID = clientID
      self.clientSecret = clientSecret
      self.token = token
    }
  }

  private let contract: Contract
  private let fixtures: Fixtures
  private let given: Names?
  private let environment: [String: String]

  /// - Parameter given: nil where nothing is sent.
  package init(
    contract: Contract, fixtures: Fixtures, given: Names?, environment: [String: String]
  ) {
    self.contract = contract
    self.fixtures = fixtures
    self.given = given
    self.environment = environment
  }

  /// Throws for a variable that an option names and that is not set.
  package func find(_ base: BaseURL) throws(Failure) -> Found {
    let named = [given?.token, given?.clientID, given?.clientSecret]
    for name in named.compactMap({ $0 }) where value(name) == nil {
      throw .unusable(
        "the environment variable \(name), which an option names, is not set",
        remedy: "set it, or leave the option out")
    }
    var found = Found(credentials: .notNeeded)
    guard contract.operations.contains(where: \.requiresCredential) else { return found }
    found.credentials.own = book(names, base, isOther: false, into: &found)
    let own = found.credentials.own
    found.credentials.expired = expiredToken.map { own.with(.token($0)) }
    switch (wrongScopeToken, fixtures.credentials.wrongScope?.scopes ?? [], own.source) {
    case (let token?, _, _): found.credentials.wrongScope = own.with(.token(token))
    case (nil, let scopes, .client(var client)) where !scopes.isEmpty:
      client.scopes = scopes
      client.isExact = true
      found.credentials.wrongScope = own.with(.client(client))
    default: break
    }
    if let other = fixtures.otherCredentials {
      found.credentials.other = book(other, base, isOther: true, into: &found)
    }
    return found
  }

  /// The names of the run's own user, an option's before the fixtures' before the usual ones.
  private var names: Fixtures.CredentialNames {
    var names = fixtures.credentials
    names.token = given?.token ?? names.token ?? Self.defaults.token
    names.clientID = given?.clientID ?? names.clientID ?? Self.defaults.clientID
    names.clientSecret =
      given?.clientSecret ?? names.clientSecret ?? Self.defaults.clientSecret
    return names
  }

  /// The credentials at hand that are good, but not for what they are sent to.
  package var defects: Set<Contract.CredentialDefect> {
    var defects: Set<Contract.CredentialDefect> = []
    if expiredToken != nil { defects.insert(.expired) }
    let names = names
    let isClient =
      value(names.token) == nil && value(names.clientID) != nil && value(names.clientSecret) != nil
    let scopes = fixtures.credentials.wrongScope?.scopes ?? []
    if wrongScopeToken != nil || (isClient && !scopes.isEmpty) { defects.insert(.wrongScope) }
    if fixtures.otherCredentials != nil { defects.insert(.foreign) }
    return defects
  }

  private var expiredToken: String? {
    value(fixtures.credentials.expired ?? Self.expiredDefault)
  }

  /// One to use as it is.
  private var wrongScopeToken: String? {
    guard let given = fixtures.credentials.wrongScope else { return value(Self.wrongScopeDefault) }
    return value(given.variable)
  }

  private func value(_ name: String?) -> String? {
    name.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The credentials of one user, for every scheme that the operations name.
  private func book(
    _ names: Fixtures.CredentialNames, _ base: BaseURL, isOther: Bool, into found: inout Found
  ) -> CredentialBook {
    let used = Set(contract.operations.flatMap(\.security).joined().map(\.scheme))
    let schemes = contract.securitySchemes.filter { used.contains($0.name) }
    var book = CredentialBook(source: .notNeeded)
    if schemes.contains(where: \.kind.isToken) || schemes.isEmpty {
      book.source = source(names, base, into: &found)
    }
    let keys = schemes.count { if case .apiKey = $0.kind { true } else { false } }
    for scheme in schemes {
      let given = names.schemes[scheme.name]
      switch scheme.kind {
      case .basic:
        let user = given?.user ?? (isOther ? nil : "MUSTER_USER")
        let password = given?.password ?? (isOther ? nil : "MUSTER_PASSWORD")
        if let user = value(user), let password = value(password) {
          book.schemes[scheme.name] = .basic(user: user, password: password)
        } else {
          book.missing[scheme.name] = missing(scheme, [user, password])
        }
      case .apiKey(let name, let location):
        let variable = given?.key ?? (isOther || keys > 1 ? nil : "MUSTER_API_KEY")
        if let key = value(variable) {
          book.schemes[scheme.name] = .apiKey(name: name, location: location, value: key)
        } else {
          book.missing[scheme.name] = missing(scheme, [variable])
        }
      default:
        guard scheme.kind.isToken else { continue }
        if case .unavailable(let reason) = book.source {
          book.missing[scheme.name] = reason
        } else {
          book.schemes[scheme.name] = .token
        }
      }
    }
    return book
  }

  private func missing(_ scheme: Contract.SecurityScheme, _ variables: [String?]) -> Reason {
    let known = variables.compactMap { $0 }
    return Reason(
      code: "credentials-missing",
      message: "the contract asks for `\(scheme.name)`, and no credential was given for it",
      remedy: known.count == variables.count
        ? "set \(known.joined(separator: " and ")) in the environment"
        : "name its environment variables under `credentials: schemes: \(scheme.name):` in the"
          + " fixtures")
  }

  /// Where tokens are had.
  private func source(
    _ names: Fixtures.CredentialNames, _ base: BaseURL, into found: inout Found
  ) -> CredentialSource {
    if let token = value(names.token) { return .token(token) }
    guard let id = value(names.clientID), let secret = value(names.clientSecret) else {
      let pair = [names.clientID, names.clientSecret].compactMap { $0 }
      let ways =
        (pair.count == 2 ? [pair.joined(separator: " and ")] : [])
        + (names.token.map { [$0] } ?? [])
      return .unavailable(
        Reason(
          code: "credentials-missing",
          message: "the contract asks for a token, and no credentials were given",
          remedy: ways.isEmpty
            ? "name environment variables under `credentials` in the fixtures"
            : "set \(ways.joined(separator: ", or ")), in the environment"))
    }
    let flow = self.flow
    let wanted = given?.tokenURL ?? fixtures.tokenURL
    guard let url = base.tokenURL(wanted, contract: flow?.tokenURL) else {
      return .unavailable(
        Reason(
          code: "token-url-missing", message: "the contract names no token URL",
          remedy: "give \(given?.tokenURLName ?? "a token URL"), or `tokenUrl` in the fixtures"))
    }
    var client = ClientCredentials(
      clientID: id, clientSecret: secret, tokenURL: url,
      scopes: names.scopes ?? flow?.scopes ?? [],
      authentication: names.clientAuthentication.flatMap {
        ClientCredentials.Authentication(rawValue: $0)
      } ?? .basic,
      audience: names.audience)
    for parameter in names.parameters {
      if let text = parameter.text {
        client.parameters.append((parameter.name, text))
      } else if let text = value(parameter.variable) {
        client.parameters.append((parameter.name, text))
        found.secrets.append(text)
      } else {
        return .unavailable(
          Reason(
            code: "credentials-missing",
            message: "the token request's `\(parameter.name)` is not set",
            remedy: "set \(parameter.variable ?? "it") in the environment"))
      }
    }
    let standard = ClientCredentials.Fields()
    client.fields = ClientCredentials.Fields(
      token: names.fields["access_token"] ?? standard.token,
      type: names.fields["token_type"] ?? standard.type,
      lifetime: names.fields["expires_in"] ?? standard.lifetime)
    let isAssumed = wanted == nil && flow?.tokenURL?.hasPrefix("/") == false
    let assumption =
      "tokens are asked of the target itself, at the path of the contract's token URL: \(url)"
    if isAssumed, !found.assumptions.contains(assumption) { found.assumptions.append(assumption) }
    return .client(client)
  }

  /// The client-credentials flow that the operations name.
  private var flow: Contract.SecurityScheme.OAuthFlow? {
    contract.securitySchemes.lazy.compactMap { scheme in
      guard case .oauth2(let flows) = scheme.kind else { return nil }
      return flows.first { $0.name == "clientCredentials" }
    }.first
  }
}

extension CredentialBook {
  /// The same with another token.
  fileprivate func with(_ source: CredentialSource) -> CredentialBook {
    var copy = self
    copy.source = source
    return copy
  }
}
