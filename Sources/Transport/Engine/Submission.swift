import Evidence
import Synchronization

/// A request handed to the engine, with the task that waits for it. It is a reference because it goes from
/// list to list.
final class Submission: Sendable {
  let ticket: Ticket
  let request: PreparedRequest
  let options: RequestOptions
  /// Resumed exactly once, by the loop thread or by whoever finds the engine ended. Not a checked
  /// one: that costs an allocation and a lock for each request.
  let continuation: UnsafeContinuation<Exchange.Attempt, Never>

  init(
    ticket: Ticket, request: PreparedRequest, options: RequestOptions,
    continuation: UnsafeContinuation<Exchange.Attempt, Never>
  ) {
    self.ticket = ticket
    self.request = request
    self.options = options
    self.continuation = continuation
  }
}

/// What the waiting task and the engine know of one request together.
final class Ticket: Sendable {
  let number: UInt64
  private let flag = Atomic(false)

  private static let last = Atomic<UInt64>(0)

  init() {
    number = Ticket.last.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// Set before the engine hears of the cancellation, read when it starts the request: whichever
  /// of the two messages comes first, one of them finds the other.
  var isCancelled: Bool { flag.load(ordering: .acquiring) }

  func cancel() { flag.store(true, ordering: .releasing) }
}
