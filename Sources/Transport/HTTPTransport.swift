package import Evidence

/// Carries requests to a target and brings back what came of them.
package protocol HTTPTransport: Sendable {
  /// Sends one request once. Never throws: what went wrong is the attempt's outcome.
  func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt

  /// The same for a request of some work that is cancelled as a whole; nil: it is cancelled with the task that sends
  /// it.
  func send(
    _ request: HTTPRequest, options: RequestOptions, in scope: CancellationScope?
  ) async -> Exchange.Attempt

  /// Does work that sends many requests, which are all cancelled with the task that does it: to prepare for that once
  /// costs less than for each of them. Whatever else is sent in the scope is cancelled as well.
  func withScope(_ work: (CancellationScope?) async -> Void) async

  /// Where tasks that send much should run (`withTaskExecutorPreference`), because a request then costs
  /// no change of threads. Nil: anywhere. What runs there must be short, because transfers wait for it.
  var preferredExecutor: (any TaskExecutor)? { get }
}

extension HTTPTransport {
  package var preferredExecutor: (any TaskExecutor)? { nil }

  package func send(
    _ request: HTTPRequest, options: RequestOptions, in scope: CancellationScope?
  ) async -> Exchange.Attempt {
    await send(request, options: options)
  }

  package func withScope(_ work: (CancellationScope?) async -> Void) async {
    await work(nil)
  }
}

/// What is cancelled together; see ``HTTPTransport/withScope(_:)``.
package struct CancellationScope: Sendable {
  let ticket = Ticket()
}

/// The limits of one request.
package struct RequestOptions: Sendable, Hashable {
  /// Seconds from the moment that the request leaves the queue to the last byte of its answer.
  package var timeout: Double
  /// Seconds for name lookup, connection and TLS handshake together; `timeout` holds as well.
  package var connectTimeout: Double
  /// How many redirects are followed; `timeout` is for all of them together. 0: a redirect is an
  /// answer like any other.
  package var maxRedirects: Int

  package init(timeout: Double = 30, connectTimeout: Double = 10, maxRedirects: Int = 0) {
    self.timeout = timeout
    self.connectTimeout = connectTimeout
    self.maxRedirects = maxRedirects
  }
}
