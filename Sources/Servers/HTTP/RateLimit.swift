import Documents

/// Lets so many requests a second in, over all clients: a bucket that holds one second's worth and is
/// refilled steadily.
struct RateLimit: Sendable {
  /// Requests a second, and at once.
  let rate: Double
  private var tokens: Double
  private var moment: Double

  /// - Parameter now: in seconds, by a clock that never goes back.
  init(rate: Int, now: Double) {
    self.rate = Double(max(1, rate))
    tokens = self.rate
    moment = now
  }

  /// Takes a request in; else the seconds after which the next one will be.
  mutating func wait(at now: Double) -> Double? {
    tokens = min(rate, tokens + max(0, now - moment) * rate)
    moment = max(moment, now)
    guard tokens < 1 else {
      tokens -= 1
      return nil
    }
    return (1 - tokens) / rate
  }
}

/// A rate limit that requests share.
final class RateGate: Sendable {
  private let limit: Locked<RateLimit>
  private let now: @Sendable () -> Double

  /// - Parameter now: in seconds, by a clock that never goes back.
  init(rate: Int, now: @escaping @Sendable () -> Double) {
    limit = Locked(RateLimit(rate: rate, now: now()))
    self.now = now
  }

  /// Throws a 429 that says when to come back (RFC 6585 §4, RFC 9110 §10.2.3).
  func enter() throws(Problem) {
    let moment = now()
    guard let wait = limit.withLock({ $0.wait(at: moment) }) else { return }
    throw .tooManyRequests(retryAfter: max(1, Int(wait.rounded(.up))))
  }
}
