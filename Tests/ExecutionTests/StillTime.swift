import Execution
import Synchronization

/// A time in which pauses take none: a pause moves the clock on and ends at once.
final class StillTime: Sendable {
  private let state = Mutex<(now: Double, pauses: [Double])>((0, []))

  var clock: RunClock {
    RunClock(
      now: { self.state.withLock { $0.now } }, date: { self.state.withLock { $0.now } },
      sleep: { seconds in
        self.state.withLock { state in
          state.now += seconds
          state.pauses.append(seconds)
        }
        try Task.checkCancellation()
      })
  }

  /// What was waited for, in order.
  var pauses: [Double] { state.withLock { $0.pauses } }

  /// One that nobody looks at.
  static var clock: RunClock { StillTime().clock }
}
