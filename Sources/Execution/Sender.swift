import Contracts
import Evidence
import Suites
import Transport

/// Sends one request of a case, with its credential, and again where trying again is right.
struct Sender: Sendable {
  /// What is known of a request besides its bytes.
  struct Order: Sendable {
    var operation: Contract.Operation.ID
    var security: [[Contract.SecurityRequirement]] = []
    var credential: RequestTemplate.Credential
    /// Statuses that are no reason to try again.
    var statuses: [Int]
    var subject: RetryPolicy.Subject
    /// Seconds that an answer may take; nil: as the run's options say.
    var timeout: Double?
    /// Further attempts after the first; nil: as the run's options say.
    var retries: Int?
    /// Names of header fields that are sent as the request says, or not at all.
    var kept: [String] = []
    /// What it is cancelled with; nil: the task that sends it.
    var scope: CancellationScope?
  }

  let transport: any HTTPTransport
  let own: Wallet
  let other: Wallet?
  var expired: Wallet?
  var wrongScope: Wallet?
  /// Sent with every request, but for what the request says itself.
  let headers: [HTTPHeaders.Field]
  let options: RequestOptions
  let policy: RetryPolicy
  let pacer: Pacer
  let clock: RunClock

  /// The exchange with all its attempts; throws where no credential could be had.
  func send(
    _ request: HTTPRequest, _ order: Order
  ) async throws(TokenProvider.Unavailable) -> Exchange {
    var exchange = Exchange(request: request, attempts: [])
    for field in headers where request.headers[field.name] == nil {
      exchange.request.headers.append(field.name, field.value)
    }
    let wallet = try wallet(order.credential)
    var placed = Wallet.Placed()
    switch order.credential {
    case .valid, .other:
      placed = try await wallet.place(on: &exchange.request, for: order.security)
      if order.credential == .other { exchange.request.tokenVariable = "MUSTER_OTHER_TOKEN" }
    case .wrongScope:
      placed = try await wallet.place(on: &exchange.request, for: order.security)
      exchange.request.tokenVariable = "MUSTER_WRONG_SCOPE_TOKEN"
    case .expired:
      // No other one is asked for where it is refused.
      _ = try await wallet.place(on: &exchange.request, for: order.security)
      exchange.request.tokenVariable = "MUSTER_EXPIRED_TOKEN"
    case .scheme(let name):
      try await wallet.place(on: &exchange.request, for: order.security, as: name)
    case .inQuery: try await wallet.placeInQuery(of: &exchange.request, for: order.security)
    case .literal(HTTPRequest.malformedCredential):
      wallet.placeMalformed(
        HTTPRequest.malformedCredential, on: &exchange.request, for: order.security)
    case .literal(let text): exchange.request.headers.replace("Authorization", with: text)
    case .absent: break
    }
    for name in order.kept {
      exchange.request.headers.remove(name)
      for value in request.headers.values(of: name) {
        exchange.request.headers.append(name, value)
      }
    }
    var options = options
    if let timeout = order.timeout { options.timeout = timeout }
    var policy = policy
    if let retries = order.retries { policy.retries = retries }
    var isRefreshed = false
    var retried = 0
    while true {
      // Cancellation ends a wait early; then nothing is sent.
      try? await pacer.wait(for: order.operation)
      let attempt =
        await pacer.admits()
        ? await transport.send(exchange.request, options: options, in: order.scope) : .unsent
      exchange.attempts.append(attempt)
      if Task.isCancelled { return exchange }
      if case .response(let response) = attempt.outcome {
        if order.statuses.contains(response.status) { return exchange }
        if response.status == 401, !isRefreshed, let old = placed.token,
          wallet.tokens.refused(old)
        {
          isRefreshed = true
          placed.token = try await wallet.tokens.authorization()
          if let token = placed.token {
            exchange.request.headers.replace("Authorization", with: token)
          }
          continue
        }
        hold(response)
      }
      guard
        let pause = policy.pause(
          after: attempt.outcome, of: order.subject, retried: retried, date: clock.date())
      else { return exchange }
      try? await clock.sleep(pause)
      if Task.isCancelled { return exchange }
      retried += 1
    }
  }

  private func wallet(
    _ credential: RequestTemplate.Credential
  ) throws(TokenProvider.Unavailable) -> Wallet {
    switch credential {
    case .other: try given(other, "credential of another user", "other")
    case .expired: try given(expired, "token that has expired", "expired")
    case .wrongScope: try given(wrongScope, "token of another scope", "wrongScope")
    case .valid, .scheme, .inQuery, .absent, .literal: own
    }
  }

  private func given(
    _ wallet: Wallet?, _ what: String, _ place: String
  ) throws(TokenProvider.Unavailable) -> Wallet {
    guard let wallet else {
      throw TokenProvider.Unavailable(
        reason: Reason(
          code: "credentials-missing", message: "no \(what) was given",
          remedy: "name its environment variables under `credentials: \(place):` in the fixtures"))
    }
    return wallet
  }

  /// A target that asks for a pause asks everybody.
  private func hold(_ response: HTTPResponse) {
    guard response.status == 429 || response.status == 503,
      let asked = RetryPolicy.asked(by: response, date: clock.date()),
      asked > 0, asked <= RetryPolicy.longestAsked
    else { return }
    pacer.hold(asked)
  }
}
