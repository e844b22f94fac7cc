import Documents
import Testing

@Suite("Names and texts by their bytes")
struct NameTests {
  /// Each a name that Swift's `String` takes for the other one, or a near miss.
  static let pairs = [
    ("é", "e\u{301}", false), ("a\u{301}\u{327}", "a\u{327}\u{301}", false),
    ("name", "name", true), ("name", "nama", false), ("", "", true), ("", "a", false),
    ("a name of more than fifteen bytes", "a name of more than fifteen bytes", true),
    ("a name of more than fifteen bytes", "a name of more than fifteen bytez", false),
  ]

  @Test(arguments: pairs)
  func areSame(_ left: String, _ right: String, _ isSame: Bool) {
    #expect(ExactName.isSame(left, right) == isSame)
    #expect((ExactName(left) == ExactName(right)) == isSame)
    #expect((JSONPointer(["a", left]) == JSONPointer(["a", right])) == isSame)
    #expect(Set([JSONPointer([left]), JSONPointer([right])]).count == (isSame ? 1 : 2))
  }

  @Test(arguments: [5, 11, 12, 30])
  func objectsFindTheirMembers(_ count: Int) {
    var object = ValueObject()
    for number in 0..<count { object["member \(number)"] = .integer(number) }
    object["é"] = .bool(true)
    #expect(object["e\u{301}"] == nil)
    #expect(
      object.mapValues { $0.integer.map { .integer($0 + 1) } ?? $0 }["member 3"]?.integer == 4)
    object["member 0"] = nil
    #expect(object["member 0"] == nil)
    #expect((1..<count).allSatisfy { object["member \($0)"]?.integer == $0 })
  }

  @Test func repeatedMembersKeepTheLastValue() throws {
    let text = Array(#"{"a": 1, "long enough to be shared": 2, "a": 3}"#.utf8)
    let value = Value(try JSONReader.read(text, file: SourceFile(name: "f")))
    #expect(value.object?.names == ["a", "long enough to be shared"])
    #expect(value["a"]?.integer == 3)
  }

  @Test func filesAreEqualByName() {
    #expect(SourceFile(name: "a") == SourceFile(name: "a"))
    #expect(SourceFile(name: "a") != SourceFile(name: "b"))
    #expect(SourceFile(name: "a").name == "a")
  }

  /// Text, whether it has a return, whether a replacement character.
  static let marks = [
    ("", false, false), ("plain text of some length", false, false),
    ("0123456\r\n", true, false), ("01234567\r", true, false),
    ("é ï \u{FF0C} \u{F000}", false, false),
    ("012345\u{FFFD}89", false, true), ("0123456\u{FFFD}", false, true), ("\r\u{FFFD}", true, true),
  ]

  @Test(arguments: marks)
  func marksAreFound(_ text: String, _ hasReturn: Bool, _ hasReplacement: Bool) {
    for marks in [TextMarks(text), TextMarks(Array(text.utf8))] {
      #expect(marks.hasReturn == hasReturn)
      #expect(marks.hasReplacement == hasReplacement)
    }
  }

  /// Pointers in their string form, and their tokens; nil where they are none.
  static let pointers: [(String, [String]?)] = [
    ("", []), ("/", [""]), ("/a/b", ["a", "b"]), ("/a/", ["a", ""]), ("/a~1b/~0", ["a/b", "~"]),
    ("#/a%20b/c", ["a b", "c"]), ("#/", [""]), ("a", nil), ("/~2", nil), ("#/é", ["é"]),
    ("#", []), ("#a", nil), ("//", ["", ""]), ("/a%2Fb", ["a%2Fb"]), ("#/a%2Fb", ["a", "b"]),
    ("#/a/~1b/c%7E1", ["a", "/b", "c/"]), ("/a/b~", nil), ("#/%", nil), ("/#/a", ["#", "a"]),
    (String(repeating: "/a", count: 16), Array(repeating: "a", count: 16)),
    (String(repeating: "/a", count: 17), Array(repeating: "a", count: 17)),
    ("#" + String(repeating: "/", count: 16), Array(repeating: "", count: 16)),
  ]

  @Test(arguments: pointers)
  func pointersAreRead(_ text: String, _ tokens: [String]?) {
    #expect(JSONPointer(parsing: text)?.tokens == tokens)
  }

  /// How many tokens are made at once; the others are appended to them. Some numbers lie on each side
  /// of those from which a pointer keeps its tokens otherwise.
  @Test(arguments: [0, 1, 2, 16, 17, 40, 127, 128, 129, 130, 300])
  func pointersAreEqualHoweverTheyWereMade(_ front: Int) throws {
    let tokens = (0..<300).map { "é\($0)" }
    let whole = JSONPointer(tokens)
    let grown = tokens[front...].reduce(JSONPointer(Array(tokens[..<front]))) { $0.appending($1) }
    #expect(grown == whole)
    #expect(grown.hashValue == whole.hashValue)
    #expect(grown.tokens == tokens)
    #expect(grown.count == 300)
    #expect(grown.last == "é299")
    #expect(JSONPointer(parsing: whole.description) == grown)
    for place in [0, front, 299] where place < tokens.count {
      var other = tokens
      other[place] = "e"
      #expect(JSONPointer(other) != grown)
      #expect(other.reduce(JSONPointer()) { $0.appending($1) } != grown)
    }
    #expect(grown.appending("x") != grown)
    #expect(JSONPointer(Array(tokens.dropLast())) != grown)
  }

  /// Letting a pointer go takes no more of the stack than any other.
  @Test func longPointersAreLetGo() {
    var pointer = JSONPointer()
    for number in 0..<10_000 {
      pointer = pointer.appending("a")
      if number % 1000 == 0 { #expect(pointer.count == number + 1) }
    }
    #expect(JSONPointer(parsing: String(repeating: "/", count: 1_000_000))?.count == 1_000_000)
  }
}
