/// Says when the next of many requests may be sent, at most so many a second: each has a slot of its
/// own, one interval after the one before, so that the rate is exact in the mean. Time in which
/// nothing was sent is not made up for.
struct TokenBucket: Sendable {
  /// Seconds between two slots.
  private let interval: Double
  /// The earliest time of the next slot.
  private var next = -Double.infinity

  /// - Parameter rate: requests a second, above 0.
  init(rate: Double) {
    interval = 1 / rate
  }

  /// Takes the next slot and says how many seconds it is away.
  mutating func take(at now: Double) -> Double {
    let slot = max(next, now)
    next = slot + interval
    return slot - now
  }
}
