import Evidence
import Testing

@testable import Transport

/// Requests that are refused before anything is sent.
@Suite struct InvalidRequestTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var request: HTTPRequest
    var part: String

    init(
      _ name: String, _ method: String = "GET", url: String = "http://127.0.0.1:9/",
      headers: KeyValuePairs<String, String> = [:], body: String? = nil, says part: String
    ) {
      testDescription = name
      request = HTTPRequest(
        method: method, url: url, headers: HTTPHeaders(headers),
        body: body.map { Array($0.utf8) })
      self.part = part
    }
  }

  static let rows: [Row] = [
    Row("empty method", "", says: "method"),
    Row("method with a space", "GET /", says: "method"),
    Row("method with a line end", "GET\r\n", says: "\"GET\\x0D\\x0A\""),
    Row("CONNECT", "CONNECT", says: "CONNECT"),
    Row("HEAD with a body", "HEAD", body: "x", says: "HEAD"),
    Row("relative URL", url: "/x", says: "absolute"),
    Row("no scheme", url: "127.0.0.1:9/x", says: "absolute"),
    Row("file URL", url: "file:///etc/passwd", says: "absolute"),
    Row("gopher URL", url: "gopher://127.0.0.1/", says: "absolute"),
    Row("URL without a host", url: "http:///x", says: "no host"),
    Row("URL with a port that is none", url: "http://a:x/", says: "port"),
    Row("URL with a port too large", url: "http://a:65536/", says: "port"),
    Row("URL with credentials", url: "http://a:b@127.0.0.1:9/", says: "credentials"),
    Row("URL with a user behind a backslash", url: "http://a\\@127.0.0.1:9/", says: "credentials"),
    Row("URL with a space", url: "http://127.0.0.1:9/a b", says: "percent-encoded"),
    Row("URL with a line end", url: "http://127.0.0.1:9/a\r\nX: y", says: "percent-encoded"),
    Row("URL beyond ASCII", url: "http://127.0.0.1:9/é", says: "percent-encoded"),
    Row("host with a character of none", url: "http://a^b/x", says: "URL for a^b:80 is not valid"),
    Row("field name with a space", headers: ["A B": "c"], says: "field name"),
    Row("empty field name", headers: ["": "c"], says: "field name"),
    Row("field value with a line end", headers: ["A": "b\r\nC: d"], says: "control character"),
    Row("field value with NUL", headers: ["A": "b\0c"], says: "control character"),
    Row(
      "false Content-Length", "POST", headers: ["Content-Length": "9"], body: "{}", says: "2 bytes"),
    Row("Content-Length of no body", headers: ["Content-Length": "9"], says: "0 bytes"),
    Row(
      "other transfer coding", "POST", headers: ["Transfer-Encoding": "gzip"], body: "x",
      says: "chunked"),
    Row("chunked without a body", headers: ["Transfer-Encoding": "chunked"], says: "chunked"),
  ]

  @Test(arguments: [
    ("http://example.org", "example.org:80"), ("https://example.org/a:b", "example.org:443"),
    ("HTTP://a:8080?x@y", "a:8080"), ("http://a:/x", "a:80"), ("http://[::1]/x", "[::1]:80"),
    ("https://[::1]:8443#f", "[::1]:8443"),
  ])
  func origins(_ url: String, _ origin: String) throws {
    #expect(try RequestOrigin(url).text == origin)
  }

  @Test(.timeLimit(.minutes(1)), arguments: rows)
  func areRefused(_ row: Row) async throws {
    let transport = try CurlTransport(TransportConfiguration())
    let attempt = await transport.send(row.request, options: RequestOptions())
    guard case .failure(let failure) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(failure.kind == .invalidRequest)
    #expect(failure.message.contains(row.part), "\(failure.message)")
    #expect(attempt.timing == Exchange.Timing())
  }
}
