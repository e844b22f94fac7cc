package import Evidence

/// The transport over libcurl: one thread, connections used again, nothing added to a request but
/// its framing and nothing forgiven in an answer that HTTP forbids.
///
/// What comes back is the answer as it was on the wire, with these exceptions: the content codings
/// gzip and deflate are undone (header fields stay as they were), chunks are joined, trailers and
/// interim responses are read and checked but not kept, and header text that is not UTF-8 is
/// decoded as ISO 8859-1.
///
/// Redirects are answers. Cookies are not kept. A request that finds its kept-alive connection
/// closed before a byte of an answer is sent again on a new one, by libcurl; that is the only case
/// in which a request is sent twice.
package final class CurlTransport: HTTPTransport {
  private let engine: CurlEngine
  private let maxBodyBytes: Int

  package init(_ configuration: TransportConfiguration) throws(TransportSetupError) {
    let configuration = try configuration.checked()
    maxBodyBytes = configuration.maxBodyBytes
    engine = try CurlEngine(configuration)
  }

  deinit {
    engine.shutdown()
  }

  /// Runs tasks on the transport's own thread: under `withTaskExecutorPreference`, a request costs
  /// no thread switch. What runs there must be short, because transfers wait for it.
  package var executor: any TaskExecutor { engine }

  /// Whether the thread has left its loop after ``shutdown()``.
  var hasEnded: Bool { engine.hasEnded }

  package func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt {
    let prepared: PreparedRequest
    do throws(TransportFailure) {
      prepared = try PreparedRequest(request)
    } catch {
      return Exchange.Attempt(outcome: .failure(error), timing: Exchange.Timing())
    }
    let ticket = Ticket()
    let attempt = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let submission = Submission(
          ticket: ticket, request: prepared, options: options, continuation: continuation)
        if !engine.submit(submission) { submission.cancelled() }
      }
    } onCancel: {
      engine.cancel(ticket)
    }
    return attempt.withContentDecoded(origin: prepared.origin.text, limit: maxBodyBytes)
  }

  /// Ends the thread and every request still pending, as cancelled, and every one to come.
  /// Returns at once and may be called again.
  package func shutdown() {
    engine.shutdown()
  }
}
