import Documents
import Evidence
import Testing

@Suite("Reading HTTP Archives")
struct HARReaderTests {
  private static func read(_ text: String) throws -> [HARReader.Entry] {
    try HARReader.read(Array(text.utf8), file: SourceFile(name: "a.har"))
  }

  private static func archive(_ response: String, _ request: String = "") -> String {
    #"{"log":{"version":"1.2","entries":[{"startedDateTime":"2026-01-01T00:00:00Z","time":1500,"#
      + #""request":{"method":"POST","url":"http://h/a?b=1","headers":[{"name":":path","value":"/a"},{"name":"X","value":"1"}]\#(request)},"response":\#(response)}]}}"#
  }

  @Test("what muster writes is read back")
  func roundTrip() throws {
    var request = HTTPRequest(
      method: "PUT", url: "http://h/a?b=%20", headers: HTTPHeaders(["A": "1"]))
    request.body = [0xFF, 0x00]
    let answer = HTTPResponse(
      status: 200, reason: "OK", headers: HTTPHeaders(["B": "2"]), body: [0xFE])
    let exchange = Exchange(
      request: request,
      attempts: [
        Exchange.Attempt(
          outcome: .response(answer), timing: Exchange.Timing(firstByte: 0.5, total: 0.5))
      ])
    let entry = HAREntry(exchange: exchange, startedAt: "2026-01-01T00:00:00Z").value
    let text = #"{"log":{"version":"1.2","entries":[\#(JSONWriter.text(entry))]}}"#
    #expect(try Self.read(text).map(\.exchange) == [exchange])
  }

  @Test("an entry of a browser is read")
  func browser() throws {
    let entry = try #require(
      try Self.read(
        "\u{FEFF}"
          + Self.archive(
            #"{"status":200,"headers":[],"content":{"size":2,"text":"e30=","encoding":"base64"}}"#,
            #","postData":{"mimeType":"text/plain","text":"x"}"#)
      ).first)
    #expect(entry.exchange.request.headers.fields.map(\.name) == ["X"])
    #expect(entry.exchange.request.body == Array("x".utf8))
    #expect(entry.exchange.response?.body == Array("{}".utf8))
    #expect(entry.exchange.duration == 1.5)
    #expect(entry.lacking == nil)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { response }
    var response: String
    var lacking: String?
  }

  static let rows = [
    Row(
      response: #"{"status":200,"headers":[],"content":{"size":9}}"#,
      lacking: "its content was not recorded"),
    Row(
      response: #"{"status":200,"headers":[],"content":{"size":9,"text":"!","encoding":"base64"}}"#,
      lacking: "its content is no Base64"),
    Row(
      response: #"{"status":200,"headers":[],"content":{"text":"x","encoding":"br"}}"#,
      lacking: "its content has the encoding br"),
    Row(response: #"{"status":204,"headers":[],"content":{"size":0}}"#, lacking: nil),
    Row(response: #"{"status":204}"#, lacking: nil),
  ]

  @Test("a content that is not there is told", arguments: rows)
  func content(_ row: Row) throws {
    #expect(try Self.read(Self.archive(row.response)).first?.lacking == row.lacking)
  }

  @Test("an entry without an answer failed")
  func failure() throws {
    let entry = try Self.read(Self.archive(#"{"status":0,"comment":"refused"}"#)).first
    #expect(entry?.exchange.failure?.message == "refused")
  }

  @Test(
    "what is no archive is refused",
    arguments: [
      "", "{}", "[]", #"{"log":{}}"#, #"{"log":{"version":"2","entries":[]}}"#,
      #"{"log":{"entries":[{}]}}"#, #"{"log":{"entries":[1]}}"#,
    ])
  func refused(_ text: String) {
    #expect(throws: InvalidInput.self) { try Self.read(text) }
  }
}
