import Synchronization

/// Tells the first signal from the impatient ones.
final class SignalCount: Sendable {
  private let seen = Atomic(false)

  func isFirst() -> Bool {
    !seen.exchange(true, ordering: .relaxed)
  }
}
