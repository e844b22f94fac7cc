import Documents
import Testing

@Suite struct JSONDocumentTests {
  static let text = """
    {
      "name": "a\\nb",
      "list": [1, [2, 3], {"x": true}],
      "empty": {},
      "none": null,
      "a/b": {"~": 1.50}
    }
    """

  static func document() throws -> JSONDocument { try JSONReaderTests.read(text) }

  @Test func looksUpNodes() throws {
    let root = try Self.document().root
    #expect(root.kind == .object)
    #expect(root.count == 5)
    #expect(root["name"]?.string == "a\nb")
    #expect(root["list"]?.count == 3)
    #expect(root["list"]?[2]?["x"]?.bool == true)
    #expect(root["list"]?[3] == nil)
    #expect(root["list"]?[-1] == nil)
    #expect(root["nothing"] == nil)
    #expect(root["none"]?.kind == .null)
    #expect(root["name"]?["x"] == nil)
    #expect(root.members.map(\.name) == ["name", "list", "empty", "none", "a/b"])
    #expect(root["list"]?.items.map(\.kind) == [.number, .array, .object])
    #expect(Array(root.items.map(\.kind)).isEmpty)
    #expect(root["a/b"]?["~"]?.number?.text == "1.50")
  }

  @Test(arguments: [
    "", "/name", "/list", "/list/0", "/list/1", "/list/1/1", "/list/2/x", "/empty", "/a~1b/~0",
  ])
  func pointersLeadThereAndBack(_ text: String) throws {
    let root = try Self.document().root
    let pointer = try #require(JSONPointer(parsing: text))
    let node = try #require(root[pointer])
    #expect(node.pointer == pointer)
    #expect(node.pointer.description == text)
  }

  @Test(arguments: ["/list/01", "/list/-", "/list/3", "/name/0", "/empty/x"])
  func pointersMayLeadNowhere(_ text: String) throws {
    #expect(try Self.document().root[try #require(JSONPointer(parsing: text))] == nil)
  }

  @Test func keepsTheSourceText() throws {
    let root = try Self.document().root
    #expect(root["list"]?.jsonText == "[1, [2, 3], {\"x\": true}]")
    #expect(root["name"]?.jsonText == "\"a\\nb\"")
    #expect(root["empty"]?.jsonText == "{}")
    #expect(root.jsonText == Self.text)
  }

  @Test func treeHasRanges() throws {
    let document = try Self.document()
    let tree = Value(document)
    #expect(tree.range?.start == SourcePosition(line: 1, column: 1))
    #expect(tree.range?.end == SourcePosition(line: 7, column: 2))
    let list = try #require(tree["list"])
    #expect(list.range?.start == SourcePosition(line: 3, column: 11))
    #expect(list.range?.end == SourcePosition(line: 3, column: 35))
    #expect(list.range?.description == "t.json:3:11")
    let member = try #require(tree.object?.member("list"))
    #expect(member.nameRange?.start == SourcePosition(line: 3, column: 3))
    #expect(member.nameRange?.end == SourcePosition(line: 3, column: 9))
    #expect(list[2]?["x"]?.range?.start == SourcePosition(line: 3, column: 29))
    let node = try #require(document.root["list"]?[2]?["x"])
    #expect(document.position(of: node) == SourcePosition(line: 3, column: 29))
    let lines = LineIndex(document)
    #expect(lines.position(at: Int(document.tape[node.index].offset)) == node.position)
  }

  @Test func prettyText() throws {
    let value = try JSONReaderTests.read(#"{"a":[1,{}],"b":[],"c":{"d":"x"}}"#).root.value
    #expect(
      JSONWriter.text(value, pretty: true) == """
        {
          "a": [
            1,
            {}
          ],
          "b": [],
          "c": {
            "d": "x"
          }
        }

        """)
  }

  /// In quadratic time this would take hours.
  @Test(.timeLimit(.minutes(10))) func readsAMillionMembers() throws {
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    for number in 0..<1_000_000 {
      if number > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: "\"k\(number)\":\(number)".utf8)
    }
    bytes.append(contentsOf: ",\"k7\":0}".utf8)
    let document = try JSONReader.read(bytes, file: JSONReaderTests.file)
    #expect(document.root.count == 1_000_001)
    #expect(document.duplicateMembers.map(\.name) == ["k7"])
    #expect(document.root["k999999"]?.number?.text == "999999")
  }

  @Test func readsLargeTexts() throws {
    // Large enough that the nodes are counted before they are written.
    let item = Array("[{\"a,b\":[1,{}]}],".utf8)
    var bytes: [UInt8] = [UInt8(ascii: "[")]
    let count = (33 << 20) / item.count
    bytes.reserveCapacity(count * item.count + 4)
    for _ in 0..<count { bytes.append(contentsOf: item) }
    bytes.append(contentsOf: "0]".utf8)
    let document = try JSONReader.read(bytes, file: JSONReaderTests.file)
    #expect(document.root.count == count + 1)
    #expect(document.tape.count == count * 6 + 2)
  }

  @Test func readsDeepNesting() throws {
    let depth = 100_000
    let bytes =
      [UInt8](repeating: UInt8(ascii: "["), count: depth)
      + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    #expect(throws: JSONError.self) { try JSONReader.read(bytes, file: JSONReaderTests.file) }
    let document = try JSONReader.read(bytes, file: JSONReaderTests.file, depthLimit: depth)
    #expect(document.tape.count == depth)
    checkTape(document)
    #expect(document.pointer(of: depth - 1).tokens.count == depth - 1)
    #expect(document.root.jsonText.utf8.count == depth * 2)
  }

  @Test func listsOnlySoManyDuplicates() throws {
    let text = "{" + repeatElement("\"a\":1", count: 3000).joined(separator: ",") + "}"
    #expect(try JSONReaderTests.read(text).duplicateMembers.count == 1000)
  }

  @Test func randomTextsKeepTheTapeSound() throws {
    var random = SplitMix(state: 7)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\\u0041\"", "1", "-0.5e3", "true", "null", " ",
      "\"é\"", "\"", "\\", "0", "x", "\n",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      if let document = try? JSONReaderTests.read(text) {
        accepted += 1
        checkTape(document)
        _ = Value(document)
      }
    }
    #expect(accepted > 100)
  }

  @Test func mutatedTextsKeepTheTapeSound() throws {
    var random = SplitMix(state: 11)
    let original = Array(Self.text.utf8)
    var accepted = 0
    for _ in 0..<20_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.remove(at: place)
        default:
          bytes.insert(original[Int.random(in: 0..<original.count, using: &random)], at: place)
        }
      }
      if let document = try? JSONReader.read(bytes, file: JSONReaderTests.file) {
        accepted += 1
        checkTape(document)
        let again = try JSONReaderTests.read(JSONWriter.text(Value(document)))
        #expect(again.tape.count <= document.tape.count)
      }
    }
    #expect(accepted > 100)
  }
}

/// A small deterministic generator.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
