import Documents
import Testing

@Suite struct TreeTests {
  /// Texts whose places are easily counted wrongly.
  static let texts: [(name: String, text: String)] = [
    ("one line", #"{"a":1,"b":[true,false,null,"x"],"c":{}}"#),
    ("indented", "{\n  \"a\": 1,\n  \"b\": [\n    2,\n    {}\n  ]\n}\n"),
    ("indented deeply", "[\n" + String(repeating: " ", count: 37) + "1,\n\n          2\n]"),
    ("returns", "{\r\n  \"a\" : 1 ,\r  \"b\":\r\n[\r\r1\n\r]\r\n}"),
    ("tabs", "{\n\t\t\t\t\t\t\t\t\t\t\"a\"\t:\t[\t]\t}"),
    ("characters beyond ASCII", "{\"é\": \"ï 漢字 🙂\", \"x\": [\"é\", 1]}"),
    ("escapes", #"{"\u00e9\n": "\\ \" \/ 🙂", "x\\": ["\u0041A", 2]}"#),
    ("empty texts", #"{"": "", "a": ["", ""]}"#),
    ("scalar", "  \n 12.50 "),
    (
      "equal texts",
      #"[{"name of a kind": "a text of the kind"}, {"name of a kind": "a text of the kind"}]"#
    ),
    ("numbers and texts of one spelling", #"[1, "1", 1, "1", true, "true", "1e2", 1e2]"#),
  ]

  @Test(arguments: texts.map(\.name))
  func placesAndValuesAreThoseOfTheDocument(_ name: String) throws {
    let text = try #require(Self.texts.first { $0.name == name }).text
    let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "f"))
    try Self.compare(Value(document), document.root)
  }

  /// Deeper and longer than what is held at first.
  @Test func largeTreesAreBuilt() throws {
    let deep = String(repeating: "[{\"a\":", count: 100) + "1" + String(repeating: "}]", count: 100)
    let long = (0..<700).map { "\"name \($0)\":[\"text \($0 % 650)\",\($0)]" }
    let text = "[\(deep),\n{\(long.joined(separator: ",\n"))}]"
    let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "f"))
    try Self.compare(Value(document), document.root)
  }

  @Test func partsOfADocumentKeepTheirPlaces() throws {
    let text = "{\"é é\": [1, \"ï\"],\n \"b\": {\"c\": [\n\"d\"]}}"
    let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "f"))
    for member in document.root.members {
      try Self.compare(member.value.value, member.value)
      for inner in member.value.items { try Self.compare(inner.value, inner) }
    }
  }

  @Test(arguments: 0...40)
  func namesOfAnyLengthAreFound(_ length: Int) throws {
    let name = String("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST".prefix(length))
    let text = "{\"\(name)\": 1, \"\(name)é\": 2}"
    let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "f"))
    #expect(document.root[name]?.number?.integer == 1)
    #expect(document.root[name + "é"]?.number?.integer == 2)
    #expect(document.root[name + "e"] == nil)
    #expect(Value(document)[name]?.integer == 1)
  }

  private static func compare(_ value: Value, _ node: JSONNode) throws {
    let range = try #require(value.range)
    let start = Int(node.document.tape[node.index].offset)
    #expect(range.start == node.position)
    #expect(range.end == node.document.position(at: start + node.jsonText.utf8.count))
    switch value.kind {
    case .null: #expect(node.kind == .null)
    case .bool(let flag): #expect(node.bool == flag)
    case .number(let number): #expect(node.number?.text == number.text)
    case .string(let text): #expect(node.string == text)
    case .array(let items):
      #expect(items.count == node.count && node.kind == .array)
      for (item, inner) in zip(items, node.items) { try compare(item, inner) }
    case .object(let members):
      #expect(members.count == node.count && node.kind == .object)
      var place = node.index + 1
      for (member, inner) in zip(members, node.members) {
        #expect(member.name == inner.name)
        let name = JSONNode(document: node.document, index: place)
        #expect(member.nameRange?.start == name.position)
        let end = Int(node.document.tape[place].offset) + name.jsonText.utf8.count
        #expect(member.nameRange?.end == node.document.position(at: end))
        try compare(member.value, inner.value)
        place = node.document.indexAfter(place + 1)
      }
    }
  }
}
