import Contracts
import Evidence
import Suites

/// Puts one user's credential on requests.
struct Wallet: Sendable {
  /// What a wallet with a client of its own is for.
  enum Use: String, Sendable {
    case own, other
    case wrongScope = "wrong-scope"
  }

  let book: CredentialBook
  let tokens: TokenProvider

  /// What was put on a request, as far as it can go stale.
  struct Placed: Sendable {
    /// The `Authorization` of a token.
    var token: String?
  }

  func place(
    on request: inout HTTPRequest, for security: [[Contract.SecurityRequirement]]
  ) async throws(TokenProvider.Unavailable) -> Placed {
    var placed = Placed()
    for credential in try book.credentials(for: security) {
      if case .token = credential {
        placed.token = try await tokens.authorization()
        if let token = placed.token { request.headers.replace("Authorization", with: token) }
      } else {
        credential.place(on: &request)
      }
    }
    return placed
  }

  /// Puts the credential on the request, and says of it that it is of another scheme.
  func place(
    on request: inout HTTPRequest, for security: [[Contract.SecurityRequirement]], as scheme: String
  ) async throws(TokenProvider.Unavailable) {
    _ = try await place(on: &request, for: security)
    guard let own = request.headers["Authorization"] else { return }
    let credential = own.drop { $0 != " " }.dropFirst()
    request.headers.replace("Authorization", with: "\(scheme) \(credential)")
  }

  /// Puts the credential on the request, but its token in the query (RFC 6750 §2.3).
  func placeInQuery(
    of request: inout HTTPRequest, for security: [[Contract.SecurityRequirement]]
  ) async throws(TokenProvider.Unavailable) {
    _ = try await place(on: &request, for: security)
    guard let own = request.headers["Authorization"] else { return }
    request.headers.remove("Authorization")
    SchemeCredential.apiKey(
      name: Contract.queryToken, location: .query,
      value: String(own.drop { $0 != " " }.dropFirst())
    ).place(on: &request)
  }

  /// Puts something on the request that looks like the credential and is none.
  func placeMalformed(
    _ text: String, on request: inout HTTPRequest,
    for security: [[Contract.SecurityRequirement]]
  ) {
    let credentials = (try? book.credentials(for: security)) ?? [.token]
    for credential in credentials.isEmpty ? [.token] : credentials {
      switch credential {
      case .token: request.headers.replace("Authorization", with: text)
      case .basic:
        SchemeCredential.basic(user: "nobody", password: "not-a-password")
          .place(on: &request)
      case .apiKey(let name, let location, _):
        SchemeCredential.apiKey(name: name, location: location, value: "not-a-key")
          .place(on: &request)
      }
    }
  }
}

extension SchemeCredential {
  /// Puts a credential on a request that needs no asking for.
  fileprivate func place(on request: inout HTTPRequest) {
    switch self {
    case .token: break
    case .basic(let user, let password):
      request.headers.replace("Authorization", with: Self.basic(user, password))
    case .apiKey(let name, .query, let value):
      request.url += request.url.utf8.contains(UInt8(ascii: "?")) ? "&" : "?"
      request.url +=
        PercentEncoding.encode(name, keeping: .unreserved) + "="
        + PercentEncoding.encode(value, keeping: .unreserved)
    case .apiKey(let name, .cookie, let value):
      let before = request.headers["Cookie"].map { "\($0); " } ?? ""
      request.headers.replace("Cookie", with: "\(before)\(name)=\(value)")
    case .apiKey(let name, _, let value): request.headers.replace(name, with: value)
    }
  }
}
