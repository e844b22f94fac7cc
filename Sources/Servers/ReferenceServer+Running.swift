extension ReferenceServer {
  /// A server that runs in a task of its own.
  package struct Running: Sendable {
    /// For instance `http://127.0.0.1:49152`, without a final slash.
    package let baseURL: String
    fileprivate let task: Task<Void, any Error>

    /// Stops the server and returns once its port is closed. Stopping twice does no harm.
    package func stop() async {
      task.cancel()
      _ = await task.result
    }
  }

  /// Starts a server and returns as soon as it accepts connections; it runs until `stop()`.
  ///
  /// - Throws: what kept it from starting.
  package static func start(_ configuration: Configuration) async throws -> Running {
    let (ready, signal) = AsyncStream.makeStream(of: String.self)
    let task = Task {
      defer { signal.finish() }
      try await run(configuration) { signal.yield($0) }
    }
    return try await withTaskCancellationHandler {
      for await baseURL in ready { return Running(baseURL: baseURL, task: task) }
      // The stream ended without a URL: the task's error says why.
      task.cancel()
      try await task.value
      throw CancellationError()
    } onCancel: {
      task.cancel()
    }
  }

  /// Starts a server, runs `body` with its base URL, and stops the server whatever happens.
  package static func withServer<Result>(
    _ configuration: Configuration, _ body: (_ baseURL: String) async throws -> Result
  ) async throws -> Result {
    let server = try await start(configuration)
    do {
      let result = try await body(server.baseURL)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }
}
