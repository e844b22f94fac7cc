import Documents
import Testing

@Suite("Many pointers into one value")
struct PointerWalkTests {
  static let tree = Value.object([
    ("a", .object([("b", .array([.integer(1), .integer(2)])), ("c", .string("x"))])),
    ("é", .integer(3)),
    ("e\u{301}", .integer(4)),
  ])

  /// In an order in which each shares something with the one before, or nothing, or leads nowhere.
  static let pointers = [
    "", "/a/b/0", "/a/b/1", "/a/b/2", "/a/b/1", "/a", "/a/c/d", "/a/c", "/x", "/é", "/e\u{301}",
    "/a/b/01", "", "/a/b",
  ]

  @Test func findsWhatEachAloneLeadsTo() throws {
    var walk = PointerWalk(Self.tree)
    for text in Self.pointers {
      let pointer = try #require(JSONPointer(parsing: text))
      #expect(
        walk.value(at: pointer).map { "\($0.kind)" } == Self.tree[pointer].map { "\($0.kind)" },
        "\(text)")
    }
    let composed = try #require(JSONPointer(parsing: "/é"))
    let decomposed = try #require(JSONPointer(parsing: "/e\u{301}"))
    #expect(walk.value(at: composed)?.integer == 3)
    #expect(walk.value(at: decomposed)?.integer == 4)
  }
}
