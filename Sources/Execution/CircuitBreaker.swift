import Documents
import Evidence

/// Ends a run early when the target is not there or no longer answers: a closed port need not be
/// knocked at for every case.
final class CircuitBreaker: Sendable {
  private struct State {
    var requests = 0
    var unreachable = 0
    var silent = 0
    var busy = 0
    var reason: Reason?
  }

  /// Requests in a row of which none reached the target, all their attempts counted as one.
  private static let limit = 5
  /// Requests in a row that the target was too busy for.
  private static let busyLimit = 10
  /// Requests in a row that reached the target and got no byte of an answer.
  private static let silentLimit = 10

  private let state = Locked(State())

  func record(_ exchange: Exchange) {
    let failure = exchange.failure?.kind
    let isBusy = exchange.response.map { $0.status == 429 || $0.status == 503 } ?? false
    state.withLock { state in
      state.requests += exchange.attempts.count
      if failure == .cancelled || failure == .invalidRequest { return }
      state.busy = isBusy ? state.busy + 1 : 0
      state.unreachable = failure?.meansNoTarget == true ? state.unreachable + 1 : 0
      state.silent =
        failure == .answerTimeout || failure == .emptyAnswer ? state.silent + 1 : 0
      if state.reason == nil { state.reason = Self.reason(state, exchange) }
    }
  }

  /// Counts requests that say nothing about the target.
  func count(_ exchange: Exchange) {
    state.withLock { $0.requests += exchange.attempts.count }
  }

  private static func reason(_ state: State, _ exchange: Exchange) -> Reason? {
    if state.busy >= busyLimit {
      return Reason(
        code: "target-busy",
        message: "the target answered 429 or 503 to \(state.busy) requests in a row",
        remedy: "send less with --rate or --jobs 1, or repeat the run when the target is up")
    }
    guard let failure = exchange.failure else { return nil }
    if state.unreachable >= limit {
      return Reason(
        code: failure.kind.rawValue, message: failure.message, remedy: failure.remedy)
    }
    if state.silent >= silentLimit {
      return Reason(
        code: "target-silent",
        message:
          "the target answered none of \(state.silent) requests in a row: \(failure.message)",
        remedy: "repeat the run when the target answers, or give it longer with --timeout")
    }
    return nil
  }

  /// Set once the target is given up.
  var reason: Reason? { state.withLock { $0.reason } }

  var requests: Int { state.withLock { $0.requests } }
}
