import Documents
import Evidence

/// An OAuth2 client (RFC 6749 §4.4).
package struct ClientCredentials: Sendable {
  /// How the client says who it is (§2.3.1).
  package enum Authentication: String, Sendable, CaseIterable {
    /// HTTP Basic, which every server must support.
    case basic
    /// `client_id` and `client_secret` in the form body.
    case form
  }

  /// What the members of the token's answer are called; other names than the standard's are for
  /// servers that keep to none.
  package struct Fields: Sendable, Hashable {
    package var token: String
    package var type: String
    /// Seconds that the token is good for.
    package var lifetime: String

    package init(
      token: String = "access_token", type: String = "token_type", lifetime: String = "expires_in"
    ) {
      self.token = token
      self.type = type
      self.lifetime = lifetime
    }
  }

  package var clientID: String
  package var clientSecret: String
  /// Absolute.
  package var tokenURL: String
  package var scopes: [String]
  /// Whether a token of other scopes than these is of no use (RFC 6749 §3.3 lets a server give one).
  package var isExact = false
  package var authentication: Authentication
  /// Whom the token is for, where a server wants to know.
  package var audience: String?
  /// Further members of the form body, in order.
  package var parameters: [(name: String, value: String)]
  package var fields: Fields

  package init(
    clientID: String, clientSecret: String, tokenURL: String, scopes: [String] = [],
    authentication: Authentication = .basic, audience: String? = nil,
    parameters: [(name: String, value: String)] = [], fields: Fields = Fields()
  ) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.tokenURL = tokenURL
    self.scopes = scopes
    self.authentication = authentication
    self.audience = audience
    self.parameters = parameters
    self.fields = fields
  }

  /// The token request: the grant in the form body (§4.4.2), whatever the URL's own query says.
  var request: HTTPRequest {
    var form = [(name: "grant_type", value: "client_credentials")]
    if !scopes.isEmpty { form.append(("scope", scopes.joined(separator: " "))) }
    if let audience { form.append(("audience", audience)) }
    form += parameters
    var headers = HTTPHeaders(["Accept": "application/json"])
    switch authentication {
    case .basic: headers.append("Authorization", "Basic \(basic)")
    case .form: form += [("client_id", clientID), ("client_secret", clientSecret)]
    }
    headers.append("Content-Type", "application/x-www-form-urlencoded")
    let text = form.map { member in
      PercentEncoding.encode(member.name, keeping: .unreserved) + "="
        + PercentEncoding.encode(member.value, keeping: .unreserved)
    }.joined(separator: "&")
    return HTTPRequest(method: "POST", url: tokenURL, headers: headers, body: Array(text.utf8))
  }

  /// Both parts form-encoded before they are joined (§2.3.1).
  var basic: String {
    let id = PercentEncoding.encode(clientID, keeping: .unreserved)
    let secret = PercentEncoding.encode(clientSecret, keeping: .unreserved)
    return Base64.encode(Array("\(id):\(secret)".utf8))
  }
}
