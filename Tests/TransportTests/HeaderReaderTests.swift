import Evidence
import Testing

@testable import Transport

/// Header sections line by line, as libcurl hands them over, without a network.
@Suite struct HeaderReaderTests {
  private func read(
    _ lines: [[UInt8]], limit: Int = 1 << 20, askedUpgrade: Bool = false,
    offeredHTTP2: Bool = false
  ) throws(HeaderReader.Fault) -> HeaderReader {
    var reader = HeaderReader(
      limit: limit, askedUpgrade: askedUpgrade, offeredHTTP2: offeredHTTP2)
    for line in lines {
      try line.withUnsafeBufferPointer { (line) throws(HeaderReader.Fault) in
        try reader.read(line)
      }
    }
    return reader
  }

  private func read(
    _ lines: String..., limit: Int = 1 << 20, askedUpgrade: Bool = false,
    offeredHTTP2: Bool = false
  ) throws(HeaderReader.Fault) -> HeaderReader {
    try read(
      lines.map { Array($0.utf8) + [13, 10] }, limit: limit, askedUpgrade: askedUpgrade,
      offeredHTTP2: offeredHTTP2)
  }

  @Test func keepsTheStatusLineAsItIs() throws {
    let reader = try read("HTTP/1.1 404  Not\tFound, \u{E9} ", "")
    #expect(reader.version == "HTTP/1.1")
    #expect(reader.status == 404)
    #expect(reader.reason == " Not\tFound, \u{E9} ")
    #expect(reader.section == .ended)
  }

  @Test func keepsFieldsInOrderWithDuplicates() throws {
    let reader = try read("HTTP/1.1 200 OK", "B: 1", "a:  2 \t", "B:3", "Empty:", "")
    #expect(
      reader.headers == HTTPHeaders(["B": "1", "a": "2", "B": "3", "Empty": ""]))
  }

  @Test func keepsOnlyTheFinalResponse() throws {
    let reader = try read(
      "HTTP/1.1 103 Early Hints", "Link: x", "", "HTTP/1.1 200 OK", "A: b", "")
    #expect(reader.status == 200)
    #expect(reader.headers == HTTPHeaders(["A": "b"]))
  }

  @Test func keepsTrailersApart() throws {
    let reader = try read(
      "HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "", "Content-Length: 5", "T: x", "")
    #expect(reader.headers == HTTPHeaders(["Transfer-Encoding": "chunked"]))
    #expect(reader.trailers == HTTPHeaders(["Content-Length": "5", "T": "x"]))
    #expect(reader.contentLength == nil)
  }

  @Test func hasNotEndedWithoutTheBlankLine() throws {
    #expect(try read("HTTP/1.1 200 OK", "A: b").section == .fields)
    #expect(try read("HTTP/1.1 100 Continue", "").section == .statusLine)
  }

  /// Without loss: each byte that is not UTF-8 becomes the character of the same number.
  @Test func decodesTextThatIsNotUTF8() throws {
    let utf8 = Array("X: caf\u{E9}\r\n".utf8)
    let latin1: [UInt8] = Array("X: caf".utf8) + [0xE9, 13, 10]
    for line in [utf8, latin1] {
      let reader = try read([Array("HTTP/1.1 200 OK\r\n".utf8), line, [13, 10]])
      #expect(reader.headers["X"] == "caf\u{E9}")
    }
  }

  @Test func countsEveryLine() throws {
    #expect(try read("HTTP/1.1 200 OK", "A: b", "").bytes == 25)
    #expect(try read("HTTP/1.1 200 OK", "A: b", "", limit: 25).section == .ended)
    #expect(throws: HeaderReader.Fault.tooLarge) {
      try read("HTTP/1.1 200 OK", "A: b", "", limit: 24)
    }
  }

  @Test func takesASwitchOfProtocolsOnlyIfAsked() throws {
    #expect(try read("HTTP/1.1 101 Switching Protocols", "", askedUpgrade: true).status == 101)
    #expect(throws: HeaderReader.Fault.self) {
      try read("HTTP/1.1 101 Switching Protocols", "")
    }
  }

  @Test func takesHTTP2OnlyIfOffered() throws {
    let reader = try read("HTTP/2 200 ", "", offeredHTTP2: true)
    #expect(reader.version == "HTTP/2")
    #expect(reader.reason == "")
    #expect(throws: HeaderReader.Fault.self) { try read("HTTP/2 200 ", "") }
  }

  struct Length: Sendable, CustomTestStringConvertible {
    var values: [String]
    var length: Int?
    var testDescription: String { values.description }
  }

  @Test(arguments: [
    Length(values: [], length: nil), Length(values: ["0"], length: 0),
    Length(values: ["007"], length: 7), Length(values: ["5", "5"], length: 5),
    Length(values: ["5, 5"], length: 5),
    Length(values: ["999999999999999999"], length: 999_999_999_999_999_999),
  ])
  func takesContentLength(_ row: Length) throws {
    var reader = HeaderReader(limit: 1000)
    for line in ["HTTP/1.1 200 OK"] + row.values.map({ "Content-Length: " + $0 }) + [""] {
      try Array((line + "\r\n").utf8).withUnsafeBufferPointer { try reader.read($0) }
    }
    #expect(reader.contentLength == row.length)
  }

  @Test(arguments: ["", "x", "5,", ",5", "5, 6", "-1", "+1", "1.0", "0x1", "1 1", "٣"])
  func refusesContentLength(_ value: String) {
    #expect(throws: HeaderReader.Fault.self) {
      try read("HTTP/1.1 200 OK", "Content-Length: \(value)", "")
    }
  }

  @Test(arguments: [
    "", " ", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 200OK", "HTTP/1.1 2x0 OK", "HTTP/1.1\t200 OK",
    "HTTP/1.1 ٢٠٠ OK", "HTTP/1.1 200\tOK", "HTTP/11 200 OK", "HTTP/1.1.1 200 OK",
    " HTTP/1.1 200 OK", "ICY 200 OK",
  ])
  func refusesStatusLines(_ line: String) {
    #expect(throws: HeaderReader.Fault.self) { try read(line, "") }
  }

  /// What a message quotes is printable and short.
  @Test func excerptsAreHarmless() {
    #expect(Excerpt.of("\u{1B}[2J\r\n\u{202E}") == #""\x1B[2J\x0D\x0A\xE2\x80\xAE""#)
    #expect(Excerpt.of(String(repeating: "a", count: 1000)).utf8.count < 100)
  }

  private static let sections = [
    "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: b\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\nB: c\r\n\r\n",
    "HTTP/1.1 404 Not Found\r\nA: b\r\nContent-Length: 2\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nT: x\r\n\r\n",
    "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\n\r\n",
    "HTTP/1.1 101 Switching\r\nA: b\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: \u{7}\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: b\r\n",
    "HTTP/1.1 200 OK\r\nA: \(String(repeating: "x", count: 9000))\r\nB: c\r\n\r\n",
    "HTTP/1.1 200 OK\n\n",
  ]

  private struct Reading: Equatable {
    var fault: HeaderReader.Fault?
    var status: Int
    var reason: String
    var version: String
    var headers: HTTPHeaders
    var trailers: HTTPHeaders
    var contentLength: Int?
    var bytes: [Int]
    var section: HeaderReader.Section
  }

  private func take(_ text: String, with reader: inout HeaderReader) -> Reading {
    var fault: HeaderReader.Fault?
    for line in text.utf8.split(separator: 10) where fault == nil {
      do throws(HeaderReader.Fault) {
        try (Array(line) + [10]).withUnsafeBufferPointer { (line) throws(HeaderReader.Fault) in
          try reader.read(line)
        }
      } catch {
        fault = error
      }
    }
    return Reading(
      fault: fault, status: reader.status, reason: reader.reason, version: reader.version,
      headers: reader.headers, trailers: reader.trailers, contentLength: reader.contentLength,
      bytes: [reader.bytes, reader.sectionBytes], section: reader.section)
  }

  /// A reader remembers the last answer; that must show in nothing but its speed. Any three answers,
  /// one after the other, are read as by a reader that never read another.
  @Test func readsNothingIntoAnAnswerFromTheOneBefore() {
    for first in Self.sections {
      for second in Self.sections {
        var reader = HeaderReader(limit: 1 << 20)
        for text in [first, second, second, first] {
          reader.begin(askedUpgrade: false)
          var fresh = HeaderReader(limit: 1 << 20)
          fresh.begin(askedUpgrade: false)
          let seen = take(text, with: &reader)
          let expected = take(text, with: &fresh)
          #expect(seen.fault == expected.fault)
          #expect(seen.section == expected.section)
          #expect(seen.bytes == expected.bytes)
          #expect(seen.contentLength == expected.contentLength)
          // Before its end, nobody looks at the rest.
          if seen.section == .ended { #expect(seen == expected) }
        }
      }
    }
  }
}
