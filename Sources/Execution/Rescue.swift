import Contracts
import Evidence
import Suites
import Transport

/// Lets a case put back what it changed although the run is being ended: for a short while, and out of
/// reach of its cancellation.
struct Rescue {
  /// Seconds for all that one case puts back after the run's end.
  static let longest = 10.0

  /// When it began, by the run's clock; nil as long as nothing is being ended.
  private var begin: Double?

  /// Whether the next request of a case may be sent all the same.
  mutating func allows(
    _ machine: CaseStateMachine, safe: Bool, _ course: Runner.Course, _ clock: RunClock
  ) -> Bool {
    guard machine.isTearingDown, let operation = machine.operation, course.breaker.reason == nil,
      !safe || operation.effect == .read
    else { return false }
    let start = begin ?? clock.now()
    begin = start
    return clock.now() - start < Self.longest
  }

  /// Sends a request; where the run is being ended, once and not for long.
  func send(
    _ request: HTTPRequest, _ order: Sender.Order, with sender: Sender
  ) async throws(TokenProvider.Unavailable) -> Exchange {
    guard begin != nil else { return try await sender.send(request, order) }
    var order = order
    order.timeout = min(order.timeout ?? sender.options.timeout, Self.longest / 2)
    order.retries = 0
    order.scope = nil
    // A task of its own is not cancelled with the run's.
    let work = Task { [order] in
      do throws(TokenProvider.Unavailable) {
        return Result<Exchange, TokenProvider.Unavailable>.success(
          try await sender.send(request, order))
      } catch {
        return .failure(error)
      }
    }
    return try await work.value.get()
  }
}

extension Sender.Order {
  /// What the step's suite says of how it is sent.
  mutating func take(_ script: StepScript?, _ raw: RawOverrides?) {
    if let raw { kept = raw.headers.map(\.name) }
    guard let script else { return }
    timeout = script.timeout
    retries = script.retries
    if let until = script.until { statuses += until.statuses }
  }
}
