import Evidence
import Testing

@Suite("HTTP values")
struct HTTPTests {
  @Test("header names compare without case, order and duplicates stay")
  func headers() {
    var headers = HTTPHeaders(["A": "1", "b": "2", "a": "3"])
    #expect(headers["a"] == "1")
    #expect(headers.values(of: "A") == ["1", "3"])
    #expect(headers["ſ"] == nil)
    headers.replace("B", with: "4")
    #expect(headers.fields.map(\.name) == ["A", "a", "B"])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var kept: PercentEncoding.Kept
    var encoded: String
  }

  static let rows: [Row] = [
    Row(
      testDescription: "unreserved stays", text: "aZ9-._~", kept: .unreserved, encoded: "aZ9-._~"),
    Row(testDescription: "slash never stays", text: "a/b", kept: .segment, encoded: "a%2Fb"),
    Row(testDescription: "dots can't climb", text: "../x", kept: .unreserved, encoded: "..%2Fx"),
    Row(
      testDescription: "delimiters go", text: "a&b=c+d", kept: .unreserved, encoded: "a%26b%3Dc%2Bd"
    ),
    Row(
      testDescription: "delimiters of a segment stay", text: "a&b=c", kept: .segment,
      encoded: "a&b=c"),
    Row(
      testDescription: "UTF-8 by byte", text: "é €", kept: .unreserved,
      encoded: "%C3%A9%20%E2%82%AC"),
    Row(testDescription: "line break", text: "a\r\nb", kept: .segment, encoded: "a%0D%0Ab"),
  ]

  @Test("percent-encoding", arguments: rows)
  func percent(_ row: Row) {
    #expect(PercentEncoding.encode(row.text, keeping: row.kept) == row.encoded)
  }

  @Test(
    "Base64, the vectors of RFC 4648 §10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(_ plain: String, _ encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
  }

  @Test("the last attempt of an exchange is the one that counts")
  func attempts() {
    let failed = Exchange.Attempt(
      outcome: .failure(TransportFailure(.other, message: "", remedy: "")),
      timing: Exchange.Timing(total: 1))
    let answered = Exchange.Attempt(
      outcome: .response(HTTPResponse(status: 204)), timing: Exchange.Timing(total: 2))
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://h/"), attempts: [failed, answered])
    #expect(exchange.response?.status == 204)
    #expect(exchange.failure == nil)
    #expect(exchange.duration == 3)
  }
}
