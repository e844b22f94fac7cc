import Evidence
import Suites
import Transport

/// Sends one request of a case, with its credential, and again where trying again is right.
struct Sender: Sendable {
  let transport: any HTTPTransport
  let tokens: TokenProvider
  let options: RequestOptions
  /// Further attempts at what the target was too busy for.
  let retries: Int

  /// The longest that a Retry-After is waited for, in seconds.
  private static let longestPause = 10.0
  private static let firstPause = 0.25

  /// The exchange with all its attempts; throws where no credential could be had.
  func send(
    _ request: HTTPRequest, credential: RequestTemplate.Credential, expecting statuses: [Int]
  ) async throws(TokenProvider.Unavailable) -> Exchange {
    var request = request
    var authorization: String?
    switch credential {
    case .valid:
      authorization = try await tokens.authorization()
    case .literal(let text): authorization = text
    case .absent: break
    }
    if let authorization { request.headers.replace("Authorization", with: authorization) }
    var exchange = Exchange(request: request, attempts: [])
    var refreshed = false
    var retried = 0
    while true {
      let attempt = await transport.send(exchange.request, options: options)
      exchange.attempts.append(attempt)
      guard case .response(let response) = attempt.outcome,
        !statuses.contains(response.status), !Task.isCancelled
      else { return exchange }
      if response.status == 401, credential == .valid, !refreshed, let old = authorization,
        await tokens.refused(old)
      {
        refreshed = true
        authorization = try await tokens.authorization()
        if let authorization {
          exchange.request.headers.replace("Authorization", with: authorization)
        }
        continue
      }
      guard response.status == 429 || response.status == 503, retried < retries,
        let pause = pause(after: response, attempt: retried)
      else { return exchange }
      // Cancellation ends the pause early; the loop then sees it.
      try? await Task.sleep(for: .seconds(pause))
      retried += 1
    }
  }

  /// Seconds: as long as the target asks (RFC 9110 §10.2.3), else twice as long each time. Nil where
  /// it asks for more than is waited for. A date instead of seconds counts as not asked.
  private func pause(after response: HTTPResponse, attempt: Int) -> Double? {
    let asked = response.headers["Retry-After"].flatMap { text in
      Double(text).flatMap { $0 >= 0 ? $0 : nil }
    }
    guard let asked else { return Self.firstPause * Double(1 << min(attempt, 6)) }
    return asked <= Self.longestPause ? asked : nil
  }
}
