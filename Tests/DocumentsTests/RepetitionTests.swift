import Documents
import Testing

@Suite("Repeated containers")
struct RepetitionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var first: String
    var second: String
    var isRepetition: Bool
    var testDescription: String { "\(first) \(second)" }

    init(_ first: String, _ second: String, _ isRepetition: Bool) {
      self.first = first
      self.second = second
      self.isRepetition = isRepetition
    }
  }

  static let rows = [
    Row("{}", "{}", true), Row("[]", "[]", true), Row("{}", "[]", false),
    Row(#"{"a":1}"#, #"{"a":2}"#, true), Row(#"{"a":1}"#, #"{ "a" : "x" }"#, true),
    Row(#"{"a":true}"#, #"{"a":null}"#, true), Row(#"{"a":1}"#, #"{"b":1}"#, false),
    Row(#"{"a":1}"#, "{}", false), Row(#"{"a":1}"#, #"{"a":1,"b":2}"#, false),
    Row(#"{"a":1,"b":2}"#, #"{"b":1,"a":2}"#, false),
    Row(#"{"a":1,"a":2}"#, #"{"a":1,"b":2}"#, false),
    // Scalars against containers, and containers of another kind.
    Row(#"{"a":1}"#, #"{"a":{}}"#, false), Row(#"{"a":{}}"#, #"{"a":1}"#, false),
    Row(#"{"a":[]}"#, #"{"a":{}}"#, false), Row(#"{"a":[1]}"#, #"{"a":[1,2]}"#, false),
    Row(#"{"a":[1,"x"]}"#, #"{"a":["y",null]}"#, true),
    // As many nodes, arranged in another way.
    Row(#"{"a":[1],"b":2}"#, #"{"a":[1,2,3]}"#, false), Row("[[1],2]", "[1,[2]]", false),
    Row(#"[{"a":1}]"#, "[[1,2]]", false), Row(#"[["a","b"]]"#, #"[{"a":"b"}]"#, false),
    Row("[[],[1]]", "[[1],[]]", false), Row("[[[]],[]]", "[[],[[]]]", false),
    Row(#"{"a":{"b":{"c":1}}}"#, #"{"a":{"b":{"c":2}}}"#, true),
    Row(#"{"a":{"b":{"c":1}}}"#, #"{"a":{"b":{"d":2}}}"#, false),
    // Names of each length around those that are compared at once; the last byte alone differs.
    Row(#"{"":1}"#, #"{"":2}"#, true), Row(#"{"abcdefgh":1}"#, #"{"abcdefgh":1}"#, true),
    Row(#"{"abcdefgh":1}"#, #"{"abcdefgi":1}"#, false),
    Row(#"{"abcdefghi":1}"#, #"{"abcdefghi":1}"#, true),
    Row(#"{"abcdefghi":1}"#, #"{"abcdefghj":1}"#, false),
    Row(#"{"abcdefghijklmnop":1}"#, #"{"abcdefghijklmnoq":1}"#, false),
    Row(#"{"é漢":1}"#, #"{"é漢":2}"#, true), Row(#"{"é":1}"#, #"{"è":1}"#, false),
    // One name, spelt in two ways, counts as two.
    Row(#"{"\u0061":1}"#, #"{"\u0061":2}"#, true), Row(#"{"a":1}"#, #"{"\u0061":1}"#, false),
    Row(#"{"\\n":1}"#, #"{"\n\n":1}"#, false),
  ]

  @Test(arguments: rows)
  func areTold(_ row: Row) throws {
    let text = "[\(row.first), \(row.second)]"
    let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "f"))
    let second = document.indexAfter(1)
    #expect(document.isRepetition(second, of: 1) == row.isRepetition)
    #expect(document.isRepetition(1, of: second) == row.isRepetition)
    #expect(document.isRepetition(1, of: 1))
  }

  @Test func whatIsNoContainerRepeatsNothing() throws {
    let document = try JSONReader.read(Array("[1, 1, [1]]".utf8), file: SourceFile(name: "f"))
    for (place, earlier) in [(1, 2), (3, 1), (1, 3), (-1, 0), (0, -1), (5, 0), (0, 5), (9, 9)] {
      #expect(!document.isRepetition(place, of: earlier), "\(place) \(earlier)")
    }
  }
}
