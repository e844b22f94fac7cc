import Evidence

/// Which attempts are made again, and after how long. Pure: the same seed, request and attempt, the
/// same pause, whatever else goes on.
struct RetryPolicy: Sendable {
  /// What a pause depends on besides the attempt.
  struct Subject: Sendable {
    /// Whether sending twice does what sending once does: the operation only reads, or PUTs
    /// (RFC 9110 §9.2.2). What erases is not repeated, because the second answer would be another.
    var isRepeatable: Bool
    /// Stands for the request, the same in every run.
    var key: Key
  }

  /// Worked out only where a request is sent again, which hardly any is.
  enum Key: Sendable {
    case number(UInt64)
    /// The id of a case, and which of its requests it is.
    case step(String, Int)

    fileprivate var value: UInt64 {
      switch self {
      case .number(let number): return number
      case .step(let id, let step):
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash &+ UInt64(truncatingIfNeeded: step) << 32
      }
    }
  }

  /// Further attempts after the first.
  var retries: Int
  var seed: UInt64

  /// The longest that a Retry-After is waited for, in seconds.
  static let longestAsked = 60.0
  private static let firstPause = 0.25
  private static let longestPause = 8.0

  /// Seconds until the next attempt; nil where there is none.
  ///
  /// - Parameter retried: how many attempts were made again already.
  /// - Parameter date: seconds since 1970-01-01T00:00:00Z.
  func pause(
    after outcome: Exchange.Attempt.Outcome, of subject: Subject, retried: Int, date: Double
  ) -> Double? {
    guard retried < retries else { return nil }
    switch outcome {
    case .failure(let failure):
      return Self.isWorthRetrying(failure.kind, subject) ? backoff(subject, retried) : nil
    case .response(let response):
      guard Self.isWorthRetrying(response.status, subject) else { return nil }
      guard let asked = Self.asked(by: response, date: date) else {
        return backoff(subject, retried)
      }
      return asked <= Self.longestAsked ? asked : nil
    }
  }

  /// Seconds that an answer asks to wait (RFC 9110 §10.2.3), by number or by date; nil where it does
  /// not ask.
  static func asked(by response: HTTPResponse, date: Double) -> Double? {
    guard let text = response.headers["Retry-After"] else { return nil }
    if let seconds = Double(text) { return seconds >= 0 ? seconds : nil }
    return HTTPDate.seconds(text, now: date).map { max(0, $0 - date) }
  }

  private static func isWorthRetrying(_ status: Int, _ subject: Subject) -> Bool {
    switch status {
    case 429, 503: true
    case 502, 504: subject.isRepeatable
    default: false
    }
  }

  private static func isWorthRetrying(_ kind: TransportFailure.Kind, _ subject: Subject) -> Bool {
    switch kind {
    // Nothing was sent.
    case .nameNotResolved, .connectionRefused, .connectFailed, .connectTimeout: true
    // It may have arrived, but no byte of an answer came.
    case .sendFailed, .emptyAnswer: subject.isRepeatable
    default: false
    }
  }

  /// Twice as long each time, less a part that differs from request to request, so that many do not
  /// come back at once.
  private func backoff(_ subject: Subject, _ retried: Int) -> Double {
    let whole = min(Self.longestPause, Self.firstPause * Double(1 << min(retried, 16)))
    let bits = Self.mixed(seed ^ Self.mixed(subject.key.value &+ UInt64(retried)))
    return whole * (0.5 + Double(bits >> 11) / Double(1 << 54))
  }

  /// The finalizer of SplitMix64: every bit depends on every other.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

extension RetryPolicy.Subject {
  /// The subject of one step of a case.
  init(case id: String, step: Int, isRepeatable: Bool) {
    self.init(isRepeatable: isRepeatable, key: .step(id, step))
  }

  init(isRepeatable: Bool, key: UInt64) {
    self.init(isRepeatable: isRepeatable, key: .number(key))
  }
}
