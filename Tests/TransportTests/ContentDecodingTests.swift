import Evidence
import Testing

@testable import Transport

/// Compressed answers over the wire: sound, cut, mislabelled and too large.
@Suite struct ContentDecodingTests {
  enum Expected: Sendable {
    case body(String)
    case failure(TransportFailure.Kind, String)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var method = "GET"
    var encoding: String
    var content: [UInt8]
    var expected: Expected

    init(
      _ name: String, method: String = "GET", _ encoding: String, _ content: [UInt8],
      _ expected: Expected
    ) {
      testDescription = name
      self.method = method
      self.encoding = encoding
      self.content = content
      self.expected = expected
    }
  }

  static let text = "hello hello hello"
  static let gzip = bytes("1f8b0800000000000203cb48cdc9c957c84090008088f9e511000000")
  static let zlib = bytes("789ccb48cdc9c957c84090003a2e067d")
  static let rawDeflate = bytes("cb48cdc9c957c8409000")
  /// 100,000 zeros.
  static let zeros =
    bytes("1f8b0800000000000203edc13101000000c2a0f54f6d0d0fa0")
    + [UInt8](repeating: 0, count: 96) + bytes("8057037d9511d4a0860100")

  /// Those of a text of hexadecimal digits.
  static func bytes(_ text: String) -> [UInt8] {
    let digits = text.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  static func changed(_ bytes: [UInt8], at index: Int) -> [UInt8] {
    var bytes = bytes
    bytes[index] ^= 0xFF
    return bytes
  }

  static let rows: [Row] = [
    Row("gzip", "gzip", gzip, .body(text)),
    Row("x-gzip in capitals", "X-GZIP", gzip, .body(text)),
    Row("two gzip members", "gzip", gzip + gzip, .body(text + text)),
    Row("deflate", "deflate", zlib, .body(text)),
    Row("identity", "identity", Array(text.utf8), .body(text)),
    Row("identity and gzip", "identity, gzip", gzip, .body(text)),
    Row("no content", "gzip", [], .body("")),
    Row("HEAD", method: "HEAD", "gzip", gzip, .body("")),
    Row(
      "gzip without its last byte", "gzip", Array(gzip.dropLast()), .failure(.badEncoding, "cut")),
    Row("gzip without its trailer", "gzip", Array(gzip.dropLast(8)), .failure(.badEncoding, "cut")),
    Row("gzip cut in the middle", "gzip", Array(gzip.prefix(14)), .failure(.badEncoding, "cut")),
    Row("gzip cut in its header", "gzip", Array(gzip.prefix(5)), .failure(.badEncoding, "cut")),
    Row(
      "second gzip member cut", "gzip", gzip + gzip.dropLast(3), .failure(.badEncoding, "cut")),
    Row("gzip with bytes after it", "gzip", gzip + [1, 2, 3], .failure(.badEncoding, "3 bytes")),
    Row(
      "gzip with a false checksum", "gzip", changed(gzip, at: gzip.count - 8),
      .failure(.badEncoding, "not")),
    Row(
      "gzip with a false length", "gzip", changed(gzip, at: gzip.count - 1),
      .failure(.badEncoding, "not")),
    Row("deflate under a gzip label", "gzip", zlib, .failure(.badEncoding, "not")),
    Row("gzip under a deflate label", "deflate", gzip, .failure(.badEncoding, "not")),
    Row("deflate without zlib's frame", "deflate", rawDeflate, .failure(.badEncoding, "not")),
    Row(
      "a bomb of 10 MB", "gzip", Array(repeatElement(zeros, count: 100).joined()),
      .failure(.bodyTooLarge, "1048576")),
    Row(
      "a million bytes, which is within the limit", "gzip",
      Array(repeatElement(zeros, count: 10).joined()),
      .body(String(repeating: "\0", count: 1_000_000))),
    Row("gzip twice, said once less", "gzip, gzip", gzip, .failure(.badEncoding, "not")),
    Row("a coding that we lack", "zstd", [1, 2, 3], .failure(.other, "zstd")),
    Row(
      "a name that is no coding", "UTF-8\u{1}".filter { $0 != "\u{1}" }, [1],
      .failure(.badEncoding, "utf-8")),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: rows)
  func becomes(_ row: Row) async throws {
    let head =
      "HTTP/1.1 200 OK\r\nContent-Encoding: \(row.encoding)\r\n"
      + "Content-Length: \(row.content.count)\r\n\r\n"
    let isHead = row.method == "HEAD"
    let server = try RawServer([
      .read, .send(head), .sendBytes(isHead ? [] : row.content),
    ])
    let transport = try CurlTransport(TransportConfiguration(maxBodyBytes: 1 << 20))
    let attempt = await transport.send(
      HTTPRequest(method: row.method, url: server.url), options: RequestOptions())
    switch (row.expected, attempt.outcome) {
    case (.body(let text), .response(let response)):
      #expect(response.body == Array(text.utf8))
      // The fields stay as they were on the wire.
      #expect(response.headers["Content-Encoding"] == row.encoding)
    case (.failure(let kind, let part), .failure(let failure)):
      #expect(failure.kind == kind, "\(failure.message)")
      #expect(failure.message.contains(part), "\(failure.message)")
    case (_, let outcome): Issue.record("\(outcome)")
    }
  }

  /// Below the limit on bytes, but out of proportion; what is small may be.
  @Test func expansionIsLimited() async throws {
    let content = Array(repeatElement(Self.zeros, count: 20).joined())
    let server = try RawServer([
      .read, .send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"),
      .sendBytes(content),
    ])
    let transport = try CurlTransport(TransportConfiguration(maxExpansion: 500))
    let request = HTTPRequest(method: "GET", url: server.url)
    guard
      case .failure(let failure) = await transport.send(request, options: RequestOptions()).outcome
    else {
      Issue.record("a million zeros for 2 KB were taken")
      return
    }
    #expect(failure.kind == .bodyTooLarge)
    #expect(failure.message.contains("from \(content.count) bytes of gzip to more than 500 times"))
    let generous = try CurlTransport(TransportConfiguration(maxExpansion: 1100))
    guard
      case .response(let response) = await generous.send(request, options: RequestOptions()).outcome
    else {
      Issue.record("no response")
      return
    }
    #expect(response.body.count == 2_000_000)
  }

  /// A stream may end anywhere: every prefix is cut, and none is taken for the whole.
  @Test func everyPrefixIsCut() {
    for length in 1..<Self.gzip.count {
      #expect(throws: ContentDecoder.Fault.cut) {
        try ContentDecoder.decode(Array(Self.gzip.prefix(length)), .gzip, limit: 1000)
      }
    }
  }

  @Test func theLimitIsExact() throws {
    let length = Self.text.utf8.count
    let decoded = try ContentDecoder.decode(Self.gzip, .gzip, limit: length)
    #expect(decoded == Array(Self.text.utf8))
    #expect(throws: ContentDecoder.Fault.tooLarge) {
      try ContentDecoder.decode(Self.gzip, .gzip, limit: length - 1)
    }
  }

  /// Any byte may be anything: decoding ends, within the limit.
  @Test func damagedStreamsEnd() {
    for index in Self.zeros.indices {
      for bit in 0..<8 {
        var stream = Self.zeros
        stream[index] ^= 1 << UInt8(bit)
        let decoded = try? ContentDecoder.decode(stream, .gzip, limit: 200_000)
        #expect((decoded?.count ?? 0) <= 200_000)
      }
    }
  }
}
