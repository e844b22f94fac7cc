import Evidence
import Testing
import Transport

/// What is known of the bytes of an attempt: counted, in order, nothing lost, nothing kept.
@Suite(.timeLimit(.minutes(1))) struct TrafficTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var method = "GET"
    var headers = HTTPHeaders()
    var body: [UInt8]?
    /// The answer, header section and the rest apart.
    var head: String
    var rest = ""
  }

  static let rows: [Row] = [
    Row(
      testDescription: "a short answer", head: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
      rest: "hi"),
    Row(testDescription: "no content", head: "HTTP/1.1 204 No Content\r\n\r\n"),
    Row(
      testDescription: "HEAD", method: "HEAD", head: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
    Row(
      testDescription: "a small request body", method: "POST", body: [1, 2, 3],
      head: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    Row(
      testDescription: "a large request body", method: "PUT",
      body: [UInt8](repeating: 7, count: 1 << 20),
      head: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    Row(
      testDescription: "a chunked request body", method: "POST",
      headers: HTTPHeaders(["Transfer-Encoding": "chunked"]), body: Array("hello".utf8),
      head: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
    Row(
      testDescription: "interim responses",
      head: "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n"
        + "Content-Length: 2\r\n\r\n", rest: "hi"),
    Row(
      testDescription: "chunks, an extension and trailers",
      head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      rest: "2;x=y\r\nhi\r\n1\r\n!\r\n0\r\nT: u\r\n\r\n"),
    Row(
      testDescription: "a long body", head: "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n",
      rest: String(repeating: "x", count: 300_000)),
    Row(
      testDescription: "until close", head: "HTTP/1.1 200 OK\r\n\r\n", rest: "until the end"),
  ]

  @Test(arguments: rows)
  func isCountedToTheByte(_ row: Row) async throws {
    let turn: [RawServer.Step] = [.read, .send(row.head), .send(row.rest)]
    // The second time everything comes in one piece.
    let server = try RawServer { $0 == 0 ? turn : [.read, .send(row.head + row.rest)] }
    for number in 0..<2 {
      // Each on a connection of its own: on a kept one that the server has just closed the request
      // would be sent twice, and both times counted.
      let transport = try CurlTransport(TransportConfiguration())
      let attempt = await transport.send(
        HTTPRequest(method: row.method, url: server.url, headers: row.headers, body: row.body),
        options: RequestOptions())
      guard case .response = attempt.outcome else {
        Issue.record("\(attempt.outcome)")
        return
      }
      #expect(attempt.traffic.sent == server.record.requests[number].count)
      #expect(attempt.traffic.headers == row.head.utf8.count)
      #expect(attempt.traffic.received == row.head.utf8.count + row.rest.utf8.count)
    }
  }

  @Test func trailersAreKeptApart() async throws {
    let server = try RawServer([
      .read,
      .send(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nB: 1\r\na: 2\r\nB: 3\r\n\r\n"
          + "2\r\nhi\r\n0\r\nT: u\r\nB: 4\r\nT: v\r\n\r\n"),
    ])
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(
      HTTPRequest(method: "GET", url: server.url), options: RequestOptions())
    guard case .response(let response) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(
      response.headers
        == HTTPHeaders(["Transfer-Encoding": "chunked", "B": "1", "a": "2", "B": "3"]))
    #expect(response.trailers == HTTPHeaders(["T": "u", "B": "4", "T": "v"]))
    #expect(response.body == Array("hi".utf8))
  }

  /// Every byte there is, as content.
  @Test func contentIsExact() async throws {
    let bytes = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    let server = try RawServer([
      .read, .send("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n"),
      .sendBytes(bytes),
    ])
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(
      HTTPRequest(method: "GET", url: server.url), options: RequestOptions())
    guard case .response(let response) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(response.body == bytes)
  }

  @Test func cookiesAreNotKept() async throws {
    let turn: [RawServer.Step] = [
      .read, .send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 0\r\n\r\n"),
    ]
    let server = try RawServer(turn + turn)
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1))
    for _ in 0..<2 {
      _ = await transport.send(
        HTTPRequest(method: "GET", url: server.url), options: RequestOptions())
    }
    #expect(server.requests.count == 2)
    #expect(!server.requests.contains { $0.lowercased().contains("cookie") })
  }

  /// Five thousand requests at once wait in line; each takes its turn and none is lost.
  @Test(.timeLimit(.minutes(3))) func manyWaitInLine() async throws {
    let turn: [RawServer.Step] = [.read, .send("HTTP/1.1 204 No Content\r\n\r\n")]
    let server = try RawServer(Array(repeating: turn, count: 5_000).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 8))
    let answered = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<5_000 {
        group.addTask {
          let attempt = await transport.send(
            HTTPRequest(method: "GET", url: server.url), options: RequestOptions())
          if case .response = attempt.outcome { return true }
          return false
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answered == 5_000)
    #expect(server.record.peak <= 8)
  }
}
