import Evidence
import Testing

@testable import Transport

/// Connections, their limits and their ends.
@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
  private static let answer: [RawServer.Step] = [
    .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
  ]

  private func get(
    _ url: String, _ transport: CurlTransport, _ options: RequestOptions = RequestOptions()
  ) async -> Exchange.Attempt {
    await transport.send(HTTPRequest(method: "GET", url: url), options: options)
  }

  private func kind(_ attempt: Exchange.Attempt) -> TransportFailure.Kind? {
    if case .failure(let failure) = attempt.outcome { failure.kind } else { nil }
  }

  @Test func areUsedAgain() async throws {
    let server = try RawServer(Array(repeating: Self.answer, count: 50).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 4))
    for _ in 0..<50 {
      #expect(kind(await get(server.url, transport)) == nil)
    }
    #expect(server.record.connections == 1)
    #expect(server.record.requests.count == 50)
  }

  /// Two hundred at once on sixteen connections: each answered, never more connections than that.
  @Test func areLimited() async throws {
    let server = try RawServer(Array(repeating: Self.answer, count: 200).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 16))
    let answered = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask { kind(await get(server.url + "/\(number)", transport)) == nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answered == 200)
    #expect(Set(server.requests).count == 200)
    #expect(server.record.peak <= 16)
    #expect(server.record.connections <= 16)
    #expect(server.record.connections > 1)
  }

  /// The same on the transport's own thread.
  @Test func areSharedByTasksOnTheTransportsThread() async throws {
    let server = try RawServer(Array(repeating: Self.answer, count: 200).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 8))
    let answered = await withTaskExecutorPreference(transport.preferredExecutor) {
      await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<200 {
          group.addTask { kind(await get(server.url, transport)) == nil }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
    }
    #expect(answered == 200)
    #expect(server.record.connections <= 8)
  }

  /// The time of a request begins when its turn comes.
  @Test func waitingIsNotTimed() async throws {
    let slow: [RawServer.Step] = [
      .read, .pause(0.3), .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    ]
    let server = try RawServer(Array(repeating: slow, count: 5).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    await withTaskGroup(of: Exchange.Attempt.self) { group in
      for _ in 0..<5 {
        group.addTask { await get(server.url, transport, RequestOptions(timeout: 1)) }
      }
      for await attempt in group {
        #expect(kind(attempt) == nil)
        #expect(attempt.timing.total < 1)
      }
    }
  }

  /// On a connection that stands already, no phase of connecting can have run out of time.
  @Test func usedAgainTimeOutAsTheOthers() async throws {
    let server = try RawServer(Self.answer + [.read, .hang])
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    #expect(kind(await get(server.url, transport)) == nil)
    let attempt = await get(server.url, transport, RequestOptions(timeout: 0.2))
    #expect(kind(attempt) == .answerTimeout)
    #expect(attempt.timing.total >= 0.2)
    #expect(server.record.connections == 1)
  }

  /// The target closes a connection between two requests: the second is sent on another.
  @Test func closedBetweenRequestsAreReplaced() async throws {
    let server = try RawServer(Self.answer)
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    #expect(kind(await get(server.url, transport)) == nil)
    #expect(kind(await get(server.url, transport)) == nil)
    try await Task.sleep(for: .milliseconds(50))
    #expect(kind(await get(server.url, transport)) == nil)
    #expect(server.record.connections == 3)
  }

  /// It closes when the second request has just arrived: sent again on a new connection, once.
  @Test func closedUnderARequestAreReplaced() async throws {
    let server = try RawServer { $0 == 0 ? Self.answer + [.read] : Self.answer }
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    #expect(kind(await get(server.url, transport)) == nil)
    #expect(kind(await get(server.url, transport)) == nil)
    #expect(server.record.connections == 2)
    #expect(server.record.requests.count == 3)
  }

  /// libcurl counts the connections of a handle that died over all its requests, and gives up at the
  /// sixth, although none of the requests met more than one.
  @Test(arguments: [[RawServer.Step.read], [.read, .reset]])
  func brokenUnderEveryOtherRequestAreReplaced(_ end: [RawServer.Step]) async throws {
    let server = try RawServer(Self.answer + end)
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    for _ in 0..<20 {
      #expect(kind(await get(server.url, transport)) == nil)
    }
    #expect(server.record.connections == 20)
  }

  /// Answered to nobody: the bytes after an answer must not become the next one.
  @Test func withLeftoverBytesAreNotUsedAgain() async throws {
    let server = try RawServer { number in
      number == 0
        ? [
          .read,
          .send(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
              + "HTTP/1.1 500 Late\r\nContent-Length: 0\r\n\r\n"), .hang,
        ] : Self.answer
    }
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    _ = await get(server.url, transport)
    guard case .response(let response) = await get(server.url, transport).outcome else {
      Issue.record("no response")
      return
    }
    #expect(response.status == 200)
    #expect(server.record.connections == 2)
  }

  @Test func refused() async throws {
    let port = RawServer.unusedPort()
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await get("http://127.0.0.1:\(port)/x", transport)
    #expect(
      attempt.outcome
        == .failure(
          TransportFailure(
            .connectionRefused, message: "connection refused by 127.0.0.1:\(port)",
            remedy: "check that the target is running and that --base-url is right")))
  }

  @Test func hostWithoutAnAddress() async throws {
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await get("http://no-such-host.invalid/", transport)
    guard case .failure(let failure) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(failure.kind == .nameNotResolved)
    #expect(failure.message == "the host of no-such-host.invalid:80 has no address")
  }

  /// TLS to a port that speaks plain HTTP, and to one that says nothing.
  @Test func withoutTLS() async throws {
    let plain = try RawServer([.send("HTTP/1.1 400 Bad Request\r\n\r\n"), .pause(0.2)])
    let silent = try RawServer([.hang])
    let transport = try CurlTransport(TransportConfiguration())
    #expect(kind(await get("https://127.0.0.1:\(plain.port)/", transport)) == .tlsFailed)
    let attempt = await get(
      "https://127.0.0.1:\(silent.port)/", transport, RequestOptions(connectTimeout: 0.3))
    guard case .failure(let failure) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(failure.kind == .connectTimeout)
    #expect(failure.message == "no connection to 127.0.0.1:\(silent.port) within 0.3 s")
  }

  @Test func throughAProxy() async throws {
    let proxy = try RawServer(Self.answer)
    let transport = try CurlTransport(TransportConfiguration(proxy: proxy.url, userAgent: ""))
    #expect(kind(await get("http://example.invalid/a/../b?c", transport)) == nil)
    #expect(
      proxy.requests.first?.hasPrefix(
        "GET http://example.invalid/a/../b?c HTTP/1.1\r\nHost: example.invalid\r\n") == true)
  }

  @Test func throughAProxyThatRefuses() async throws {
    let closed = "http://127.0.0.1:\(RawServer.unusedPort())"
    let transport = try CurlTransport(TransportConfiguration(proxy: closed))
    #expect(kind(await get("http://example.invalid/", transport)) == .proxyFailed)
    let proxy = try RawServer([.read, .send("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")])
    let other = try CurlTransport(TransportConfiguration(proxy: proxy.url))
    #expect(kind(await get("https://example.invalid/", other)) == .proxyFailed)
  }

  @Test func timingIsMonotone() async throws {
    let turn: [RawServer.Step] = [
      .read, .pause(0.05), .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), .pause(0.05),
      .send("ok"),
    ]
    let server = try RawServer(turn + turn)
    let transport = try CurlTransport(TransportConfiguration())
    for _ in 0..<2 {
      let timing = await get(server.url, transport).timing
      #expect(timing.nameLookup >= 0)
      #expect(timing.connect >= timing.nameLookup)
      #expect(timing.tls >= timing.connect)
      #expect(timing.firstByte >= timing.tls)
      #expect(timing.total >= timing.firstByte)
      // The pauses lie between the start and these two moments, however late we are served.
      #expect(timing.firstByte >= 0.045)
      #expect(timing.total >= 0.095)
      #expect(timing.total < 2)
    }
    #expect(server.record.connections == 1)
  }
}
