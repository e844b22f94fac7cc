import Evidence
import Testing
import Transport

/// The bytes that reach the target, compared as a whole.
@Suite struct RequestBytesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var method: String
    var path: String
    var headers: HTTPHeaders
    var body: String?
    var userAgent: String
    /// With `{host}` for the host and port of the server.
    var bytes: String

    init(
      _ name: String, _ method: String, path: String = "/",
      headers: KeyValuePairs<String, String> = [:], body: String? = nil,
      userAgent: String = "", sends bytes: String
    ) {
      testDescription = name
      self.method = method
      self.path = path
      self.headers = HTTPHeaders(headers)
      self.body = body
      self.userAgent = userAgent
      self.bytes = bytes
    }
  }

  static let rows: [Row] = [
    Row("GET adds nothing but Host", "GET", sends: "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row("no path at all", "GET", path: "", sends: "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row(
      "our user agent", "GET", userAgent: "muster/1",
      sends: "GET / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: muster/1\r\n\r\n"),
    Row(
      "the request's user agent", "GET", headers: ["user-agent": "x"], userAgent: "muster/1",
      sends: "GET / HTTP/1.1\r\nHost: {host}\r\nuser-agent: x\r\n\r\n"),
    Row(
      "headers in order, with duplicates and empty values", "GET",
      headers: [
        "B": "1", "A": "2", "Empty": "", "b": "3", "Accept": "application/json", "Blank": "  ",
      ],
      sends: "GET / HTTP/1.1\r\nHost: {host}\r\nB: 1\r\nA: 2\r\nEmpty:\r\nb: 3\r\n"
        + "Accept: application/json\r\nBlank:\r\n\r\n"),
    Row(
      "header values beyond ASCII, with quotes and colons", "GET", headers: ["X": "a: \"b\"; é;"],
      sends: "GET / HTTP/1.1\r\nHost: {host}\r\nX: a: \"b\"; é;\r\n\r\n"),
    Row(
      "another host", "GET", headers: ["Host": "example.org"],
      sends: "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"),
    Row(
      "path as it stands", "GET",
      path: "/a/../b/./%2e%2E/%2f%2F//c;p=1?q=a+b%20c&r=%C3%A9&&=#fragment",
      sends:
        "GET /a/../b/./%2e%2E/%2f%2F//c;p=1?q=a+b%20c&r=%C3%A9&&= HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row(
      "characters that browsers would encode", "GET", path: "/{a}|b^c`<d>\"e\"\\f?[g]={h}",
      sends: "GET /{a}|b^c`<d>\"e\"\\f?[g]={h} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row(
      "query without a path", "GET", path: "?q=1",
      sends: "GET /?q=1 HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row("empty query", "GET", path: "/?", sends: "GET /? HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row("HEAD", "HEAD", sends: "HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row(
      "HEAD with empty content", "HEAD", body: "", sends: "HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row("OPTIONS", "OPTIONS", sends: "OPTIONS / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row("DELETE", "DELETE", sends: "DELETE / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row(
      "QUERY with content", "QUERY", headers: ["Content-Type": "text/plain"], body: "q",
      sends: "QUERY / HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/plain\r\n"
        + "Content-Length: 1\r\n\r\nq"),
    Row(
      "PROPFIND with a depth", "PROPFIND", headers: ["Depth": "1"],
      sends: "PROPFIND / HTTP/1.1\r\nHost: {host}\r\nDepth: 1\r\n\r\n"),
    Row("TRACE", "TRACE", sends: "TRACE / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row(
      "get in lower case is another method", "get",
      sends: "get / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row("a method of one's own", "x-Frob", sends: "x-Frob / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    Row(
      "POST without a body", "POST",
      sends: "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
    Row(
      "PUT without a body", "PUT",
      sends: "PUT / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
    Row(
      "PATCH with an empty body", "PATCH", body: "",
      sends: "PATCH / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
    Row(
      "GET with an empty body", "GET", body: "",
      sends: "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n\r\n"),
    Row(
      "POST with a body and no type", "POST", body: "a=1",
      sends: "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\na=1"),
    Row(
      "PUT with a body and a type", "PUT", path: "/x",
      headers: ["Content-Type": "application/json"], body: "{}",
      sends: "PUT /x HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        + "Content-Length: 2\r\n\r\n{}"),
    Row(
      "GET with a body", "GET", body: "{}",
      sends: "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n{}"),
    Row(
      "DELETE with a body", "DELETE", body: "{}",
      sends: "DELETE / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n{}"),
    Row(
      "body with NUL", "POST", body: "a\0b",
      sends: "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\na\0b"),
    Row(
      "Content-Length given", "POST", headers: ["Content-Length": "2"], body: "{}",
      sends: "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n{}"),
    Row(
      "chunked asked for", "POST", headers: ["Transfer-Encoding": "chunked"], body: "hello",
      sends: "POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5\r\nhello\r\n0\r\n\r\n"),
    Row(
      "credentials are headers", "GET", headers: ["Authorization": "Bearer t", "Cookie": "a=b"],
      sends: "GET / HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer t\r\nCookie: a=b\r\n\r\n"),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: rows)
  func arrive(_ row: Row) async throws {
    let server = try RawServer([.read, .send("HTTP/1.1 204 No Content\r\n\r\n")])
    let transport = try CurlTransport(TransportConfiguration(userAgent: row.userAgent))
    let attempt = await transport.send(
      HTTPRequest(
        method: row.method, url: server.url + row.path, headers: row.headers,
        body: row.body.map { Array($0.utf8) }),
      options: RequestOptions())
    guard case .response = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(
      server.requests == [row.bytes.replacing("{host}", with: "127.0.0.1:\(server.port)")])
  }

  @Test(.timeLimit(.minutes(1)))
  func aLargeBodyArrivesWithoutExpect() async throws {
    let server = try RawServer([.read, .send("HTTP/1.1 204 No Content\r\n\r\n")])
    let transport = try CurlTransport(TransportConfiguration(userAgent: ""))
    let body = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let attempt = await transport.send(
      HTTPRequest(method: "POST", url: server.url, body: body), options: RequestOptions())
    guard case .response = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    let head =
      "POST / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nContent-Length: \(body.count)\r\n\r\n"
    #expect(server.record.requests == [Array(head.utf8) + body])
  }

  /// The target is set apart from the rest of the URL, where it can be: neither may stay behind, nor a URL that
  /// libcurl can't take apart.
  @Test(.timeLimit(.minutes(1)))
  func aHandleUsedAgainAsksForEachTarget() async throws {
    let turn: [RawServer.Step] = [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    let server = try RawServer(turn + turn + turn + turn + turn + turn + turn)
    let other = try RawServer(turn)
    let transport = try CurlTransport(TransportConfiguration(maxConnections: 1, userAgent: "m"))
    let targets = ["/a%2f/../b?x=1", "/c#part", "", "?q", "/d"]
    let broken = "http://a^b:\(server.port)/x"
    for url in targets.map({ server.url + $0 })
      + [other.url + "/e", server.url + "/f", broken, server.url + "/f"]
    {
      let headers = url.hasSuffix("/d") ? HTTPHeaders(["User-Agents": "x"]) : HTTPHeaders()
      let attempt = await transport.send(
        HTTPRequest(method: "GET", url: url, headers: headers), options: RequestOptions())
      switch attempt.outcome {
      case .response: #expect(url != broken)
      case .failure(let failure):
        #expect(url == broken, "\(failure)")
        #expect(failure.kind == .invalidRequest)
      }
    }
    func request(_ target: String, _ port: UInt16, _ more: String = "") -> String {
      "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUser-Agent: m\r\n\(more)\r\n"
    }
    let port = server.port
    #expect(
      server.requests == [
        request("/a%2f/../b?x=1", port), request("/c", port), request("/", port),
        request("/?q", port), request("/d", port, "User-Agents: x\r\n"), request("/f", port),
        request("/f", port),
      ])
    #expect(other.requests == [request("/e", other.port)])
  }

  /// What one request sets on a handle must not show in the next.
  @Test(.timeLimit(.minutes(1)))
  func aHandleUsedAgainForgets() async throws {
    let turn: [RawServer.Step] = [.read, .send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    let server = try RawServer(turn + turn + turn + turn + turn)
    let transport = try CurlTransport(
      TransportConfiguration(maxConnections: 1, userAgent: "m"))
    let requests = [
      HTTPRequest(
        method: "POST", url: server.url, headers: HTTPHeaders(["X": "1"]), body: [65]),
      HTTPRequest(method: "GET", url: server.url),
      HTTPRequest(method: "HEAD", url: server.url),
      HTTPRequest(method: "PUT", url: server.url),
      HTTPRequest(method: "GET", url: server.url),
    ]
    for request in requests {
      let attempt = await transport.send(request, options: RequestOptions())
      guard case .response = attempt.outcome else {
        Issue.record("\(attempt.outcome)")
        return
      }
    }
    let common = " / HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nUser-Agent: m\r\n"
    #expect(
      server.requests == [
        "POST" + common + "X: 1\r\nContent-Length: 1\r\n\r\nA", "GET" + common + "\r\n",
        "HEAD" + common + "\r\n", "PUT" + common + "Content-Length: 0\r\n\r\n",
        "GET" + common + "\r\n",
      ])
    #expect(server.record.connections == 1)
  }
}
