import FoundationEssentials
import Glibc
import Markup
import Testing

@Suite("Text buffer")
struct TextBufferTests {
  static let pieces: [String] = [
    "]]>", "<![CDATA[", "&amp;", "\"", "'", "<", ">", "&", "\u{0}", "\u{1}", "\u{8}", "\t", "\n",
    "\u{B}", "\u{C}", "\r", "\r\n", "\u{1F}", " ", "\u{7E}", "\u{7F}", "\u{80}", "\u{FF}",
    "\u{F000}", "\u{FFBF}", "\u{FFFD}", "\u{FFFE}", "\u{FFFF}", "\u{FEFF}", "\u{1FFFE}",
    "\u{10FFFF}", "é", "日本", "👩‍👩‍👧", "plain text of some length, longer than a word",
  ]

  /// The same text through libxml2 and through a buffer, inside an element and as a value.
  private func expectSame(_ texts: [String]) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.xml"
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o666)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    var writer = try XMLWriter(descriptor: descriptor)
    try writer.startDocument()
    var expected = TextBuffer()
    expected.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<all>")
    try writer.start("all")
    for text in texts {
      try writer.start("a", ["b": text])
      try writer.text(text)
      try writer.text(";")
      try writer.end()
      expected.append("<a b=\"")
      expected.append(text, in: .value)
      expected.append("\">")
      expected.append(text, in: .content)
      expected.append(";</a>")
    }
    try writer.end()
    try writer.flush()
    expected.append("</all>")
    let written = try Data(contentsOf: URL(filePath: path))
    let text = expected.text()
    #expect(Array(written) == Array(text.utf8))
  }

  @Test("escapes as libxml2 does, wherever in a text a character stands")
  func escapes() throws {
    try expectSame(
      Self.pieces.flatMap { piece in
        (0..<20).flatMap { before in
          [0, 1, 7, 8, 9].map { after in
            String(repeating: "x", count: before) + piece + String(repeating: "y", count: after)
          }
        }
      })
  }

  @Test("escapes as libxml2 does, whatever stands beside what")
  func neighbours() throws {
    try expectSame(Self.pieces.flatMap { first in Self.pieces.map { first + $0 + first } })
  }

  @Test("long texts are escaped in portions that cut no character")
  func portions() throws {
    try expectSame(
      (4090...4100).flatMap { before in
        ["\u{FFFF}", "\u{FFFD}", "&", "\u{1}", "日"].map { piece in
          let text = String(repeating: "x", count: before) + piece
          return text + text
        }
      } + [String(repeating: "\u{1}", count: 10_000), String(repeating: "\u{FFFE}", count: 5000)])
  }

  @Test(
    "numbers are those of the standard library",
    arguments: [0, 1, 9, 10, 11, 99, 100, 999, 1000, -1, -10, 123_456_789, Int.max, Int.min])
  func numbers(_ number: Int) {
    var buffer = TextBuffer(capacity: 1)
    buffer.append(decimal: number)
    let text = buffer.text()
    #expect(text == String(number))
  }

  @Test(
    "numbers are filled up with zeros",
    arguments: [(0, 3, "000"), (12, 3, "012"), (1234, 3, "1234")])
  func widths(_ number: Int, _ width: Int, _ text: String) {
    var buffer = TextBuffer()
    buffer.append(decimal: number, width: width)
    let written = buffer.text()
    #expect(written == text)
  }

  @Test("a buffer is used again, and cut")
  func usedAgain() {
    var buffer = TextBuffer(capacity: 1)
    buffer.append(String(repeating: "long ", count: 1000))
    let full = buffer.count
    #expect(full == 5000)
    buffer.removeAll(keepingAtMost: 100)
    let empty = (buffer.count, buffer.text())
    #expect(empty == (0, ""))
    buffer.append("kept")
    buffer.append(repeating: UInt8(ascii: "!"), count: 3)
    buffer.append(repeating: UInt8(ascii: "?"), count: -1)
    buffer.append(contentsOf: Array("\nlost".utf8))
    let parts = (buffer.text(), buffer.text(from: 7), buffer.text(from: 70))
    #expect(parts == ("kept!!!\nlost", "\nlost", ""))
    buffer.truncate(to: 7)
    buffer.truncate(to: 70)
    let cut = buffer.text()
    #expect(cut == "kept!!!")
  }

  @Test("a line feed is found wherever it stands", arguments: 0..<20)
  func lineFeeds(_ place: Int) {
    var buffer = TextBuffer()
    buffer.append(
      String(repeating: "\u{B}", count: place) + "\n" + String(repeating: "\t", count: 9))
    let found = [0, place, place + 1].map { buffer.hasLineFeed(from: $0) }
    #expect(found == [true, true, false])
  }
}
