import Documents
package import Evidence
package import Transport

/// Where the credential of a run's requests comes from.
package enum CredentialSource: Sendable {
  /// The contract asks for none.
  case notNeeded
  case token(String)
  case client(ClientCredentials)
  /// It is needed and was not given.
  case unavailable(Reason)
}

/// Obtains a token once for all who wait, keeps it until shortly before it expires, and gets another
/// when the target no longer takes it.
package actor TokenProvider {
  /// Why no token could be had.
  package struct Unavailable: Error, Sendable {
    package var reason: Reason
    /// Whether asking again can't help: the endpoint refused, rather than being out of reach.
    var isFinal = false
  }

  private struct Token {
    var text: String
    /// Seconds of the run's clock; nil: it does not say.
    var expiry: Double?
  }

  /// A token is not used in its last seconds, so that it does not expire under way.
  private static let margin = 5.0
  /// Bytes; longer than any header field that servers take.
  private static let lengthLimit = 16_384

  private let source: CredentialSource
  private let transport: any HTTPTransport
  private let options: RequestOptions
  private let vault: SecretVault
  private let clock: @Sendable () -> Double
  private var token: Token?
  private var pending: Task<Result<Token, Unavailable>, Never>?
  /// Set once asking is given up: it is not repeated for every case.
  private var refusal: Unavailable?
  private var failures = 0

  /// How often an endpoint that is out of reach is asked in a row.
  private static let failureLimit = 3

  package init(
    source: CredentialSource, transport: any HTTPTransport, options: RequestOptions,
    vault: SecretVault, clock: @escaping @Sendable () -> Double
  ) {
    self.source = source
    self.transport = transport
    self.options = options
    self.vault = vault
    self.clock = clock
    switch source {
    case .token(let text): vault.add(text)
    case .client(let client):
      vault.add(client.clientSecret)
      vault.add(client.basic)
    case .notNeeded, .unavailable: break
    }
  }

  /// The value for `Authorization`; nil where none is needed.
  package func authorization() async throws(Unavailable) -> String? {
    switch source {
    case .notNeeded: return nil
    case .token(let text): return "Bearer \(text)"
    case .unavailable(let reason): throw Unavailable(reason: reason)
    case .client(let client): return "Bearer \(try await token(client))"
    }
  }

  /// Forgets a token that the target refused; true when another one can be had.
  package func refused(_ authorization: String) -> Bool {
    guard case .client = source else { return false }
    if let token, authorization == "Bearer \(token.text)" { self.token = nil }
    return true
  }

  private func token(_ client: ClientCredentials) async throws(Unavailable) -> String {
    if let token, token.expiry.map({ clock() < $0 - Self.margin }) ?? true { return token.text }
    if let refusal { throw refusal }
    if let pending { return try await pending.value.get().text }
    let task = Task { [transport, options, clock] in
      await Self.obtain(client, transport, options, clock)
    }
    pending = task
    // Only the case that asks writes down what came of it; those that wait just use it.
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    pending = nil
    switch result {
    case .success(let fresh):
      failures = 0
      vault.add(fresh.text)
      token = fresh
      return fresh.text
    case .failure(let error):
      failures += 1
      if error.isFinal || failures >= Self.failureLimit { refusal = error }
      throw error
    }
  }

  private static func obtain(
    _ client: ClientCredentials, _ transport: any HTTPTransport, _ options: RequestOptions,
    _ clock: @Sendable () -> Double
  ) async -> Result<Token, Unavailable> {
    let asked = clock()
    let attempt = await transport.send(client.request, options: options)
    switch attempt.outcome {
    case .failure(let failure):
      return .failure(
        Unavailable(
          reason: Reason(
            code: "token-unavailable",
            message: "no token from \(client.tokenURL): \(failure.message)",
            remedy: failure.remedy)))
    case .response(let response):
      return read(response, client, asked: asked)
    }
  }

  private static func read(
    _ response: HTTPResponse, _ client: ClientCredentials, asked: Double
  ) -> Result<Token, Unavailable> {
    func refusal(_ message: String, _ remedy: String) -> Result<Token, Unavailable> {
      .failure(
        Unavailable(
          reason: Reason(
            code: "token-unavailable", message: "no token from \(client.tokenURL): \(message)",
            remedy: remedy),
          isFinal: response.status < 500 && response.status != 429))
    }
    guard response.status == 200 else {
      let isRefused = response.status == 401 || response.status == 400
      return refusal(
        "it answered \(response.status)\(errorCode(response).map { " (\($0))" } ?? "")",
        isRefused
          ? "check the client id and secret in the environment"
          : "check --token-url and that the token endpoint is up")
    }
    guard let document = try? JSONReader.read(response.body, file: SourceFile(name: "<token>"))
    else {
      return refusal("its answer is no JSON", "check that --token-url is a token endpoint")
    }
    guard let text = document.root["access_token"]?.string, !text.isEmpty else {
      return refusal(
        "its answer has no access_token (RFC 6749 §5.1)",
        "check that --token-url is a token endpoint")
    }
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      return refusal(
        "its access_token holds characters that no header may (RFC 6750 §2.1)",
        "check the token endpoint")
    }
    guard text.utf8.count <= lengthLimit else {
      return refusal(
        "its access_token is longer than \(lengthLimit) characters", "check the token endpoint")
    }
    if let type = document.root["token_type"]?.string, type.lowercased() != "bearer" {
      return refusal(
        "its token_type is \(type), and only Bearer is supported",
        "ask the token endpoint for a Bearer token (RFC 6750)")
    }
    let seconds = document.root["expires_in"]?.number?.integer
    return .success(Token(text: text, expiry: seconds.map { asked + Double($0) }))
  }

  /// The error code of a refusal (RFC 6749 §5.2).
  private static func errorCode(_ response: HTTPResponse) -> String? {
    let document = try? JSONReader.read(response.body, file: SourceFile(name: "<token>"))
    return document?.root["error"]?.string
  }
}
