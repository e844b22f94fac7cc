import Documents
import Evidence
import Foundation
import Transport

/// The transport by itself against a server that answers from memory: `send`, and nothing around it.
enum TransportMeasurement {
  struct Result {
    var requests: Int
    var cpuNanoseconds: Int
    var wallNanoseconds: Int
  }

  /// Where the tasks run that send.
  enum Mode: String {
    /// On the transport's own thread, as a run's workers do.
    case executor
    /// On the threads of the concurrency runtime.
    case pool
  }

  /// As many requests as go into the time, so many at once.
  ///
  /// - Parameter seconds: of the wall clock, because most of the time is the server's.
  static func run(
    url: String, connections: Int, seconds: Double, mode: Mode
  ) throws -> Result {
    let transport = try CurlTransport(TransportConfiguration(maxConnections: connections))
    let outcome = Locked<Int?>(nil)
    let done = DispatchSemaphore(value: 0)
    let cpu = clock(CLOCK_PROCESS_CPUTIME_ID)
    let wall = clock(CLOCK_MONOTONIC)
    let end = wall + Int(seconds * 1e9)
    Task.detached {
      await withTaskExecutorPreference(mode == .executor ? transport.preferredExecutor : nil) {
        let counts = await withTaskGroup(of: Int?.self) { group in
          for _ in 0..<connections { group.addTask { await send(transport, url, until: end) } }
          var sum: Int? = 0
          for await count in group {
            if let so = sum, let count { sum = so + count } else { sum = nil }
          }
          return sum
        }
        outcome.withLock { $0 = counts }
      }
      done.signal()
    }
    done.wait()
    guard let requests = outcome.withLock({ $0 }) else {
      throw Problem("an answer was not 200 with a body")
    }
    return Result(
      requests: requests, cpuNanoseconds: clock(CLOCK_PROCESS_CPUTIME_ID) - cpu,
      wallNanoseconds: clock(CLOCK_MONOTONIC) - wall)
  }

  /// How many answers came; nil where one was not as it had to be.
  private static func send(_ transport: CurlTransport, _ url: String, until end: Int) async -> Int?
  {
    var count: Int? = 0
    let options = RequestOptions()
    await transport.withScope { scope in
      while clock(CLOCK_MONOTONIC) < end, let so = count {
        let attempt = await transport.send(
          HTTPRequest(method: "GET", url: url), options: options, in: scope)
        guard case .response(let response) = attempt.outcome, response.status == 200,
          !response.body.isEmpty
        else {
          count = nil
          continue
        }
        count = so + 1
      }
    }
    return count
  }

  private static func clock(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
