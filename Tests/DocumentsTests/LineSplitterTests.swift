import Documents
import Testing

@Suite struct LineSplitterTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// Nil stands for a line that is too long.
    var lines: [String?]
  }

  static let rows = [
    Row(testDescription: "nothing", text: "", lines: []),
    Row(testDescription: "no line feed", text: "abc", lines: ["abc"]),
    Row(testDescription: "ended by one", text: "abc\n", lines: ["abc"]),
    Row(testDescription: "several", text: "a\nbc\n\nd", lines: ["a", "bc", "", "d"]),
    Row(
      testDescription: "at the limit", text: "12345678\n12345678", lines: ["12345678", "12345678"]),
    Row(testDescription: "over the limit", text: "123456789\nb\n", lines: [nil, "b"]),
    Row(testDescription: "over the limit at the end", text: "b\n123456789", lines: ["b", nil]),
    Row(testDescription: "CR stays", text: "a\r\nb\rc\n", lines: ["a\r", "b\rc"]),
  ]

  @Test("lines do not depend on the portions", arguments: rows, [1, 2, 3, 7, 100])
  func splits(_ row: Row, _ portion: Int) {
    var splitter = LineSplitter(limit: 8)
    var lines: [LineSplitter.Line] = []
    var rest = Array(row.text.utf8)[...]
    while !rest.isEmpty {
      splitter.add(rest.prefix(portion)) { lines.append($0) }
      rest = rest.dropFirst(portion)
    }
    splitter.finish { lines.append($0) }
    #expect(lines == row.lines.map { $0.map { .text(Array($0.utf8)) } ?? .tooLong })
  }
}
