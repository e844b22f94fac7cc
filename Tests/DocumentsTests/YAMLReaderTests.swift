import Documents
import Testing

@Suite struct YAMLReaderTests {
  static let file = SourceFile(name: "t.yaml")

  static func read(_ text: String) throws(InvalidInput) -> Value {
    try YAMLReader.read(Array(text.utf8), file: file)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var yaml: String
    var json: String
    var testDescription: String { name }

    init(_ name: String, _ yaml: String, _ json: String) {
      self.name = name
      self.yaml = yaml
      self.json = json
    }
  }

  static let rows: [Row] = [
    Row("Norway", "[no, NO, yes, on, off, y, n]", #"["no","NO","yes","on","off","y","n"]"#),
    Row("booleans", "[true, True, TRUE, false, tRUE]", #"[true,true,true,false,"tRUE"]"#),
    Row("nulls", "[~, null, Null, NULL, nULL, ]", #"[null,null,null,null,"nULL"]"#),
    Row("no value", "a:\nb: ''", #"{"a":null,"b":""}"#),
    Row("octal", "[0o17, 017, 0o8, 08]", #"[15,17,"0o8",8]"#),
    Row(
      "hexadecimal", "[0xFF, 0xg, 0xffffffffffffffffffff]",
      #"[255,"0xg",1208925819614629174706175]"#),
    Row("no binary, no underscores", "[0b1, 1_000, 1:30]", #"["0b1","1_000","1:30"]"#),
    Row(
      "floats", "[1.5, .5, 1., +1.5e3, -0.0, 1e400, e3]", #"[1.5,0.5,1.0,1.5e3,-0.0,1e400,"e3"]"#),
    Row("signs", "[+1, -1, -, +, 'x-']", #"[1,-1,"-","+","x-"]"#),
    Row("points", "['.', ., 1.2.3, 1.e, 0.]", #"[".",".","1.2.3","1.e",0.0]"#),
    Row("dates stay text", "[2020-01-01, 12:30:45]", #"["2020-01-01","12:30:45"]"#),
    Row("big integers", "123456789012345678901234567890", "123456789012345678901234567890"),
    Row("quoted", "['1', \"true\", 'null']", #"["1","true","null"]"#),
    Row("integer keys", "200:\n  a: 1\n404: 2", #"{"200":{"a":1},"404":2}"#),
    Row("odd keys", "{true: 1, null: 2, 1.50: 3}", #"{"true":1,"null":2,"1.50":3}"#),
    Row("string tags", "[!!str 12, !!str true, ! 7]", #"["12","true","7"]"#),
    Row("number tags", "[!!int \"12\", !!float 1.5, !!bool \"true\"]", "[12,1.5,true]"),
    Row("aliases", "a: &x {k: [1]}\nb: *x", #"{"a":{"k":[1]},"b":{"k":[1]}}"#),
    Row(
      "merge", "a: &x {k: 1, l: 2}\nb:\n  <<: *x\n  k: 3", #"{"a":{"k":1,"l":2},"b":{"k":3,"l":2}}"#
    ),
    Row(
      "merge of several", "- &x {k: 1}\n- &y {k: 2, l: 2}\n- <<: [*x, *y]",
      #"[{"k":1},{"k":2,"l":2},{"k":1,"l":2}]"#),
    Row("quoted merge key", "{'<<': 1}", #"{"<<":1}"#),
    Row("block text", "a: |\n  x\n   y\nb: >-\n  p\n  q", #"{"a":"x\n y\n","b":"p q"}"#),
    Row("one document with marks", "---\na: 1\n...\n", #"{"a":1}"#),
    Row("short", "a", #""a""#),
    Row("JSON", "{\"a\": [1, \"b\\u0041\", null]}", #"{"a":[1,"bA",null]}"#),
    Row(
      "breaks of YAML 1.1 only", "a: x \u{2028} y\nb: \"p \u{85} q\"\n\u{2029}c: |\n  z\u{2028}\n",
      #"{"a":"x \#u{2028} y","b":"p \#u{85} q","\#u{2029}c":"z\#u{2028}\n"}"#),
    Row(
      "byte order marks inside", "a: \"\u{FEFF}x\u{FEFF}\"", #"{"a":"\#u{FEFF}x\#u{FEFF}"}"#),
    Row("byte order mark", "\u{FEFF}a: 1", #"{"a":1}"#),
    Row(
      "markdown", "d: |\n  **Note**: *a*, *b*, *c*, *d*, *e*, *f*, *g*, *h*, *i*, *j* ok? yes\n",
      #"{"d":"**Note**: *a*, *b*, *c*, *d*, *e*, *f*, *g*, *h*, *i*, *j* ok? yes\n"}"#),
    Row(
      "a question mark in prose beside many aliases",
      "a: &a 1\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: 'the * and the ? are *a : no key'\n",
      #"{"a":1,"b":[1,1,1,1,1,1,1,1,1,1],"c":"the * and the ? are *a : no key"}"#),
  ]

  @Test(arguments: rows) func reads(_ row: Row) throws {
    #expect(JSONWriter.text(try Self.read(row.yaml)) == row.json)
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var name: String
    var yaml: String
    var code: String
    var line: Int
    var column: Int
    var testDescription: String { name }

    init(_ name: String, _ yaml: String, _ code: String, _ line: Int, _ column: Int) {
      self.name = name
      self.yaml = yaml
      self.code = code
      self.line = line
      self.column = column
    }
  }

  static let laughs =
    "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
    + (1..<30).map { level in
      let items = repeatElement("*a\(level - 1)", count: 9).joined(separator: ",")
      return "a\(level): &a\(level) [\(items)]"
    }.joined(separator: "\n")

  static let refusals: [Refusal] = [
    Refusal("empty", "", "yaml-empty", 1, 1),
    Refusal("comment only", "# nothing here at all\n", "yaml-empty", 1, 1),
    Refusal("duplicate keys", "a: 1\nb: 2\na: 3\n", "duplicate-member", 3, 1),
    Refusal(
      "nested duplicate keys", "x:\n  a: 1\n  b:\n    a: 5\n  a: 3\n", "duplicate-member", 5, 3),
    Refusal("duplicate keys in flow", "{a: 1, b: 2, a: 3}", "duplicate-member", 1, 2),
    Refusal("same key by two spellings", "200: 1\n'200': 2\n", "duplicate-member", 1, 1),
    Refusal("billion laughs", laughs, "yaml-alias-expansion", 1, 0),
    Refusal("billion laughs as key", laughs + "\n? *a29\n: x\n", "yaml-alias-in-key", 31, 1),
    Refusal("billion laughs as flow key", laughs + "\nz: {*a29 : x}\n", "yaml-alias-in-key", 31, 1),
    Refusal("billion laughs in key", laughs + "\n[*a29]: x\n", "yaml-alias-in-key", 31, 1),
    Refusal("infinity", "a: .inf", "yaml-non-finite-number", 1, 4),
    Refusal("negative infinity", "a: -.INF", "yaml-non-finite-number", 1, 4),
    Refusal("not a number", "- .nan", "yaml-non-finite-number", 1, 3),
    Refusal("two documents", "a: 1\n---\nb: 2\n", "yaml-several-documents", 2, 1),
    Refusal("undefined alias", "a: 1\nb: *x\n", "yaml-undefined-alias", 2, 4),
    Refusal("self reference", "&a [*a]", "yaml-undefined-alias", 1, 5),
    Refusal("foreign tag", "a: !foo 1", "yaml-tag", 1, 4),
    Refusal("wrong tag", "a: !!int x", "yaml-tag", 1, 4),
    Refusal("set", "!!set {a}", "yaml-tag", 1, 1),
    Refusal("complex key", "? [a, b]\n: 1", "yaml-complex-key", 1, 3),
    Refusal("bad merge", "a: {<<: 1}", "yaml-bad-merge", 1, 9),
    Refusal("tab", "a:\n\tb: 1", "yaml-syntax", 2, 1),
    Refusal("open bracket", "a: [1, 2", "yaml-syntax", 1, 9),
    Refusal("bad indentation", "a: 1\n b: 2", "yaml-syntax", 2, 3),
    Refusal(
      "deep flow", String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
      "yaml-too-deep", 1, 514),
    Refusal("deeper flow", String(repeating: "[", count: 100_000), "yaml-syntax", 1, 0),
    Refusal("deep block", String(repeating: "- ", count: 100_000) + "x", "yaml-syntax", 1, 0),
  ]

  @Test(arguments: refusals) func refuses(_ row: Refusal) {
    let clock = ContinuousClock()
    let start = clock.now
    #expect {
      _ = try Self.read(row.yaml)
    } throws: { error in
      guard let diagnostic = (error as? InvalidInput)?.diagnostics.first else { return false }
      #expect(diagnostic.code == row.code, "\(diagnostic)")
      if row.column > 0 {
        #expect(
          diagnostic.range?.start == SourcePosition(line: row.line, column: row.column),
          "\(diagnostic)")
      }
      return diagnostic.severity == .error
    }
    #expect(clock.now - start < .seconds(5))
  }

  @Test func invalidUTF8HasAPlace() {
    #expect {
      _ = try YAMLReader.read(Array("a: 1\nb: ".utf8) + [0xFF, 0x41], file: Self.file)
    } throws: { error in
      let diagnostic = (error as? InvalidInput)?.diagnostics.first
      return diagnostic?.code == "yaml-invalid-utf8"
        && diagnostic?.range?.start == SourcePosition(line: 2, column: 4)
    }
  }

  @Test func damagedTextsNeverCrash() {
    var random = SplitMix(state: 3)
    let pieces = [
      "&a ", "*a", "- ", ": ", "? ", "{", "}", "[", "]", ", ", "\n", "  ", "|\n", ">-", "\"", "'",
      "#",
      "!!str ", "---", "<<: ", "\t", "%", "@", "é", "\u{0}", "x",
    ]
    var accepted = 0
    for _ in 0..<10_000 {
      let row = Self.rows[Int.random(in: 0..<Self.rows.count, using: &random)]
      var text = Array(row.yaml.utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        if place < text.count, Bool.random(using: &random) { text.remove(at: place) }
        let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
        text.insert(contentsOf: piece.utf8, at: min(place, text.count))
      }
      guard let value = try? YAMLReader.read(text, file: Self.file) else { continue }
      accepted += 1
      let json = JSONWriter.bytes(value)
      let again = try? JSONReader.read(json, file: Self.file)
      #expect(again.map { JSONWriter.bytes(Value($0)) } == json)
    }
    #expect(accepted > 1000)
  }

  @Test func everythingHasARange() throws {
    let value = try Self.read("info:\n  title: 'A b'\n  list:\n    - 1\n    - two\n")
    let info = try #require(value.object?.member("info"))
    #expect(info.nameRange?.start == SourcePosition(line: 1, column: 1))
    #expect(info.nameRange?.end == SourcePosition(line: 1, column: 5))
    let title = try #require(info.value.object?.member("title"))
    #expect(title.nameRange?.start == SourcePosition(line: 2, column: 3))
    #expect(title.value.range?.start == SourcePosition(line: 2, column: 10))
    #expect(title.value.range?.end == SourcePosition(line: 2, column: 15))
    #expect(info.value["list"]?[1]?.range?.start == SourcePosition(line: 5, column: 7))
    #expect(info.value["list"]?[1]?.range?.end == SourcePosition(line: 5, column: 10))
    #expect(info.value.range?.end == SourcePosition(line: 5, column: 10))
  }

  /// In quadratic time this would take many minutes.
  @Test(.timeLimit(.minutes(10)), arguments: ["k", "ñ", "𝄞k"])
  func findsWhatStandsFarBehindInALine(_ name: String) throws {
    var text = "first: 1\nrest: {"
    var columns: [Int] = []
    for number in 0..<20_000 {
      if number % 5_000 == 0 { columns.append(text.unicodeScalars.count - "first: 1\n".count + 1) }
      text += "\(name)\(number): 'v', "
    }
    let value = try Self.read(text + "z: 2}\n")
    let rest = try #require(value["rest"]?.object)
    for (place, column) in columns.enumerated() {
      let member = try #require(rest.member("\(name)\(place * 5_000)"))
      #expect(member.nameRange?.start == SourcePosition(line: 2, column: column))
      let width = member.name.unicodeScalars.count
      #expect(member.nameRange?.end == SourcePosition(line: 2, column: column + width))
      #expect(member.value.range?.end == SourcePosition(line: 2, column: column + width + 5))
    }
  }

  @Test func linesEndWhereEditorsEndThem() throws {
    let value = try Self.read("a: x # \u{2028}\u{85}\nb: y")
    #expect(value["b"]?.range?.start == SourcePosition(line: 2, column: 4))
  }

  @Test(arguments: [("---\n# nothing more", 2, 15), ("# a\n--- # nothing", 2, 14), ("a:", 1, 3)])
  func noValueHasAPlaceInTheText(_ text: String, _ line: Int, _ column: Int) throws {
    let value = try Self.read(text)
    let range = value["a"]?.range ?? value.range
    #expect(range?.start == SourcePosition(line: line, column: column))
  }
}

@Suite struct StructuredReaderTests {
  static let rows: [YAMLReaderTests.Row] = [
    YAMLReaderTests.Row("JSON object", " {\"a\": 1}", #"{"a":1}"#),
    YAMLReaderTests.Row("JSON array", "[1, no]", #"[1,"no"]"#),
    YAMLReaderTests.Row("YAML", "a: no", #"{"a":"no"}"#),
    YAMLReaderTests.Row("YAML flow", "{a: 1}", #"{"a":1}"#),
    YAMLReaderTests.Row("YAML flow array", "[a, 'b']", #"["a","b"]"#),
  ]

  @Test(arguments: rows) func decidesByContent(_ row: YAMLReaderTests.Row) throws {
    let file = SourceFile(name: "x.json")
    #expect(
      JSONWriter.text(try StructuredReader.read(Array(row.yaml.utf8), file: file)) == row.json)
  }

  @Test func duplicateMembersAreErrors() {
    #expect {
      _ = try StructuredReader.read(
        Array("{\"a\": 1,\n \"a\": 2}".utf8), file: SourceFile(name: "x"))
    } throws: { error in
      "\(error)"
        == "x:2:2: error: the member \"a\" stands twice in one object, first at 1:2; "
        + "remove or rename one of the two [duplicate-member]"
    }
  }

  @Test func brokenJSONIsReportedAsJSON() {
    #expect {
      _ = try StructuredReader.read(Array("{\"a\": 1".utf8), file: SourceFile(name: "x"))
    } throws: { error in
      (error as? InvalidInput)?.diagnostics.first?.code == "json-truncated"
    }
  }
}
