import CCurl
import Documents
import Evidence

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The thread that owns libcurl's multi handle, and the inbox through which everyone else speaks
/// to it. Also a task executor: tasks that prefer it run between transfers on the same thread,
/// which saves two thread switches a request.
final class CurlEngine: TaskExecutor {
  /// What came since the loop last looked.
  struct Work {
    var submissions: [Submission] = []
    var cancellations: [UInt64] = []
    var jobs: [UnownedJob] = []

    /// Keeps the room: a turn of the loop leaves and takes a few of each.
    mutating func removeAll() {
      submissions.removeAll(keepingCapacity: true)
      cancellations.removeAll(keepingCapacity: true)
      jobs.removeAll(keepingCapacity: true)
    }

    var isEmpty: Bool { submissions.isEmpty && cancellations.isEmpty && jobs.isEmpty }
  }

  private struct Inbox {
    var work = Work()
    /// The loop is asleep or about to be, so that whoever leaves work has to wake it.
    var isAsleep = false
    var isStopping = false
    /// The loop is gone: the multi handle must not be touched, nothing is taken any more.
    var hasEnded = false
  }

  private let inbox = Locked(Inbox())
  /// Used by the loop thread alone, except for `curl_multi_wakeup`, which libcurl allows from any
  /// thread. That is called with the inbox locked and never once `hasEnded`, which the loop sets
  /// under the same lock before it frees the handle.
  private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

  /// Starts the thread. It keeps the engine alive until ``shutdown()``.
  init(_ configuration: TransportConfiguration) throws(TransportSetupError) {
    guard let multi = curl_multi_init() else {
      throw TransportSetupError(
        message: "libcurl could not be set up", remedy: "give muster more memory and files")
    }
    self.multi = multi
    let first: Transfer
    do throws(CurlOptionError) {
      first = try Transfer(configuration)
    } catch {
      curl_multi_cleanup(multi)
      throw TransportSetupError(
        message: "libcurl refuses \(error.option): \(error.reason)",
        remedy: "check the transport's configuration and this machine's libcurl")
    }
    let connections = configuration.maxConnections
    ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections)
    let start = ThreadStart(
      engine: self, loop: CurlLoop(multi: multi, configuration: configuration, first: first))
    guard ThreadStart.run(start) else {
      curl_multi_cleanup(multi)
      throw TransportSetupError(
        message: "the transport's thread could not be started",
        remedy: "raise this machine's limit on threads")
    }
  }

  /// Whether the thread has left its loop.
  var hasEnded: Bool { inbox.withLock { $0.hasEnded } }

  /// Hands a request over; false where the engine has ended, and then nobody will resume it.
  func submit(_ submission: Submission) -> Bool {
    leave { $0.submissions.append(submission) }
  }

  func cancel(_ ticket: Ticket) {
    ticket.cancel()
    leave { $0.cancellations.append(ticket.number) }
  }

  /// Ends the loop; what is pending ends as cancelled. Returns at once.
  func shutdown() {
    inbox.withLock { inbox in
      inbox.isStopping = true
      wake(&inbox)
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if leave({ $0.jobs.append(job) }) { return }
    // Tasks may outlive the transport.
    globalConcurrentExecutor.enqueue(job)
  }

  @discardableResult
  private func leave(_ change: (inout Work) -> Void) -> Bool {
    inbox.withLock { inbox in
      guard !inbox.hasEnded else { return false }
      change(&inbox.work)
      wake(&inbox)
      return true
    }
  }

  private func wake(_ inbox: inout Inbox) {
    guard inbox.isAsleep, !inbox.hasEnded else { return }
    inbox.isAsleep = false
    curl_multi_wakeup(multi)
  }
}

// MARK: - The loop thread

extension CurlEngine {
  /// Runs until ``shutdown()`` and until nothing is left to do.
  fileprivate func run(_ loop: consuming CurlLoop) {
    var loop = loop
    let executor = asUnownedTaskExecutor()
    // Two that take turns: one is filled while the other is done.
    var work = Work()
    while true {
      var isStopping = false
      // Jobs leave new requests behind; starting those before the transfers move saves a walk over
      // all transfers. The number of turns is limited because jobs may also leave jobs for ever.
      for _ in 0..<4 {
        work.removeAll()
        inbox.withLock { inbox in
          inbox.isAsleep = false
          isStopping = inbox.isStopping
          swap(&inbox.work, &work)
        }
        for job in work.jobs { job.runSynchronously(on: executor) }
        loop.take(work)
        if work.jobs.isEmpty { break }
      }
      if isStopping { loop.cancelAll() } else { loop.perform() }
      let next = inbox.withLock { inbox -> Next in
        guard inbox.work.isEmpty else { return .again }
        if inbox.isStopping {
          // Stopping may be newer than what this turn has seen; then something may be pending.
          guard isStopping else { return .again }
          inbox.hasEnded = true
          return .end
        }
        inbox.isAsleep = true
        return .sleep
      }
      switch next {
      case .again: continue
      case .sleep: loop.sleep()
      case .end: return loop.end()
      }
    }
  }

  private enum Next { case again, sleep, end }
}

/// What the new thread is given: it alone has it from then on.
private final class ThreadStart {
  let engine: CurlEngine
  private var loop: CurlLoop?

  init(engine: CurlEngine, loop: consuming CurlLoop) {
    self.engine = engine
    self.loop = .some(loop)
  }

  /// False where the system has no thread to give.
  static func run(_ start: ThreadStart) -> Bool {
    let argument = Unmanaged.passRetained(start)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
        if let loop = start.loop.take() { start.engine.run(loop) }
        return nil
      }, argument.toOpaque())
    guard code == 0 else {
      argument.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}
