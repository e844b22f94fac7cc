import Evidence
import Synchronization

/// Ends a run early when the target is not there: a closed port need not be knocked at for every
/// case.
final class CircuitBreaker: Sendable {
  private struct State {
    var requests = 0
    var unreachable = 0
    var busy = 0
    var reason: Reason?
  }

  /// Requests in a row of which none reached the target.
  private static let limit = 5
  /// Requests in a row that the target was too busy for, all their attempts counted as one.
  private static let busyLimit = 10

  private let state = Mutex(State())

  func record(_ exchange: Exchange) {
    state.withLock { state in
      state.requests += exchange.attempts.count
      let isBusy = exchange.response.map { $0.status == 429 || $0.status == 503 } ?? false
      state.busy = isBusy ? state.busy + 1 : 0
      if state.busy >= Self.busyLimit, state.reason == nil {
        state.reason = Reason(
          code: "target-busy",
          message: "the target answered 429 or 503 to \(state.busy) requests in a row",
          remedy: "send less with --jobs 1, or repeat the run when the target is up")
      }
      guard let failure = exchange.failure, failure.kind.meansNoTarget else {
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
