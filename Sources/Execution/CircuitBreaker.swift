import Evidence
import Synchronization

/// Ends a run early when the target is not there: a closed port need not be knocked at for every
/// case.
final class CircuitBreaker: Sendable {
  private struct State {
    var requests = 0
    var unreachable = 0
    var reason: Reason?
  }

  /// Requests in a row of which none reached the target.
  private static let limit = 5

  private let state = Mutex(State())

  func record(_ exchange: Exchange) {
    state.withLock { state in
      state.requests += exchange.attempts.count
      guard let failure = exchange.failure, failure.kind.blame == .unreachable else {
        state.unreachable = 0
        return
      }
      state.unreachable += 1
      if state.unreachable >= Self.limit, state.reason == nil {
        state.reason = Reason(
          code: failure.kind.rawValue, message: failure.message, remedy: failure.remedy)
      }
    }
  }

  /// Set once the target is given up.
  var reason: Reason? { state.withLock(\.reason) }

  var requests: Int { state.withLock(\.requests) }
}
