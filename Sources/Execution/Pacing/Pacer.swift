import Contracts
import Documents
import Evidence
import Suites

/// Holds requests back until they may be sent: by the rates that the user set, and as long as the
/// target asked for.
final class Pacer: Sendable {
  private struct State {
    var all: TokenBucket?
    var rules: [TokenBucket]
    /// Nothing is sent before this time of the run's clock.
    var heldUntil = -Double.infinity
  }

  private let rules: [RateLimits.Rule]
  private let clock: RunClock
  private let state: Locked<State>

  init(_ limits: RateLimits, clock: RunClock) {
    rules = limits.rules
    self.clock = clock
    state = Locked(
      State(
        all: limits.all.map { TokenBucket(rate: $0) },
        rules: limits.rules.map { TokenBucket(rate: $0.rate) }))
  }

  /// Lets nothing pass for so many seconds.
  func hold(_ seconds: Double) {
    let end = clock.now() + seconds
    state.withLock { $0.heldUntil = max($0.heldUntil, end) }
  }

  /// Waits for the slots of an operation's own limits; throws when the task is cancelled.
  func wait(for operation: Contract.Operation.ID) async throws {
    guard !rules.isEmpty else { return }
    let name = "\(operation)"
    let now = clock.now()
    let pause = state.withLock { state in
      rules.indices.reduce(0.0) { pause, place in
        rules[place].operations.matches(name)
          ? max(pause, state.rules[place].take(at: now)) : pause
      }
    }
    if pause > 0 { try await clock.sleep(pause) }
  }

  /// Waits for a slot of the whole run's limit; false where the task is cancelled before or meanwhile.
  func admits() async -> Bool {
    do { try await wait() } catch { return false }
    return !Task.isCancelled
  }

  /// Waits for a slot of the whole run's limit; throws when the task is cancelled.
  func wait() async throws {
    let now = clock.now()
    var pause = state.withLock { state in
      max(state.all?.take(at: now) ?? 0, state.heldUntil - now)
    }
    while pause > 0 {
      try await clock.sleep(pause)
      let now = clock.now()
      // The target may have asked for more in the meantime.
      pause = state.withLock { $0.heldUntil - now }
    }
  }
}
