import Testing

@testable import Documents

@Suite struct JSONReaderTests {
  static let file = SourceFile(name: "t.json")

  static func read(_ text: String, depthLimit: Int = 512) throws(JSONError) -> JSONDocument {
    try JSONReader.read(Array(text.utf8), file: file, depthLimit: depthLimit)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var kind: JSONError.Kind
    var line: Int
    var column: Int

    init(_ name: String, _ text: String, _ kind: JSONError.Kind, _ line: Int, _ column: Int) {
      self.init(name, bytes: Array(text.utf8), kind, line, column)
    }

    init(_ name: String, bytes: [UInt8], _ kind: JSONError.Kind, _ line: Int, _ column: Int) {
      self.name = name
      self.bytes = bytes
      self.kind = kind
      self.line = line
      self.column = column
    }

    var testDescription: String { name }
  }

  static let faults: [Fault] = [
    Fault("nothing", "", .emptyInput, 1, 1),
    Fault("blanks only", " \n ", .emptyInput, 2, 2),
    Fault("UTF-8 mark", "\u{FEFF}{}", .byteOrderMark(encoding: "UTF-8"), 1, 1),
    Fault(
      "UTF-16 mark", bytes: [0xFF, 0xFE, 0x7B, 0], .byteOrderMark(encoding: "UTF-16LE"), 1, 1),
    Fault(
      "UTF-16 mark, big end first", bytes: [0xFE, 0xFF, 0, 0x7B],
      .byteOrderMark(encoding: "UTF-16BE"), 1, 1),
    Fault("stray continuation", bytes: [0x22, 0x80, 0x22], .invalidUTF8(byte: 0x80), 1, 2),
    Fault("overlong slash", bytes: [0x22, 0xC0, 0xAF, 0x22], .invalidUTF8(byte: 0xC0), 1, 2),
    Fault(
      "raw surrogate", bytes: [0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8(byte: 0xED), 1, 2),
    Fault(
      "beyond Unicode", bytes: [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .invalidUTF8(byte: 0xF4), 1,
      2),
    Fault("cut sequence", bytes: [0x22, 0xE2, 0x82, 0x22], .invalidUTF8(byte: 0xE2), 1, 2),
    Fault("UTF-8 outside strings", "{\u{E9}: 1}", .invalidUTF8(byte: 0xC3), 1, 2),
    Fault("high surrogate alone", #"["\ud800"]"#, .loneSurrogate(0xD800), 1, 3),
    Fault("low surrogate alone", #"["\uDC00"]"#, .loneSurrogate(0xDC00), 1, 3),
    Fault("two high surrogates", #""\ud800\ud800""#, .loneSurrogate(0xD800), 1, 2),
    Fault("NUL for a value", "[\0]", .nul, 1, 2),
    Fault("NUL behind", "{}\0", .nul, 1, 3),
    Fault("two values", "{} {}", .trailingBytes, 1, 4),
    Fault("comma behind", "1,", .trailingBytes, 1, 2),
    Fault("NaN", "[NaN]", .nonFiniteLiteral("NaN"), 1, 2),
    Fault("Infinity", "Infinity", .nonFiniteLiteral("Infinity"), 1, 1),
    Fault("-Infinity", "{\"a\":\n-Infinity}", .nonFiniteLiteral("-Infinity"), 2, 1),
    Fault("cut object", "{\"a\": 1", .truncated(inside: "an object"), 1, 8),
    Fault("cut name", "{\"a", .truncated(inside: "a string"), 1, 4),
    Fault("cut array", "[1,", .truncated(inside: "an array"), 1, 4),
    Fault("cut escape", "\"\\u12", .truncated(inside: "a string"), 1, 6),
    Fault("cut literal", "[tru", .truncated(inside: "a literal"), 1, 5),
    Fault("cut number", "-", .truncated(inside: "a number"), 1, 2),
    Fault("cut fraction", "1.", .truncated(inside: "a number"), 1, 3),
    Fault("unknown escape", #""a\x""#, .badEscape(UInt8(ascii: "x")), 1, 3),
    Fault("short u escape", #""\u12g4""#, .badEscape(UInt8(ascii: "u")), 1, 2),
    Fault("line feed in string", "\"a\nb\"", .controlCharacter(0x0A), 1, 3),
    Fault("NUL in string", "\"a\0b\"", .controlCharacter(0), 1, 3),
    Fault("leading zero", "[012]", .leadingZero, 1, 2),
    Fault("negative leading zero", "-01", .leadingZero, 1, 2),
    Fault("plus sign", "[+1]", .badNumber, 1, 2),
    Fault("no whole part", "[.5]", .badNumber, 1, 2),
    Fault("no fraction", "[1.]", .badNumber, 1, 2),
    Fault("no exponent", "[1e]", .badNumber, 1, 2),
    Fault("Python's True", "[True]", .badLiteral("True"), 1, 2),
    Fault("undefined", "{\"a\": undefined}", .badLiteral("undefined"), 1, 7),
    Fault("comma at the end of an array", "[1,]", .trailingComma, 1, 4),
    Fault("comma at the end of an object", "{\"a\":1,}", .trailingComma, 1, 8),
    Fault("line comment", "[1 // one\n]", .comment, 1, 4),
    Fault("block comment before", "/* x */ {}", .comment, 1, 1),
    Fault("single quotes", "['a']", .singleQuote, 1, 2),
    Fault("name in single quotes", "{'a': 1}", .singleQuote, 1, 2),
    Fault("name without quotes", "{a: 1}", .unquotedName("a"), 1, 2),
    Fault(
      "number as name", "{1: 1}", .unexpected(byte: 0x31, expected: "a member name or }"), 1, 2),
    Fault("no colon", "{\"a\" 1}", .unexpected(byte: 0x31, expected: "a colon"), 1, 6),
    Fault("no comma", "[1 2]", .unexpected(byte: 0x32, expected: "a comma or ]"), 1, 4),
    Fault("wrong bracket", "{\"a\":1]", .unexpected(byte: 0x5D, expected: "a comma or }"), 1, 7),
    Fault("HTML", "<html>", .unexpected(byte: 0x3C, expected: "a value"), 1, 1),
    Fault("after CR LF", "[\r\n\r\n?]", .unexpected(byte: 0x3F, expected: "a value"), 3, 1),
    Fault("after wide text", "[\"äöü😀\", ?]", .unexpected(byte: 0x3F, expected: "a value"), 1, 10),
  ]

  @Test(arguments: faults) func explains(_ row: Fault) {
    #expect {
      _ = try JSONReader.read(row.bytes, file: Self.file)
    } throws: { error in
      guard let error = error as? JSONError else { return false }
      #expect(error.kind == row.kind)
      #expect(error.position == SourcePosition(line: row.line, column: row.column))
      #expect(!error.message.isEmpty && !error.remedy.isEmpty)
      let diagnostic = error.diagnostic(file: Self.file)
      #expect(diagnostic.range?.start == error.position)
      #expect(diagnostic.severity == .error)
      return true
    }
  }

  @Test(arguments: [0, 1, 5]) func boundsTheDepth(_ limit: Int) throws {
    let fits = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    if limit > 0 { _ = try Self.read(fits, depthLimit: limit) }
    #expect {
      _ = try Self.read("[" + fits + "]", depthLimit: limit)
    } throws: { error in
      (error as? JSONError)?.kind == .depthExceeded(limit: limit)
        && (error as? JSONError)?.offset == limit
    }
  }

  /// Containers that nothing closes take one byte a node, twice as many as in whole texts.
  @Test(
    arguments: [("[", 1), ("{\"\":", 2), ("[1,", 2), ("[[],", 2), ("[0,{\"a\":", 4)],
    [1, 2, 3, 26, 511, 512, 513])
  func hasRoomForWhatIsNeverClosed(_ unit: (text: String, nodes: Int), _ count: Int) {
    let text = String(repeating: unit.text, count: count)
    let capacity = JSONReader.capacity(for: Array(text.utf8), depthLimit: 2 * count)
    #expect(capacity >= count * unit.nodes)
    #expect(throws: JSONError.self) { try Self.read(text) }
  }

  struct Accepted: Sendable, CustomTestStringConvertible {
    var text: String
    var canonical: String
    var testDescription: String { text }
    init(_ text: String, _ canonical: String) {
      self.text = text
      self.canonical = canonical
    }
  }

  static let accepted: [Accepted] = [
    Accepted("null", "null"), Accepted(" true ", "true"), Accepted("false", "false"),
    Accepted("0", "0"), Accepted("-0.0e-0", "-0.0e-0"), Accepted("1E400", "1E400"),
    Accepted("\"\"", "\"\""), Accepted("[]", "[]"), Accepted("{ }", "{}"),
    Accepted("[ [ ] , { } ]", "[[],{}]"),
    Accepted("{\"\":{\"\":[0]}}", "{\"\":{\"\":[0]}}"),
    Accepted(#""\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#, #""é😀/\u0008\u000c\n\r\t\"\\""#),
    Accepted(#""\u0000""#, #""\u0000""#),
    Accepted("\"a\u{7F}\u{2028}\u{FEFF}\"", "\"a\u{7F}\u{2028}\u{FEFF}\""),
    Accepted(#"{"a":1,"b":[1,2,{"c":null}]}"#, #"{"a":1,"b":[1,2,{"c":null}]}"#),
    Accepted("\"12345678\"", "\"12345678\""), Accepted("\"1234567\\n\"", "\"1234567\\n\""),
    Accepted("[1\n,\t2\r]", "[1,2]"),
  ]

  @Test(arguments: accepted) func readsAndWrites(_ row: Accepted) throws {
    let document = try Self.read(row.text)
    checkTape(document)
    #expect(JSONWriter.text(Value(document)) == row.canonical)
    let again = try Self.read(JSONWriter.text(Value(document), pretty: true))
    #expect(JSONWriter.text(Value(again)) == row.canonical)
  }

  struct Repeated: Sendable, CustomTestStringConvertible {
    var text: String
    var name: String
    var object: String
    var first: SourcePosition
    var second: SourcePosition
    var testDescription: String { text }
  }

  static let repeated: [Repeated] = [
    Repeated(
      text: #"{"a":1,"a":2}"#, name: "a", object: "", first: SourcePosition(line: 1, column: 2),
      second: SourcePosition(line: 1, column: 8)),
    Repeated(
      text: #"{"a":1,"\u0061":2}"#, name: "a", object: "",
      first: SourcePosition(line: 1, column: 2), second: SourcePosition(line: 1, column: 8)),
    Repeated(
      text: "[0,{\"b\":{\n\"a\":[1],\n\"c\":{},\"a\":2}}]", name: "a", object: "/1/b",
      first: SourcePosition(line: 2, column: 1), second: SourcePosition(line: 3, column: 8)),
  ]

  @Test(arguments: repeated) func findsDuplicates(_ row: Repeated) throws {
    let found = try Self.read(row.text).duplicateMembers
    #expect(
      found == [
        DuplicateMember(
          name: row.name, object: try #require(JSONPointer(parsing: row.object)), first: row.first,
          second: row.second)
      ])
  }

  @Test func composedAndDecomposedNamesDiffer() throws {
    let document = try Self.read("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(!document.hasDuplicateMembers)
    #expect(document.root["\u{E9}"]?.number?.text == "1")
    #expect(document.root["e\u{301}"]?.number?.text == "2")
  }

  @Test(arguments: [31, 32, 33, 34, 200, 5000]) func findsDuplicatesInAnySize(_ count: Int) throws {
    let names = (0..<count).map { "\"k\($0)\":\($0)" }
    let clean = try Self.read("{\(names.joined(separator: ","))}")
    #expect(!clean.hasDuplicateMembers)
    let last = "\"k\(count / 2)\":-1"
    let document = try Self.read("{\(names.joined(separator: ",")),\(last)}")
    #expect(document.duplicateMembers.map(\.name) == ["k\(count / 2)"])
    #expect(document.root["k\(count / 2)"]?.number?.text == "-1")
    #expect(document.root.value["k\(count / 2)"]?.integer == -1)
  }
}

/// The tape's structure: ends lie behind their nodes, children inside their parents, counts are
/// right and a walk reaches every node once.
func checkTape(_ document: JSONDocument, sourceLocation: SourceLocation = #_sourceLocation) {
  var visited = 0
  var previousOffset = -1
  var open: [(end: Int, left: Int)] = []
  let tape = document.tape
  for (index, node) in tape.enumerated() {
    visited += 1
    while let last = open.last, last.end == index {
      #expect(last.left == 0, sourceLocation: sourceLocation)
      open.removeLast()
    }
    #expect(Int(node.offset) > previousOffset, sourceLocation: sourceLocation)
    #expect(Int(node.offset) < document.count, sourceLocation: sourceLocation)
    previousOffset = Int(node.offset)
    if let top = open.indices.last {
      open[top].left -= 1
      #expect(index < open[top].end, sourceLocation: sourceLocation)
    } else {
      #expect(index == 0, sourceLocation: sourceLocation)
    }
    let kind = node.head & TapeNode.kindMask
    if kind >= TapeNode.array {
      let end = Int(node.extent)
      #expect(end > index && end <= tape.count, sourceLocation: sourceLocation)
      if let top = open.last { #expect(end <= top.end, sourceLocation: sourceLocation) }
      let factor = kind == TapeNode.object ? 2 : 1
      open.append((end, Int(node.extra) * factor))
    }
  }
  #expect(open.allSatisfy { $0.left == 0 && $0.end == tape.count }, sourceLocation: sourceLocation)
  #expect(visited == tape.count, sourceLocation: sourceLocation)
}
