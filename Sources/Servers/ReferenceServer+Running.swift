extension ReferenceServer {
  /// Starts a server and returns as soon as it accepts connections; it runs until `stop()`.
  ///
  /// - Throws: what kept it from starting.
  package static func start(_ configuration: Configuration) async throws -> RunningServer {
    try await RunningServer.start { try await run(configuration, onReady: $0) }
  }

  /// Starts a server, runs `body` with its base URL, and stops the server whatever happens.
  package static func withServer<Result>(
    _ configuration: Configuration, _ body: (_ baseURL: String) async throws -> Result
  ) async throws -> Result {
    try await start(configuration).whileRunning(body)
  }
}
