package import Contracts
package import Evidence
import Suites

/// What stands for one security scheme in a request.
package enum SchemeCredential: Sendable, Hashable {
  /// A token of the run, as `Authorization: Bearer`.
  case token
  /// The user's name and password (RFC 7617).
  case basic(user: String, password: String)
  /// A key under a name in a header, the query or a cookie.
  case apiKey(name: String, location: Contract.Parameter.Location, value: String)

  /// The value of `Authorization` for a name and password, in UTF-8.
  static func basic(_ user: String, _ password: String) -> String {
    "Basic " + Base64.encode(Array("\(user):\(password)".utf8))
  }
}

/// The credentials of one user of the target.
package struct CredentialBook: Sendable {
  /// For the schemes that want a token.
  package var source: CredentialSource
  /// By the scheme's name in the contract. Empty together with `missing`: every scheme wants a token.
  package var schemes: [String: SchemeCredential]
  /// Why a scheme's credential is not there, by the scheme's name.
  package var missing: [String: Reason]

  package init(
    source: CredentialSource, schemes: [String: SchemeCredential] = [:],
    missing: [String: Reason] = [:]
  ) {
    self.source = source
    self.schemes = schemes
    self.missing = missing
  }

  /// What stands for an operation's security: the first alternative all of whose schemes have a
  /// credential.
  func credentials(
    for security: [[Contract.SecurityRequirement]]
  ) throws(TokenProvider.Unavailable) -> [SchemeCredential] {
    if schemes.isEmpty, missing.isEmpty { return [.token] }
    let alternatives = security.filter { !$0.isEmpty }
    // A suite may send a credential where the contract asks for none.
    if alternatives.isEmpty { return schemes.values.contains(.token) ? [.token] : [] }
    for alternative in alternatives {
      let found = alternative.compactMap { schemes[$0.scheme] }
      if found.count == alternative.count { return found }
    }
    let lacking = alternatives.joined().first { schemes[$0.scheme] == nil }?.scheme ?? ""
    throw TokenProvider.Unavailable(
      reason: missing[lacking]
        ?? Reason(
          code: "credentials-missing", message: "no credential was given for `\(lacking)`",
          remedy: "name its environment variables under `credentials` in the fixtures"))
  }

  /// Everything in it that must not be shown, tokens apart.
  var secrets: [String] {
    schemes.values.flatMap { credential -> [String] in
      switch credential {
      case .token: []
      case .basic(let user, let password):
        [password, String(SchemeCredential.basic(user, password).dropFirst(6))]
      case .apiKey(_, _, let value): [value]
      }
    }
  }
}

/// All credentials of a run.
package struct RunCredentials: Sendable {
  package var own: CredentialBook
  /// Another user of the target, for cases that ask for what is not theirs.
  package var other: CredentialBook?
  /// With a token that has expired.
  package var expired: CredentialBook?
  /// With a token that was given for other scopes.
  package var wrongScope: CredentialBook?
  /// Sent with every request, but for what a case says itself.
  package var headers: [HTTPHeaders.Field]

  package init(
    own: CredentialBook, other: CredentialBook? = nil, expired: CredentialBook? = nil,
    wrongScope: CredentialBook? = nil, headers: [HTTPHeaders.Field] = []
  ) {
    self.own = own
    self.other = other
    self.expired = expired
    self.wrongScope = wrongScope
    self.headers = headers
  }

  /// The contract asks for none.
  package static let notNeeded = RunCredentials(own: CredentialBook(source: .notNeeded))
}
