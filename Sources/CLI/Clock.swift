import Glibc

/// The clocks of a run.
enum Clock {
  /// Seconds since 1970-01-01T00:00:00Z.
  static var now: Double { seconds(CLOCK_REALTIME) }

  /// Seconds that never go back, from an arbitrary start.
  static var monotonic: Double { seconds(CLOCK_MONOTONIC) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
