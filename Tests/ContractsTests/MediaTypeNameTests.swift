import Contracts
import Testing

@Suite("Media types")
struct MediaTypeNameTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { text }
    var text: String
    var name: String?
    var isJSON = false
  }

  static let rows: [Row] = [
    Row(text: "application/json", name: "application/json", isJSON: true),
    Row(text: " Application/JSON ; charset=utf-8", name: "application/json", isJSON: true),
    Row(text: "application/problem+json", name: "application/problem+json", isJSON: true),
    Row(text: "text/html", name: "text/html"),
    Row(text: "json", name: nil),
    Row(text: "application/", name: nil),
    Row(text: "/json", name: nil),
    Row(text: "a/b/c", name: nil),
    Row(text: "", name: nil),
  ]

  @Test("reading", arguments: rows)
  func reading(_ row: Row) {
    let name = MediaTypeName(row.text)
    #expect(name.map { "\($0)" } == row.name)
    #expect(name?.isJSON ?? false == row.isJSON)
  }

  @Test("ranges cover what they name")
  func ranges() throws {
    let json = try #require(MediaTypeName("application/json"))
    for (range, covers) in [("*/*", true), ("application/*", true), ("text/*", false)] {
      #expect(json.isCovered(by: try #require(MediaTypeName(range))) == covers)
    }
  }
}
