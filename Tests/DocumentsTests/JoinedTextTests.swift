import Documents
import Testing

@Suite("Joined texts")
struct JoinedTextTests {
  /// Short and long, beyond ASCII, and parts whose last scalar and first one make one character.
  static let rows: [[String]] = [
    ["", "", "", "", "", ""], ["a", "", "b", "", "", ""], ["", "", "", "", "", "z"],
    ["status:", "GET", " ", "/things/{id}/parts", ":", "200"],
    ["é", "漢字", "🙂", "e", "\u{301}", "x"],
    [
      String(repeating: "long ", count: 100), "short", "", "", String(repeating: "ü", count: 50),
      "",
    ],
  ]

  @Test(arguments: rows)
  func haveTheBytesOfTheirParts(_ parts: [String]) {
    let joined = String.joining(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
    #expect(Array(joined.utf8) == parts.flatMap { Array($0.utf8) })
    let two = String.joining(parts[0], parts[5])
    #expect(Array(two.utf8) == Array(parts[0].utf8) + Array(parts[5].utf8))
  }
}
