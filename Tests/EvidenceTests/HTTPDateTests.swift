import Evidence
import Testing

@Suite("Dates of HTTP")
struct HTTPDateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { text }
    var text: String
    var seconds: Double?
  }

  /// 2026-07-01T00:00:00Z.
  static let now = 1_782_864_000.0

  static let rows = [
    Row(text: "Sun, 06 Nov 1994 08:49:37 GMT", seconds: 784_111_777),
    Row(text: "Sunday, 06-Nov-94 08:49:37 GMT", seconds: 784_111_777),
    Row(text: "Sun Nov  6 08:49:37 1994", seconds: 784_111_777),
    Row(text: "Thu, 01 Jan 1970 00:00:00 GMT", seconds: 0),
    Row(text: "Thu, 29 Feb 2024 12:00:00 GMT", seconds: 1_709_208_000),
    Row(text: "Friday, 01-Jan-27 00:00:00 GMT", seconds: 1_798_761_600),
    Row(text: "Sunday, 01-Jan-78 00:00:00 GMT", seconds: 252_460_800),
    Row(text: "120", seconds: nil),
    Row(text: "", seconds: nil),
    Row(text: "Sun, 06 Nov 1994 08:49:37", seconds: nil),
    Row(text: "Sun, 06 Nov 1994 25:49:37 GMT", seconds: nil),
    Row(text: "Sun, 06 Foo 1994 08:49:37 GMT", seconds: nil),
    Row(text: "Sun, 99 Nov 1994 08:49:37 GMT", seconds: nil),
    Row(text: "Sun, 06 Nov 99999 08:49:37 GMT", seconds: nil),
    Row(text: "Sun, 06 Nov 1994 08:49 GMT", seconds: nil),
  ]

  @Test("each of the three forms is read, and nothing else", arguments: rows)
  func read(_ row: Row) {
    #expect(HTTPDate.seconds(row.text, now: Self.now) == row.seconds)
  }
}
