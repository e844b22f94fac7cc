#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The total time limit of a request as our callbacks hold it. libcurl looks at its own between
/// reads only, and a flood of tiny header lines can keep it inside one for seconds.
struct Deadline {
  /// Nanoseconds of the monotonic clock.
  private let end: UInt64
  /// Since the clock was last looked at, which costs more than to read a header line.
  private var calls = 0
  private var bytes = 0
  /// Whether it was found to have passed.
  private(set) var wasMissed = false

  private static let callsBetween = 32
  private static let bytesBetween = 256 << 10

  /// Seconds from now; a limit that is none is no limit.
  init(after seconds: Double) {
    end = seconds > 0 && seconds < 1e9 ? Deadline.now + UInt64(seconds * 1e9) : .max
  }

  /// False once it has passed; that is noticed a few calls late.
  mutating func isAhead(afterBytes count: Int) -> Bool {
    guard !wasMissed else { return false }
    calls += 1
    bytes += count
    guard calls >= Deadline.callsBetween || bytes >= Deadline.bytesBetween else { return true }
    calls = 0
    bytes = 0
    wasMissed = Deadline.now > end
    return !wasMissed
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
