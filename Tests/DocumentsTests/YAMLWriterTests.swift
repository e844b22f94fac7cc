import Documents
import Testing

@Suite("YAML writer")
struct YAMLWriterTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var json: String
    var yaml: String
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "null", json: "null", yaml: "null\n"),
    Row(name: "empty object", json: "{}", yaml: "{}\n"),
    Row(name: "empty array in array", json: "[[]]", yaml: "- []\n"),
    Row(name: "arrays in arrays", json: "[[1,[2]],3]", yaml: "- - 1\n  - - 2\n- 3\n"),
    Row(
      name: "objects in arrays", json: #"[{"a":1,"b":{"c":[2]}}]"#,
      yaml: "- a: 1\n  b:\n    c:\n      - 2\n"),
    Row(
      name: "numbers keep their spelling", json: "[1.0,1e400,-0]", yaml: "- 1.0\n- 1e400\n- -0\n"),
    Row(name: "a country", json: #"["NO"]"#, yaml: "- \"NO\"\n"),
    Row(
      name: "words of YAML 1.1", json: #"["yes","On","y"]"#, yaml: "- \"yes\"\n- \"On\"\n- \"y\"\n"),
    Row(
      name: "texts like numbers", json: #"["1.0","0123","1_000","+1",".5","0x1F"]"#,
      yaml: "- \"1.0\"\n- \"0123\"\n- \"1_000\"\n- \"+1\"\n- \".5\"\n- \"0x1F\"\n"),
    Row(name: "a date", json: #"["2020-01-31"]"#, yaml: "- \"2020-01-31\"\n"),
    Row(name: "like null", json: #"["~","null",""]"#, yaml: "- \"~\"\n- \"null\"\n- \"\"\n"),
    Row(name: "a status as key", json: #"{"200":1}"#, yaml: "\"200\": 1\n"),
    Row(name: "the merge key", json: #"{"<<":1}"#, yaml: "\"<<\": 1\n"),
    Row(
      name: "leading special characters", json: ##"["@a","*b","&c","!d","- e","# f","%g","{h"]"##,
      yaml: "- \"@a\"\n- \"*b\"\n- \"&c\"\n- \"!d\"\n- \"- e\"\n- \"# f\"\n- \"%g\"\n- \"{h\"\n"),
    Row(
      name: "colons and comments", json: ##"["a: b","a:b","a #b","a#b","a:"]"##,
      yaml: "- \"a: b\"\n- a:b\n- \"a #b\"\n- a#b\n- \"a:\"\n"),
    Row(name: "paths and references", json: ##"["/a/{b}","#/x"]"##, yaml: "- /a/{b}\n- \"#/x\"\n"),
    Row(name: "lines", json: #"{"a":"b\n\n  c"}"#, yaml: "a: |-\n  b\n\n    c\n"),
    Row(name: "lines with an end", json: #"["b\nc\n"]"#, yaml: "- |\n  b\n  c\n"),
    Row(name: "blanks at an end", json: #"["a ","a \nb"]"#, yaml: "- \"a \"\n- \"a \\nb\"\n"),
    Row(
      name: "controls", json: #"["a\u0007\u0085\u2028\uFEFF"]"#,
      yaml: "- \"a\\u0007\\u0085\\u2028\u{FEFF}\"\n"),
    Row(name: "other scripts", json: #"["né","日本"]"#, yaml: "- né\n- 日本\n"),
    Row(
      name: "quotes", json: #"["\"a\"","it's","\\d+"]"#,
      yaml: "- \"\\\"a\\\"\"\n- it's\n- \"\\\\d+\"\n"),
  ]

  @Test(arguments: rows)
  func writes(_ row: Row) throws {
    let value = Value(try JSONReader.read(Array(row.json.utf8), file: SourceFile(name: "json")))
    #expect(YAMLWriter.text(value) == row.yaml)
    #expect(try Self.reread(value) == JSONWriter.text(value))
  }

  static func reread(_ value: Value) throws -> String {
    let bytes = YAMLWriter.bytes(value)
    return JSONWriter.text(try YAMLReader.read(bytes, file: SourceFile(name: "yaml")))
  }

  /// Any value comes back as it was.
  @Test func anyValueComesBack() throws {
    var random = Random(state: 20_240_229)
    for round in 0..<2_000 {
      let value = random.value(depth: 4)
      let text = JSONWriter.text(value)
      #expect(try Self.reread(value) == text, "round \(round): \(YAMLWriter.text(value))")
    }
  }

  @Test func longKeys() throws {
    let value = Value.object([
      (String(repeating: "k", count: 5_000), .object([("a", .integer(1))])), ("b", .integer(2)),
    ])
    #expect(try Self.reread(value) == JSONWriter.text(value))
  }

  /// Values from a seed, with the characters that YAML trips over more often than others.
  private struct Random {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }

    private static let pieces: [String] = [
      "a", "B", "0", "1", " ", " ", "\n", "\n", "\t", "\r", ":", "#", "-", "?", "!", "&", "*", "'",
      "\"", "\\", "|", ">", "%", "@", "`", "{", "}", "[", "]", ",", "~", "=", "<<", ".", "---",
      "...", "é", "日", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{7F}", "\u{1}", "😀", "null", "true",
      "NO", "0x", "1e5", ": ", " #", "  ",
    ]

    mutating func text() -> String {
      (0..<next(7)).map { _ in Self.pieces[next(Self.pieces.count)] }.joined()
    }

    mutating func value(depth: Int) -> Value {
      switch next(depth > 0 ? 8 : 5) {
      case 0: return .null
      case 1: return .bool(next(2) == 0)
      case 2:
        return Value(
          .number(
            JSONNumber(text: ["0", "-1.50", "1E+2", "12345678901234567890"][next(4)])
              ?? JSONNumber(0)))
      case 3, 4: return .string(text())
      case 5: return .array((0..<next(4)).map { _ in value(depth: depth - 1) })
      default:
        var members = ValueObject()
        for _ in 0..<next(4) { members[text()] = value(depth: depth - 1) }
        return .object(members)
      }
    }
  }
}
