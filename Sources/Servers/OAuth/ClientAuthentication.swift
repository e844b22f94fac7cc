import Documents

/// How clients show who they are at the endpoints about tokens: HTTP Basic or a form body, never the
/// query (RFC 6749 §2.3.1).
struct ClientAuthentication: Sendable {
  private static let bodyLimit = 16 * 1024

  /// Whether an id and a secret are those of a client.
  let isClient: @Sendable (_ id: String, _ secret: String) -> Bool
  var realm = Authorization.realm

  /// The pairs of a form body; none where there is no body.
  func readForm(
    _ request: ServerRequest
  ) async throws(TokenRefusal) -> [(name: String, value: String)] {
    let bytes: [UInt8]
    do throws(Problem) {
      bytes = try await request.readBody(Self.bodyLimit)
    } catch {
      throw TokenRefusal("invalid_request", error.detail, status: error.status)
    }
    guard !bytes.isEmpty else { return [] }
    let type = MediaType.essence(of: request.header("content-type"))
    guard type == "application/x-www-form-urlencoded" else {
      throw TokenRefusal("invalid_request", "The body must be application/x-www-form-urlencoded")
    }
    return FormEncoding.pairs(bytes)
  }

  /// Throws unless the request carries the credentials of a client, in one way only.
  func check(
    _ request: ServerRequest, form: [(name: String, value: String)]
  ) throws(TokenRefusal) {
    let basic = request.header("authorization")
    let secret = form.first { $0.name == "client_secret" && !$0.value.isEmpty }?.value
    if basic != nil, secret != nil {
      throw TokenRefusal("invalid_request", "Send client credentials in one way only")
    }
    if let basic {
      guard BasicCredentials.candidates(basic).contains(where: { isClient($0.id, $0.secret) })
      else { throw TokenRefusal.unknownClient }
    } else if let secret, let id = form.first(where: { $0.name == "client_id" })?.value {
      guard isClient(id, secret) else { throw TokenRefusal.unknownClient }
    } else {
      throw TokenRefusal("invalid_client", "Client credentials are missing", status: 401)
    }
  }

  /// The answer to a refused request.
  func response(to refusal: TokenRefusal) -> ServerResponse {
    var response = ServerResponse.json(
      .object([
        ("error", .string(refusal.code)), ("error_description", .string(refusal.description)),
      ]), status: refusal.status)
    response.forbidStoring()
    if refusal.status == 401 {
      response.setHeader("WWW-Authenticate", "Basic realm=\"\(realm)\"")
    }
    return response
  }
}

/// An error answer of RFC 6749 §5.2.
struct TokenRefusal: Error {
  let code: String
  let description: String
  let status: Int

  init(_ code: String, _ description: String, status: Int = 400) {
    self.code = code
    self.description = description
    self.status = status
  }

  fileprivate static var unknownClient: TokenRefusal {
    TokenRefusal("invalid_client", "Unknown client or wrong secret", status: 401)
  }
}

extension ServerResponse {
  /// What is said about tokens belongs into no cache (RFC 6749 §5.1).
  mutating func forbidStoring() {
    setHeader("Cache-Control", "no-store")
    setHeader("Pragma", "no-cache")
  }
}
