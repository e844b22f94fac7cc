package import Evidence

/// The transport over libcurl: one thread, connections used again, nothing added to a request but
/// its framing and nothing forgiven in an answer that HTTP forbids.
///
/// What comes back is the answer as it was on the wire, with these exceptions: the content codings
/// gzip and deflate are undone (header fields stay as they were), chunks are joined, interim
/// responses are read and checked but not kept, and header text that is not UTF-8 is decoded as
/// ISO 8859-1.
///
/// Redirects are answers, unless a request's options allow to follow some. Cookies are not kept. A request that finds its kept-alive connection
/// closed before a byte of an answer is sent again on a new one, by libcurl; that is the only case
/// in which a request is sent twice.
package final class CurlTransport: HTTPTransport {
  private let engine: CurlEngine
  private let limits: ContentLimits
  private let memo = RequestMemo()

  package init(_ configuration: TransportConfiguration) throws(TransportSetupError) {
    let configuration = try configuration.checked()
    limits = ContentLimits(
      bytes: configuration.maxBodyBytes, expansion: configuration.maxExpansion)
    engine = try CurlEngine(configuration)
  }

  deinit {
    engine.shutdown()
  }

  /// Runs tasks on the transport's own thread: under `withTaskExecutorPreference`, a request costs
  /// no thread switch. What runs there must be short, because transfers wait for it.
  package var preferredExecutor: (any TaskExecutor)? { engine }

  /// Whether the thread has left its loop after ``shutdown()``.
  var hasEnded: Bool { engine.hasEnded }

  package func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt {
    await send(request, options: options, in: nil)
  }

  package func send(
    _ request: HTTPRequest, options: RequestOptions, in scope: CancellationScope?
  ) async -> Exchange.Attempt {
    let prepared: PreparedRequest
    do throws(TransportFailure) {
      prepared = try PreparedRequest(request, sharing: memo)
    } catch {
      return Exchange.Attempt(outcome: .failure(error), timing: Exchange.Timing())
    }
    var attempt: Exchange.Attempt
    if let scope {
      attempt = await answer(to: prepared, options, scope.ticket)
    } else {
      let ticket = Ticket()
      attempt = await withTaskCancellationHandler {
        await answer(to: prepared, options, ticket)
      } onCancel: {
        engine.cancel(ticket)
      }
    }
    attempt = attempt.withContentDecoded(origin: prepared.origin, limits: limits)
    guard options.maxRedirects > 0 else { return attempt }
    return await follow(attempt, of: request, options, in: scope)
  }

  /// Always inlined: each function on the way costs a look at where its task wants to run.
  @inline(__always)
  private func answer(
    to prepared: PreparedRequest, _ options: RequestOptions, _ ticket: Ticket
  ) async -> Exchange.Attempt {
    await withUnsafeContinuation { continuation in
      let submission = Submission(
        ticket: ticket, request: prepared, options: options, continuation: continuation)
      if !engine.submit(submission) { submission.cancelled() }
    }
  }

  package func withScope(_ work: (CancellationScope?) async -> Void) async {
    let scope = CancellationScope()
    await withTaskCancellationHandler {
      await work(scope)
    } onCancel: {
      engine.cancel(scope.ticket)
    }
  }

  private func follow(
    _ first: Exchange.Attempt, of request: HTTPRequest, _ options: RequestOptions,
    in scope: CancellationScope?
  ) async -> Exchange.Attempt {
    var request = request
    var attempt = first
    while case .response(let response) = attempt.outcome,
      let next = Redirect.next(after: response, to: request)
    {
      guard attempt.redirects.count < options.maxRedirects else {
        attempt.outcome = .failure(.redirectLoop(request.url, after: options.maxRedirects))
        return attempt
      }
      request = next
      var rest = options
      rest.maxRedirects = 0
      // Never 0, which would be no limit.
      rest.timeout = max(0.001, options.timeout - attempt.timing.total)
      let next = await send(request, options: rest, in: scope)
      attempt = attempt.followed(by: next, to: request.url)
    }
    return attempt
  }

  /// Ends the thread and every request still pending, as cancelled, and every one to come.
  /// Returns at once and may be called again.
  package func shutdown() {
    engine.shutdown()
  }
}

extension Exchange.Attempt {
  /// The attempt that led to a redirect and the one at its destination, as one.
  fileprivate func followed(by next: Exchange.Attempt, to url: String) -> Exchange.Attempt {
    let before = timing.total
    return Exchange.Attempt(
      outcome: next.outcome,
      timing: Exchange.Timing(
        nameLookup: before + next.timing.nameLookup, connect: before + next.timing.connect,
        tls: before + next.timing.tls, firstByte: before + next.timing.firstByte,
        total: before + next.timing.total),
      traffic: Exchange.Traffic(
        sent: traffic.sent + next.traffic.sent, received: traffic.received + next.traffic.received,
        headers: traffic.headers + next.traffic.headers),
      redirects: redirects + [url])
  }
}

extension TransportFailure {
  fileprivate static func redirectLoop(_ url: String, after count: Int) -> TransportFailure {
    TransportFailure(
      .redirectLoop,
      message: "\(Excerpt.of(url)) redirects again after \(count) redirects",
      remedy: "correct the target's redirects, or allow more with --follow-redirects")
  }
}
