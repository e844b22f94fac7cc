import Evidence

/// An OAuth2 client (RFC 6749 §4.4).
package struct ClientCredentials: Sendable {
  package var clientID: String
  package var clientSecret: String
  /// Absolute.
  package var tokenURL: String
  package var scopes: [String]

  package init(clientID: String, clientSecret: String, tokenURL: String, scopes: [String] = []) {
    self.clientID = clientID
    self.clientSecret = clientSecret
    self.tokenURL = tokenURL
    self.scopes = scopes
  }

  /// The token request: credentials by HTTP Basic (§2.3.1), the grant in the form body (§4.4.2),
  /// whatever the URL's own query says.
  var request: HTTPRequest {
    var form = "grant_type=client_credentials"
    if !scopes.isEmpty {
      form +=
        "&scope="
        + PercentEncoding.encode(scopes.joined(separator: " "), keeping: .unreserved)
    }
    return HTTPRequest(
      method: "POST", url: tokenURL,
      headers: HTTPHeaders([
        "Accept": "application/json", "Authorization": "Basic \(basic)",
        "Content-Type": "application/x-www-form-urlencoded",
      ]),
      body: Array(form.utf8))
  }

  /// Both parts form-encoded before they are joined (§2.3.1).
  var basic: String {
    let id = PercentEncoding.encode(clientID, keeping: .unreserved)
    let secret = PercentEncoding.encode(clientSecret, keeping: .unreserved)
    return Base64.encode(Array("\(id):\(secret)".utf8))
  }
}
