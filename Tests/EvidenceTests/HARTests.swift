import Documents
import Evidence
import Testing

/// HTTP Archives, HAR 1.2.
@Suite("HAR")
struct HARTests {
  private static func exchange(_ body: [UInt8], _ answer: [UInt8]) -> Exchange {
    Exchange(
      request: HTTPRequest(
        method: "POST", url: "http://h/a?b=c+d&e=%C3%A9&f",
        headers: HTTPHeaders(["Content-Type": "text/plain"]), body: body),
      attempts: [
        .init(
          outcome: .response(
            HTTPResponse(
              status: 302, reason: "Found", headers: HTTPHeaders(["Location": "/z"]),
              body: answer)),
          timing: .init(firstByte: 0.25, total: 0.5))
      ])
  }

  private static func entries(_ log: HARLog) throws -> [Value] {
    let root = Value(try JSONReader.read(log.bytes, file: SourceFile(name: "har")))
    #expect(root["log"]?["version"]?.string == "1.2")
    #expect(root["log"]?["creator"]?["name"]?.string == "test")
    return try #require(root["log"]?["entries"]?.array)
  }

  @Test("an entry has all that the format wants")
  func entry() throws {
    var log = HARLog(creator: "test", version: "1", capacity: 10_000)
    #expect(try Self.entries(log).isEmpty)
    log.add(Self.exchange(Array("é".utf8), Array("{}".utf8)), startedAt: "2026-01-01T00:00:00Z")
    let entry = try #require(try Self.entries(log).first)
    #expect(entry["startedDateTime"]?.string == "2026-01-01T00:00:00Z")
    #expect(entry["time"].map { JSONWriter.text($0) } == "500.0")
    #expect(entry["timings"]?["wait"].map { JSONWriter.text($0) } == "250.0")
    let request = try #require(entry["request"])
    #expect(request["method"]?.string == "POST")
    #expect(
      request["queryString"].map { JSONWriter.text($0) }
        == #"[{"name":"b","value":"c d"},{"name":"e","value":"é"},{"name":"f","value":""}]"#)
    #expect(request["postData"]?["text"]?.string == "é")
    #expect(request["bodySize"]?.integer == 2)
    let response = try #require(entry["response"])
    #expect(response["status"]?.integer == 302)
    #expect(response["redirectURL"]?.string == "/z")
    #expect(response["content"]?["size"]?.integer == 2)
    #expect(response["content"]?["text"]?.string == "{}")
    for name in ["httpVersion", "cookies", "headers", "headersSize", "bodySize"] {
      #expect(request[name] != nil && response[name] != nil, "\(name)")
    }
  }

  @Test("what is no text is Base64")
  func binary() throws {
    var log = HARLog(creator: "test", version: "1", capacity: 10_000)
    log.add(Self.exchange([0xFF], [0xFE]), startedAt: "")
    let entry = try #require(try Self.entries(log).first)
    #expect(entry["request"]?["postData"]?["text"]?.string == "/w==")
    #expect(entry["response"]?["content"]?["text"]?.string == "/g==")
    #expect(entry["response"]?["content"]?["encoding"]?.string == "base64")
  }

  @Test("a full archive says what it lacks")
  func full() throws {
    var log = HARLog(creator: "test", version: "1", capacity: 1_500)
    for _ in 0..<5 { log.add(Self.exchange([], []), startedAt: "") }
    let kept = try Self.entries(log).count
    #expect((1..<5).contains(kept))
    let root = Value(try JSONReader.read(log.bytes, file: SourceFile(name: "har")))
    #expect(root["log"]?["comment"]?.string?.hasPrefix("\(5 - kept) more exchanges") == true)
  }
}
