import Glibc

/// Repeats work for a while and takes the CPU time of the process.
enum Timing {
  /// Runs until `seconds` of CPU time have passed, at least once.
  ///
  /// - Parameter work: gives back a number that depends on its result, so that nothing is left out.
  static func run(
    seconds: Double, _ work: () throws -> Int
  ) rethrows -> (iterations: Int, nanoseconds: Int) {
    var kept = try work()
    let budget = Int(seconds * 1e9)
    let start = cpuTime()
    var iterations = 0
    var batch = 1
    var spent = 0
    repeat {
      for _ in 0..<batch { kept &+= try work() }
      iterations += batch
      spent = cpuTime() - start
      // The clock is looked at about a hundred times.
      if spent < budget / 100 { batch *= 2 }
    } while spent < budget
    withExtendedLifetime(kept) {}
    return (iterations, spent)
  }

  private static func cpuTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
