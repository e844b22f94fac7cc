import Evidence
import Testing

@testable import Transport

@Suite("Remembered header lines")
struct HeaderMemoTests {
  @Test("the lines are those of the request's own fields, byte by byte, whatever came before")
  func own() throws {
    let memo = HeaderMemo()
    // The Kelvin sign is equal to a K by Unicode, and other bytes on the wire.
    let sections: [KeyValuePairs<String, String>] = [
      ["X-Unit": "K"], ["X-Unit": "\u{212A}"], ["X-Unit": "K"], ["x-unit": "K"],
      ["X-Unit": "K", "Accept": "text/plain"], [:],
    ]
    for section in sections + sections.reversed() {
      let request = HTTPRequest(
        method: "GET", url: "http://localhost/", headers: HTTPHeaders(section))
      let remembered = try PreparedRequest(request, sharing: memo).headerLines
      let alone = try PreparedRequest(request, sharing: HeaderMemo()).headerLines
      #expect(remembered == alone)
    }
  }

  @Test("fields that can't be sent are refused, also behind good ones")
  func refused() throws {
    let memo = HeaderMemo()
    for (value, isSent) in [("a", true), ("a\u{1}", false), ("a", true), ("a\u{1}", false)] {
      let request = HTTPRequest(
        method: "GET", url: "http://localhost/", headers: HTTPHeaders(["X-Field": value]))
      #expect(((try? PreparedRequest(request, sharing: memo)) != nil) == isSent)
    }
  }
}
