import Evidence
import Testing

@testable import Transport

@Suite("A remembered request")
struct RequestMemoTests {
  @Test("the lines are those of the request's own fields, byte by byte, whatever came before")
  func own() throws {
    let memo = RequestMemo()
    // The Kelvin sign is equal to a K by Unicode, and other bytes on the wire.
    let sections: [KeyValuePairs<String, String>] = [
      ["X-Unit": "K"], ["X-Unit": "\u{212A}"], ["X-Unit": "K"], ["x-unit": "K"],
      ["X-Unit": "K", "Accept": "text/plain"], [:],
    ]
    for section in sections + sections.reversed() {
      let request = HTTPRequest(
        method: "GET", url: "http://localhost/", headers: HTTPHeaders(section))
      let remembered = try PreparedRequest(request, sharing: memo).headerLines
      let alone = try PreparedRequest(request, sharing: RequestMemo()).headerLines
      #expect(remembered == alone)
    }
  }

  @Test("fields that can't be sent are refused, also behind good ones")
  func refused() throws {
    let memo = RequestMemo()
    for (value, isSent) in [("a", true), ("a\u{1}", false), ("a", true), ("a\u{1}", false)] {
      let request = HTTPRequest(
        method: "GET", url: "http://localhost/", headers: HTTPHeaders(["X-Field": value]))
      #expect(((try? PreparedRequest(request, sharing: memo)) != nil) == isSent)
    }
  }

  /// A URL after the one that the memo saw first, and the origin and request target that it must have; nil: it
  /// must be refused.
  static let urls: [(url: String, origin: String?, target: String?)] = [
    ("http://localhost:80/a?b=%2f", "localhost:80", "/a?b=%2f"),
    ("http://localhost:80/", "localhost:80", "/"),
    ("http://localhost:80", "localhost:80", nil),
    ("http://localhost:80?a", "localhost:80", nil),
    ("http://localhost:80/a#b", "localhost:80", nil),
    ("http://localhost:8080/a", "localhost:8080", "/a"),
    ("http://localhost/a", "localhost:80", "/a"),
    ("http://localhost:80@other/a", nil, nil),
    ("http://localhost:80.other/a", nil, nil),
    ("https://localhost:80/a", "localhost:80", "/a"),
    ("http://localhosts:80/a", "localhosts:80", "/a"),
    ("http://localhost:80/a b", nil, nil),
    ("http://localhost:80/\u{1}", nil, nil),
    ("http://localhost:80/\u{212A}", nil, nil),
    ("http://localhost:80/\u{7F}", nil, nil),
    ("", nil, nil),
  ]

  @Test("origin and request target are those of the request's own URL", arguments: urls)
  func ownURL(_ url: String, _ origin: String?, _ target: String?) throws {
    let memo = RequestMemo()
    _ = try PreparedRequest(
      HTTPRequest(method: "GET", url: "http://localhost:80/first"), sharing: memo)
    // Twice, because the second follows upon the first's own URL.
    for _ in 0..<2 {
      let prepared = try? PreparedRequest(HTTPRequest(method: "GET", url: url), sharing: memo)
      #expect(prepared?.origin.text == origin)
      #expect(prepared?.url == (origin == nil ? nil : url))
      #expect(prepared?.origin.isSecure ?? false == (url.hasPrefix("https:")))
      let rest = prepared?.origin.targetStart.map {
        String(decoding: url.utf8.dropFirst($0), as: UTF8.self)
      }
      #expect(rest == target)
    }
  }

  @Test("each request keeps its own method, content and wish for another protocol")
  func ownMethod() throws {
    let memo = RequestMemo()
    let upgrade = HTTPHeaders(["Upgrade": "websocket"])
    let requests: [(HTTPRequest, isHead: Bool, body: [UInt8]?, asksUpgrade: Bool)] = [
      (HTTPRequest(method: "GET", url: "http://a/"), false, nil, false),
      (HTTPRequest(method: "HEAD", url: "http://a/"), true, nil, false),
      (HTTPRequest(method: "HEAD", url: "http://a/", body: []), true, nil, false),
      (HTTPRequest(method: "GET", url: "http://a/", headers: upgrade), false, nil, true),
      (HTTPRequest(method: "GET", url: "http://a/", body: []), false, [], false),
      (HTTPRequest(method: "POST", url: "http://a/"), false, [], false),
      (HTTPRequest(method: "DELETE", url: "http://a/", body: [1]), false, [1], false),
      (HTTPRequest(method: "DELETE", url: "http://a/"), false, nil, false),
    ]
    for (request, isHead, body, asksUpgrade) in requests + requests.reversed() {
      let prepared = try PreparedRequest(request, sharing: memo)
      #expect(prepared.method == request.method)
      #expect(prepared.isHead == isHead)
      #expect(prepared.body == body)
      #expect(prepared.asksUpgrade == asksUpgrade)
    }
  }

  @Test("methods that can't be sent are refused, also behind good ones")
  func refusedMethod() throws {
    let memo = RequestMemo()
    // By Unicode the fourth is equal to the third.
    let methods = [
      ("GET", true), ("CONNECT", false), ("KEEP", true), ("\u{212A}EEP", false), ("", false),
    ]
    for (method, isSent) in methods {
      let request = HTTPRequest(method: method, url: "http://localhost/")
      #expect(((try? PreparedRequest(request, sharing: memo)) != nil) == isSent)
    }
  }
}
