import Hummingbird
import Logging

/// Listens on one address and gives every request to whoever answers it.
struct HTTPListener: Sendable {
  var host: String
  /// 0 takes a free port.
  var port: Int
  var logger: Logger

  /// Serves HTTP/1.1 until the task is cancelled, and returns once every connection is closed.
  ///
  /// - Parameters:
  ///   - onReady: called once, as soon as connections are accepted, with the base URL, which has
  ///     the real port and no final slash.
  /// - Throws: what the socket can't do, for instance a port in use.
  func run(
    onReady: @escaping @Sendable (_ baseURL: String) async -> Void,
    answer: @escaping @Sendable (ServerRequest) async -> ServerResponse
  ) async throws {
    let responder = CallbackResponder<ServerContext> { request, context in
      await HTTPAdapter.respond(to: request, in: context, with: answer)
    }
    // The framework's own lines are about its insides: warnings and worse only.
    var frameworkLogger = logger
    frameworkLogger.logLevel = max(.warning, logger.logLevel)
    let application = Application(
      responder: responder,
      // A connection on which nothing happens isn't kept for ever.
      server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: .init(address: .hostname(host, port: port)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? self.port
        let name = host.contains(":") ? "[\(host)]" : host
        await onReady("http://\(name):\(port)")
      },
      logger: frameworkLogger)
    do {
      try await application.run()
    } catch is CancellationError {
      return
    }
  }
}
