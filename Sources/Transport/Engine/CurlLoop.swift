import CCurl
import Evidence

/// What the loop thread does with transfers. Lives on that thread alone. A struct with one owner rather than an
/// object: the runtime would check each access to an object's properties, some twenty for a request.
struct CurlLoop: ~Copyable {
  private let multi: UnsafeMutableRawPointer
  private let configuration: TransportConfiguration
  /// Requests beyond the limit, in the order they came. Their time has not begun.
  private var waiting = Queue<Submission>()
  /// In flight, in no order; each knows its place.
  private var active: [Transfer] = []
  /// Handles to use again.
  private var idle: [Transfer]

  init(multi: UnsafeMutableRawPointer, configuration: TransportConfiguration, first: Transfer) {
    self.multi = multi
    self.configuration = configuration
    idle = [first]
  }

  /// Starts what is new and ends what is cancelled.
  mutating func take(_ work: CurlEngine.Work) {
    for submission in work.submissions {
      if waiting.isEmpty, active.count < configuration.maxConnections {
        begin(submission)
      } else {
        waiting.append(submission)
      }
    }
    for number in work.cancellations { cancel(number) }
    startWaiting()
  }

  /// Moves every transfer as far as it goes without waiting, and hands over what is finished.
  mutating func perform() {
    guard !active.isEmpty else { return }
    var running: Int32 = 0
    let code = curl_multi_perform(multi, &running)
    guard code == CURLM_OK else { return failAll(code) }
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
        continue
      }
      let result = ccurl_message_result(message)
      if let transfer = Transfer.of(easy) { finish(transfer, result) }
    }
    startWaiting()
  }

  /// Until a socket, a timer of libcurl or `curl_multi_wakeup` has something for us.
  mutating func sleep() {
    let code = curl_multi_poll(multi, nil, 0, 60_000, nil)
    if code != CURLM_OK { failAll(code) }
  }

  mutating func cancelAll() {
    while let submission = waiting.popFirst() { submission.cancelled() }
    for transfer in active { cancel(transfer) }
  }

  /// Frees everything; the loop must not be used again.
  mutating func end() {
    cancelAll()
    idle = []
    curl_multi_cleanup(multi)
  }

  private mutating func startWaiting() {
    while active.count < configuration.maxConnections, let submission = waiting.popFirst() {
      begin(submission)
    }
  }

  private mutating func begin(_ submission: Submission) {
    if submission.ticket.isCancelled { submission.cancelled() } else { start(submission) }
  }

  private mutating func start(_ submission: Submission) {
    do throws(CurlOptionError) {
      let transfer = if let used = idle.popLast() { used } else { try Transfer(configuration) }
      try transfer.prepare(submission)
      let code = curl_multi_add_handle(multi, transfer.easy)
      guard code == CURLM_OK else {
        throw CurlOptionError(code: CURLE_FAILED_INIT, option: "curl_multi_add_handle")
      }
      transfer.slot = active.count
      active.append(transfer)
    } catch {
      submission.fail(
        TransportFailure(
          .other,
          message: "the request to \(submission.request.origin.text) could not be set up: "
            + "\(error.option): \(error.reason)",
          remedy: "give muster more memory or lower --jobs"))
    }
  }

  private mutating func cancel(_ number: UInt64) {
    // A waiting request keeps its place; its flag is seen when its turn comes, unless it is asked
    // for here, which it is so that nobody waits for a cancelled request. A scope may have several.
    for transfer in active where transfer.submission?.ticket.number == number {
      cancel(transfer)
    }
    while let submission = waiting.remove(where: { $0.ticket.number == number }) {
      submission.cancelled()
    }
  }

  private mutating func cancel(_ transfer: Transfer) {
    guard let submission = release(transfer) else { return }
    var attempt = transfer.finish(CURLE_ABORTED_BY_CALLBACK)
    attempt.outcome = .failure(.cancelled(submission.request.origin.text))
    idle.append(transfer)
    submission.continuation.resume(returning: attempt)
  }

  private mutating func finish(_ transfer: Transfer, _ code: CURLcode) {
    guard let submission = release(transfer) else { return }
    let isWornOut = transfer.isWornOut(code)
    let attempt = transfer.finish(code)
    idle.append(transfer)
    // Its count begins anew. Ends because each of them was a connection of the pool, now closed.
    if isWornOut, !submission.ticket.isCancelled { return start(submission) }
    submission.continuation.resume(returning: attempt)
  }

  /// Takes a transfer out of libcurl's hands; one that is under way loses its connection.
  private mutating func release(_ transfer: Transfer) -> Submission? {
    curl_multi_remove_handle(multi, transfer.easy)
    guard let submission = transfer.submission, transfer.slot < active.count,
      active[transfer.slot] === transfer, let last = active.popLast()
    else { return nil }
    if last !== transfer {
      active[transfer.slot] = last
      last.slot = transfer.slot
    }
    return submission
  }

  /// The multi handle itself failed, which only lack of memory or descriptors explains.
  private mutating func failAll(_ code: CURLMcode) {
    for transfer in active {
      guard let submission = release(transfer) else { continue }
      var attempt = transfer.finish(CURLE_FAILED_INIT)
      attempt.outcome = .failure(
        TransportFailure(
          .other,
          message: "libcurl failed during the request to \(submission.request.origin.text): "
            + String(cString: curl_multi_strerror(code)),
          remedy: "give muster more memory and files, or lower --jobs"))
      idle.append(transfer)
      submission.continuation.resume(returning: attempt)
    }
  }
}

extension Submission {
  /// Ends the request before it was started.
  func cancelled() { fail(.cancelled(request.origin.text)) }

  /// See ``cancelled()``.
  func fail(_ failure: TransportFailure) {
    continuation.resume(
      returning: Exchange.Attempt(outcome: .failure(failure), timing: Exchange.Timing()))
  }
}
