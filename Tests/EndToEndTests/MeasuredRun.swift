import Foundation
import Glibc

/// One run of `muster` with what it cost, as the kernel counts it (wait4).
struct MeasuredRun: Sendable {
  /// -1 for one that was killed because it took too long.
  var code: Int32
  var wallSeconds: Double
  var cpuSeconds: Double
  /// The largest resident size, of the program alone: `ru_maxrss` starts with what the process that
  /// spawned it had.
  var peakBytes: Int
  var errors: String

  /// Runs it to its end; what it writes on stderr goes through a file in the folder. Not with Foundation's
  /// Process, which reaps its children itself.
  ///
  /// - Parameter environment: variables as `NAME=value`, beside the few that are always set.
  static func run(
    _ arguments: [String], in folder: URL, limit: Double, environment: [String] = []
  ) throws -> MeasuredRun {
    let errors = folder.appending(path: "stderr-\(UUID().uuidString)")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, O_WRONLY | O_CREAT, 0o600)
    let path = MusterProcess.binary.path
    var words = cStrings([path] + arguments)
    var variables = cStrings(["PATH=/usr/bin:/bin", "LANG=C.UTF-8"] + environment)
    defer { (words + variables).forEach { free($0) } }
    var pid: pid_t = 0
    let start = ContinuousClock.now
    let failure = posix_spawn(&pid, path, &actions, nil, &words, &variables)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
    var status: Int32 = 0
    var usage = rusage()
    var isKilled = false
    var peak = 0
    while wait4(pid, &status, WNOHANG, &usage) == 0 {
      if !isKilled, ContinuousClock.now - start > .seconds(limit) {
        isKilled = true
        kill(pid, SIGKILL)
      }
      peak = max(peak, highWater(of: pid))
      usleep(2_000)
    }
    let hasExited = status & 0x7F == 0
    let text = try Data(contentsOf: errors)
    return MeasuredRun(
      code: hasExited ? status >> 8 & 0xFF : -1,
      wallSeconds: (ContinuousClock.now - start) / .seconds(1),
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakBytes: peak > 0 ? peak : usage.ru_maxrss * 1024,
      errors: String(decoding: text, as: UTF8.self))
  }

  /// The most memory that a running process has had resident, in bytes; 0 when it has ended.
  private static func highWater(of pid: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        .flatMap({ Int($0) })
    else { return 0 }
    return kilobytes * 1024
  }

  /// Copies with a nil at the end, to be freed.
  private static func cStrings(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var copies: [UnsafeMutablePointer<CChar>?] = []
    for text in texts { copies.append(strdup(text)) }
    copies.append(nil)
    return copies
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
  }
}
