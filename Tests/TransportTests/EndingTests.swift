import Evidence
import Testing

@testable import Transport

/// Cancellation and shutdown: everything pending ends, nothing hangs.
@Suite(.timeLimit(.minutes(1))) struct EndingTests {
  private func kind(_ attempt: Exchange.Attempt) -> TransportFailure.Kind? {
    if case .failure(let failure) = attempt.outcome { failure.kind } else { nil }
  }

  private func until(_ condition: () -> Bool) async throws -> Bool {
    for _ in 0..<500 {
      if condition() { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return condition()
  }

  /// The socket is closed, not left to its time limit.
  @Test func cancellationReachesTheSocket() async throws {
    let server = try RawServer([.read, .hang])
    let transport = try CurlTransport(TransportConfiguration())
    let task = Task {
      await transport.send(
        HTTPRequest(method: "GET", url: server.url), options: RequestOptions(timeout: 20))
    }
    #expect(try await until { server.record.requests.count == 1 })
    let began = RawServer.now()
    task.cancel()
    let attempt = await task.value
    #expect(kind(attempt) == .cancelled)
    #expect(attempt.timing.total > 0)
    #expect(RawServer.now() - began < 10)
    #expect(try await until { server.record.clientsGone == 1 })
  }

  @Test func aCancelledTaskSendsNothing() async throws {
    let server = try RawServer([.read, .hang])
    let transport = try CurlTransport(TransportConfiguration())
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await transport.send(
        HTTPRequest(method: "GET", url: server.url), options: RequestOptions(timeout: 20))
    }
    task.cancel()
    #expect(kind(await task.value) == .cancelled)
    #expect(server.record.connections == 0)
  }

  /// One in flight, the others waiting for it; the waiting ones end first.
  @Test func waitingRequestsCanBeCancelled() async throws {
    let server = try RawServer([.read, .hang])
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    let tasks = (0..<20).map { _ in
      Task {
        await transport.send(
          HTTPRequest(method: "GET", url: server.url), options: RequestOptions(timeout: 20))
      }
    }
    #expect(try await until { server.record.requests.count == 1 })
    for task in tasks.reversed() { task.cancel() }
    for task in tasks { #expect(kind(await task.value) == .cancelled) }
    #expect(server.record.requests.count == 1)
  }

  /// Two in flight, two waiting for them, and one that comes later: the task that does the work cancels all.
  @Test func aScopeIsCancelledAsAWhole() async throws {
    let server = try RawServer([.read, .hang])
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 2))
    let options = RequestOptions(timeout: 20)
    let request = HTTPRequest(method: "GET", url: server.url)
    let task = Task {
      var kinds: [TransportFailure.Kind?] = []
      await transport.withScope { scope in
        kinds = await withTaskGroup(of: TransportFailure.Kind?.self) { group in
          for _ in 0..<4 {
            // Tasks of their own, so that only the scope can reach them.
            let pending = Task { await transport.send(request, options: options, in: scope) }
            group.addTask { self.kind(await pending.value) }
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
        kinds.append(self.kind(await transport.send(request, options: options, in: scope)))
      }
      return kinds
    }
    #expect(try await until { server.record.requests.count == 2 })
    let began = RawServer.now()
    task.cancel()
    #expect(await task.value == Array(repeating: .cancelled, count: 5))
    #expect(RawServer.now() - began < 10)
    #expect(try await until { server.record.clientsGone == 2 })
    #expect(server.record.requests.count == 2)
  }

  /// What is sent beside a scope goes on when the scope is cancelled, and a scope is as good as none as long as
  /// nobody cancels.
  @Test func aScopeLeavesOthersAlone() async throws {
    let turn: [RawServer.Step] = [
      .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ]
    let server = try RawServer(Array(repeating: turn, count: 4).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration())
    let request = HTTPRequest(method: "GET", url: server.url)
    let task = Task {
      var kinds: [TransportFailure.Kind?] = []
      await transport.withScope { scope in
        for _ in 0..<2 {
          kinds.append(
            self.kind(await transport.send(request, options: RequestOptions(), in: scope)))
        }
        while !Task.isCancelled { await Task.yield() }
        // Out of the cancelled task's reach.
        let beside = Task { await transport.send(request, options: RequestOptions()) }
        kinds.append(self.kind(await beside.value))
      }
      return kinds
    }
    #expect(try await until { server.record.requests.count == 2 })
    task.cancel()
    #expect(await task.value == [nil, nil, nil])
  }

  /// Cancelled at any moment, a request ends once and the transport stays usable.
  @Test func cancellationRaces() async throws {
    let turn: [RawServer.Step] = [
      .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ]
    let server = try RawServer(Array(repeating: turn, count: 300).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 4))
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<300 {
        group.addTask {
          let task = Task {
            await transport.send(
              HTTPRequest(method: "GET", url: server.url), options: RequestOptions(timeout: 20))
          }
          for _ in 0..<(number % 40) { await Task.yield() }
          task.cancel()
          let kind = self.kind(await task.value)
          #expect(kind == nil || kind == .cancelled)
        }
      }
    }
    let attempt = await transport.send(
      HTTPRequest(method: "GET", url: server.url), options: RequestOptions())
    #expect(kind(attempt) == nil)
  }

  @Test func shutdownEndsWhatIsPending() async throws {
    let server = try RawServer([.read, .hang])
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 4))
    let tasks = (0..<20).map { _ in
      Task {
        await transport.send(
          HTTPRequest(method: "GET", url: server.url), options: RequestOptions(timeout: 20))
      }
    }
    #expect(try await until { server.record.requests.count == 4 })
    let began = RawServer.now()
    transport.shutdown()
    transport.shutdown()
    for task in tasks { #expect(kind(await task.value) == .cancelled) }
    #expect(RawServer.now() - began < 10)
    #expect(try await until { transport.hasEnded })
    #expect(try await until { server.record.clientsGone == 4 })
    let late = await transport.send(
      HTTPRequest(method: "GET", url: server.url), options: RequestOptions())
    #expect(kind(late) == .cancelled)
  }

  /// Requests that come while the transport ends are either answered or cancelled.
  @Test func shutdownRaces() async throws {
    let turn: [RawServer.Step] = [
      .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ]
    for round in 0..<20 {
      let server = try RawServer(Array(repeating: turn, count: 50).flatMap { $0 })
      let transport = try CurlTransport(TransportConfiguration(maxConnections: 4))
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask {
            if number == round * 2 { transport.shutdown() }
            let kind = self.kind(
              await transport.send(
                HTTPRequest(method: "GET", url: server.url), options: RequestOptions()))
            #expect(kind == nil || kind == .cancelled)
          }
        }
      }
      #expect(try await until { transport.hasEnded })
    }
  }

  /// Tasks outlive the transport whose thread they preferred.
  @Test func jobsAfterShutdownStillRun() async throws {
    let transport = try CurlTransport(TransportConfiguration())
    let executor = try #require(transport.preferredExecutor)
    transport.shutdown()
    #expect(try await until { transport.hasEnded })
    let sum = await withTaskExecutorPreference(executor) {
      await Task(executorPreference: executor) { 20 + 22 }.value
    }
    #expect(sum == 42)
  }

  @Test func theLastReferenceEndsTheThread() async throws {
    let server = try RawServer([
      .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), .hang,
    ])
    func use() async throws {
      let transport = try CurlTransport(TransportConfiguration())
      let attempt = await transport.send(
        HTTPRequest(method: "GET", url: server.url), options: RequestOptions())
      #expect(kind(attempt) == nil)
      #expect(server.record.open == 1)
    }
    try await use()
    // Its kept-alive connection goes with it.
    #expect(try await until { server.record.clientsGone == 1 })
  }
}
