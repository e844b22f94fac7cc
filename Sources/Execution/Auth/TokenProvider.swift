import Documents
package import Evidence
import Transport

/// Where the token of a run's requests comes from.
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

  fileprivate struct Token {
    var text: String
    /// Seconds of the run's clock; nil: it does not say.
    var expiry: Double?
  }

  /// A token is not used in its last seconds, so that it does not expire under way; of a short life
  /// in its last quarter.
  private static let margin = 5.0

  private nonisolated let source: CredentialSource
  private let transport: any HTTPTransport
  private let options: RequestOptions
  private let vault: SecretVault
  private let clock: RunClock
  private let policy: RetryPolicy
  /// What is sent with every request.
  private let headers: [HTTPHeaders.Field]
  /// Apart, so that those who use it do not queue for the actor.
  private nonisolated let token = Locked<Token?>(nil)
  private var pending: Task<Outcome, Never>?
  /// Set once asking is given up: it is not repeated for every case.
  private var refusal: Unavailable?
  private var failures = 0

  /// How often an endpoint that is out of reach is asked in a row.
  private static let failureLimit = 3

  init(
    source: CredentialSource, transport: any HTTPTransport, options: RequestOptions,
    vault: SecretVault, clock: RunClock, policy: RetryPolicy, headers: [HTTPHeaders.Field] = []
  ) {
    self.source = source
    self.transport = transport
    self.options = options
    self.vault = vault
    self.clock = clock
    self.policy = policy
    self.headers = headers
    switch source {
    case .token(let text): vault.add(text)
    case .client(let client):
      vault.add(client.clientSecret)
      vault.add(client.basic)
    case .notNeeded, .unavailable: break
    }
  }

  /// What came of one request for a token.
  struct Outcome: Sendable {
    fileprivate var token: Result<Token, Unavailable>
    var exchange: Exchange
    var findings: [Finding]

    /// Why there is none.
    var reason: Reason? {
      if case .failure(let unavailable) = token { unavailable.reason } else { nil }
    }
  }

  /// How reports call the request for a token.
  static func operation(_ client: ClientCredentials) -> String {
    "POST \(client.tokenURL.prefix { $0 != "?" })"
  }

  /// The value for `Authorization`; nil where none is needed.
  package nonisolated func authorization() async throws(Unavailable) -> String? {
    switch source {
    case .notNeeded: return nil
    case .token(let text): return "Bearer \(text)"
    case .unavailable(let reason): throw Unavailable(reason: reason)
    case .client(let client):
      if let usable = usable { return "Bearer \(usable)" }
      return "Bearer \(try await fresh(client))"
    }
  }

  /// Gets a first token, where there is a client to get one for, and tells how that went.
  func first() async -> (client: ClientCredentials, outcome: Outcome)? {
    guard case .client(let client) = source else { return nil }
    return (client, await ask(client))
  }

  /// Forgets a token that the target refused; true when another one can be had.
  nonisolated func refused(_ authorization: String) -> Bool {
    guard case .client = source else { return false }
    token.withLock { token in
      if let text = token?.text, authorization == "Bearer \(text)" { token = nil }
    }
    return true
  }

  /// A token that is still good.
  private nonisolated var usable: String? {
    token.withLock { $0 }.flatMap { token in
      token.expiry.map { clock.now() < $0 } ?? true ? token.text : nil
    }
  }

  private func fresh(_ client: ClientCredentials) async throws(Unavailable) -> String {
    // Somebody may have got one while this one waited for the actor.
    if let usable { return usable }
    if let refusal { throw refusal }
    if let pending { return try await pending.value.token.get().text }
    return try await ask(client).token.get().text
  }

  private func ask(_ client: ClientCredentials) async -> Outcome {
    let task = Task { await obtain(client) }
    pending = task
    // Only the case that asks writes down what came of it; those that wait just use it.
    let outcome = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    pending = nil
    switch outcome.token {
    case .success(let fresh):
      failures = 0
      token.withLock { $0 = fresh }
    case .failure(let error):
      failures += 1
      if error.isFinal || failures >= Self.failureLimit { refusal = error }
    }
    return outcome
  }

  private func obtain(_ client: ClientCredentials) async -> Outcome {
    var request = client.request
    for field in headers where request.headers[field.name] == nil {
      request.headers.append(field.name, field.value)
    }
    var exchange = Exchange(request: request, attempts: [])
    let subject = RetryPolicy.Subject(case: client.tokenURL, step: 0, isRepeatable: true)
    var asked = clock.now()
    while true {
      asked = clock.now()
      let attempt = await transport.send(request, options: options)
      exchange.attempts.append(attempt)
      guard !Task.isCancelled,
        let pause = policy.pause(
          after: attempt.outcome, of: subject, retried: exchange.attempts.count - 1,
          date: clock.date())
      else { break }
      try? await clock.sleep(pause)
    }
    return read(exchange, client, asked: asked)
  }

  /// Why a client has no token.
  static func reason(_ client: ClientCredentials, _ message: String, _ remedy: String?) -> Reason {
    Reason(
      code: "token-unavailable", message: "no token from \(client.tokenURL): \(message)",
      remedy: remedy)
  }

  private func read(_ exchange: Exchange, _ client: ClientCredentials, asked: Double) -> Outcome {
    func unavailable(_ message: String, _ remedy: String?, isFinal: Bool) -> Unavailable {
      Unavailable(reason: Self.reason(client, message, remedy), isFinal: isFinal)
    }
    guard let response = exchange.response else {
      let failure = exchange.failure
      return Outcome(
        token: .failure(
          unavailable(failure?.message ?? "nothing was sent", failure?.remedy, isFinal: false)),
        exchange: exchange, findings: [])
    }
    do throws(TokenAnswer.Refusal) {
      let answer = try TokenAnswer(response, to: client)
      for secret in answer.secrets { vault.add(secret) }
      let expiry = answer.lifetime.map { lifetime in
        asked + Double(lifetime) - min(Self.margin, Double(lifetime) / 4)
      }
      return Outcome(
        token: .success(Token(text: answer.token, expiry: expiry)), exchange: exchange,
        findings: answer.findings)
    } catch {
      let isFinal = response.status < 500 && response.status != 429
      return Outcome(
        token: .failure(unavailable(error.message, error.remedy, isFinal: isFinal)),
        exchange: exchange, findings: error.finding.map { [$0] } ?? [])
    }
  }
}
