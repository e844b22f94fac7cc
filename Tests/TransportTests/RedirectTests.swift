import Evidence
import Testing

@testable import Transport

/// Redirects: answers, unless following them is allowed; and then with care.
@Suite(.timeLimit(.minutes(1))) struct RedirectTests {
  private static func redirect(_ status: Int, to location: String) -> [RawServer.Step] {
    [
      .read,
      .send("HTTP/1.1 \(status) R\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"),
    ]
  }

  private static let answer: [RawServer.Step] = [
    .read, .send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
  ]

  private static func post(_ url: String, body: String? = "{}") -> HTTPRequest {
    HTTPRequest(
      method: body == nil ? "GET" : "POST", url: url,
      headers: HTTPHeaders([
        "Authorization": "Bearer secret", "X-Api-Key": "secret", "Cookie": "secret=1",
        "Accept": "application/json",
      ]), body: body.map { Array($0.utf8) })
  }

  private func status(_ attempt: Exchange.Attempt) -> Int? {
    if case .response(let response) = attempt.outcome { response.status } else { nil }
  }

  @Test func areAnswersByDefault() async throws {
    let server = try RawServer(Self.redirect(302, to: "/there") + Self.answer)
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(Self.post(server.url), options: RequestOptions())
    #expect(status(attempt) == 302)
    #expect(attempt.redirects == [])
    #expect(server.requests.count == 1)
  }

  struct MethodRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(status) after \(method)" }
    var status: Int
    var method: String
    /// The request line and what must be after the header section.
    var line: String
    var body: String
  }

  @Test(arguments: [
    MethodRow(status: 301, method: "POST", line: "GET /b?q HTTP/1.1", body: ""),
    MethodRow(status: 302, method: "POST", line: "GET /b?q HTTP/1.1", body: ""),
    MethodRow(status: 303, method: "PUT", line: "GET /b?q HTTP/1.1", body: ""),
    MethodRow(status: 307, method: "POST", line: "POST /b?q HTTP/1.1", body: "{}"),
    MethodRow(status: 308, method: "PUT", line: "PUT /b?q HTTP/1.1", body: "{}"),
    MethodRow(status: 302, method: "PUT", line: "PUT /b?q HTTP/1.1", body: "{}"),
  ])
  func methodsChangeAsTheStandardSays(_ row: MethodRow) async throws {
    let server = try RawServer(Self.redirect(row.status, to: "../b?q#f") + Self.answer)
    let transport = try CurlTransport(TransportConfiguration(userAgent: ""))
    var request = Self.post(server.url + "/x/a")
    request.method = row.method
    let attempt = await transport.send(request, options: RequestOptions(maxRedirects: 1))
    #expect(status(attempt) == 200)
    #expect(attempt.redirects == [server.url + "/b?q"])
    let second = try #require(server.requests.last)
    #expect(second.hasPrefix(row.line + "\r\n"))
    #expect(second.hasSuffix("\r\n\r\n" + row.body))
    // The same origin: it knows the credentials already.
    #expect(second.contains("Authorization: Bearer secret\r\n"))
    #expect(attempt.traffic.sent == server.record.requests.reduce(0) { $0 + $1.count })
  }

  /// Another port is another origin, and so is another scheme or name.
  @Test func credentialsStayWithTheirOrigin() async throws {
    let other = try RawServer(Self.answer)
    let server = try RawServer(Self.redirect(302, to: other.url + "/x"))
    let transport = try CurlTransport(TransportConfiguration(userAgent: "m"))
    let attempt = await transport.send(
      Self.post(server.url), options: RequestOptions(maxRedirects: 3))
    #expect(status(attempt) == 200)
    #expect(
      other.requests == [
        "GET /x HTTP/1.1\r\nHost: 127.0.0.1:\(other.port)\r\nUser-Agent: m\r\n"
          + "Accept: application/json\r\n\r\n"
      ])
  }

  /// A body may hold a client's secret.
  @Test func contentStaysWithItsOrigin() async throws {
    let other = try RawServer(Self.answer)
    let server = try RawServer(Self.redirect(307, to: other.url + "/x"))
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(
      Self.post(server.url), options: RequestOptions(maxRedirects: 3))
    #expect(status(attempt) == 307)
    #expect(other.record.connections == 0)
  }

  @Test(arguments: [
    "file:///etc/passwd", "FILE:/etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/x",
    "javascript:alert(1)", "http://a:b@127.0.0.1/", "http://", "http:", "//", "http://a:99999/",
    "http://a b/",
  ])
  func otherPlacesAreNotGoneTo(_ location: String) async throws {
    let server = try RawServer(Self.redirect(302, to: location) + Self.answer)
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(
      Self.post(server.url, body: nil), options: RequestOptions(maxRedirects: 3))
    #expect(status(attempt) == 302)
    #expect(server.requests.count == 1)
  }

  @Test func twoLocationsAreNone() async throws {
    let server = try RawServer([
      .read,
      .send("HTTP/1.1 302 R\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"),
    ])
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(
      Self.post(server.url, body: nil), options: RequestOptions(maxRedirects: 3))
    #expect(status(attempt) == 302)
  }

  @Test func loopsEnd() async throws {
    let server = try RawServer(
      Array(repeating: Self.redirect(302, to: "/"), count: 50).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(
      Self.post(server.url, body: nil), options: RequestOptions(maxRedirects: 5))
    guard case .failure(let failure) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(failure.kind == .redirectLoop)
    #expect(failure.kind.blame == .target)
    #expect(failure.message.contains("after 5 redirects"))
    #expect(server.requests.count == 6)
  }

  /// One time limit for the whole chain.
  @Test func slowChainsEnd() async throws {
    let slow: [RawServer.Step] = [
      .read, .pause(0.1),
      .send("HTTP/1.1 302 R\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"),
    ]
    let server = try RawServer(Array(repeating: slow, count: 50).flatMap { $0 })
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(
      Self.post(server.url, body: nil), options: RequestOptions(timeout: 0.5, maxRedirects: 20))
    guard case .failure(let failure) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(failure.kind == .answerTimeout)
    #expect(attempt.timing.total >= 0.45)
    #expect(attempt.timing.total < 5)
    #expect(attempt.redirects.count <= 5)
  }

  /// RFC 3986 §5.4, and what targets write.
  @Test(arguments: [
    ("http://a/b/c/d;p?q", "g", "http://a/b/c/g"), ("http://a/b/c/d;p?q", "./g", "http://a/b/c/g"),
    ("http://a/b/c/d;p?q", "g/", "http://a/b/c/g/"), ("http://a/b/c/d;p?q", "/g", "http://a/g"),
    ("http://a/b/c/d;p?q", "//g", "http://g"), ("http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"),
    ("http://a/b/c/d;p?q", "g?y", "http://a/b/c/g?y"),
    ("http://a/b/c/d;p?q", "#s", "http://a/b/c/d;p?q"),
    ("http://a/b/c/d;p?q", "g;x=1/../y", "http://a/b/c/y"),
    ("http://a/b/c/d;p?q", "", "http://a/b/c/d;p?q"), ("http://a/b/c/d;p?q", ".", "http://a/b/c/"),
    ("http://a/b/c/d;p?q", "..", "http://a/b/"), ("http://a/b/c/d;p?q", "../..", "http://a/"),
    ("http://a/b/c/d;p?q", "../../../g", "http://a/g"),
    ("http://a/b/c/d;p?q", "/./g", "http://a/g"), ("http://a/b/c/d;p?q", "g.", "http://a/b/c/g."),
    ("http://a/b/c/d;p?q", "g?y/../x", "http://a/b/c/g?y/../x"),
    ("http://a", "g", "http://a/g"), ("http://a", "?x", "http://a/?x"),
    ("https://a:1/b", "//c:2/d", "https://c:2/d"),
    ("http://a/b", "HTTPS://c/%2e%2e/d", "HTTPS://c/%2e%2e/d"),
    ("http://a/b", "c:d", nil), ("http://a/b", "1:d", "http://a/1:d"),
  ])
  func locations(_ base: String, _ reference: String, _ expected: String?) {
    #expect(Location.resolve(reference, against: base) == expected)
  }
}
