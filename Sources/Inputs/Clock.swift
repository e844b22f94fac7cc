package import Execution
import Glibc
import Reports

/// The clocks of a run.
package enum Clock {
  /// Seconds since 1970-01-01T00:00:00Z.
  package static var now: Double { seconds(CLOCK_REALTIME) }

  /// Seconds that never go back, from an arbitrary start.
  package static var monotonic: Double { seconds(CLOCK_MONOTONIC) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The clock of a run. `MUSTER_CLOCK=fixed:SECONDS` (since 1970) makes reports tell that moment and
  /// no durations, so that runs that found the same write the same; pauses and time limits keep to
  /// the real time.
  package static func run(_ environment: [String: String]) throws(Failure) -> RunClock {
    guard let seconds = try fixed(environment) else {
      return RunClock(now: { monotonic }, date: { now })
    }
    return RunClock(now: { monotonic }, date: { now }, reportedDate: seconds)
  }

  /// The current day in UTC, such as `2026-11-26`.
  package static func today(_ environment: [String: String]) throws(Failure) -> String {
    let seconds = try fixed(environment) ?? now
    return Timestamp.day(seconds)
  }

  /// The moment that `MUSTER_CLOCK` says; nil where it is not set.
  private static func fixed(_ environment: [String: String]) throws(Failure) -> Double? {
    guard let text = environment["MUSTER_CLOCK"], !text.isEmpty else { return nil }
    guard text.hasPrefix("fixed:"), let seconds = Double(text.dropFirst(6)), seconds >= 0,
      seconds < 1e11
    else {
      throw .unusable(
        "MUSTER_CLOCK `\(text)` is no clock",
        remedy: "write fixed:SECONDS, counted from 1970, or unset it")
    }
    return seconds
  }
}
