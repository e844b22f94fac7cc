/// A server that runs in a task of its own.
package struct RunningServer: Sendable {
  /// For instance `http://127.0.0.1:49152`, without a final slash.
  package let baseURL: String
  private let task: Task<Void, any Error>

  /// Stops the server and returns once its port is closed. Stopping twice does no harm.
  package func stop() async {
    task.cancel()
    _ = await task.result
  }

  /// Starts a server and returns as soon as it accepts connections; it runs until `stop()`.
  ///
  /// - Parameter run: serves until its task is cancelled, and calls what it is given with the base
  ///   URL once connections are accepted.
  /// - Throws: what kept it from starting.
  static func start(
    _ run:
      @escaping @Sendable (_ onReady: @escaping @Sendable (String) async -> Void) async throws ->
      Void
  ) async throws -> RunningServer {
    let (ready, signal) = AsyncStream.makeStream(of: String.self)
    let task = Task {
      defer { signal.finish() }
      try await run { signal.yield($0) }
    }
    return try await withTaskCancellationHandler {
      for await baseURL in ready { return RunningServer(baseURL: baseURL, task: task) }
      // The stream ended without a URL: the task's error says why.
      task.cancel()
      try await task.value
      throw CancellationError()
    } onCancel: {
      task.cancel()
    }
  }

  /// Runs `body` with the base URL, and stops the server whatever happens.
  func whileRunning<Result>(
    _ body: (_ baseURL: String) async throws -> Result
  ) async throws -> Result {
    do {
      let result = try await body(baseURL)
      await stop()
      return result
    } catch {
      await stop()
      throw error
    }
  }
}
