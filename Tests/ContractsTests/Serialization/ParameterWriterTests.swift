import Contracts
import Documents
import Testing

@Suite("Writing parameters")
struct ParameterWriterTests {
  @Test("the styles' table", arguments: StyleRows.standard)
  func standard(_ row: StyleRow) throws {
    #expect(try row.written() == row.text)
  }

  @Test("hostile and unusual values", arguments: unusual)
  func hostile(_ row: StyleRow) throws {
    #expect(try row.written() == row.text)
  }

  /// What requests are made with is a shorter way to the same text.
  @Test("a scalar in a query", arguments: StyleRows.standard + unusual)
  func scalar(_ row: StyleRow) throws {
    let pair = OperationFacts.Argument(row.notation).pair(row.value)
    let isScalar =
      switch row.value.kind {
      case .array, .object: false
      default: true
      }
    let isShort =
      row.notation.location == .query && row.notation.mediaType == nil
      && row.notation.style != .deepObject && isScalar
    #expect(pair == (isShort ? row.text : nil))
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var notation: ParameterNotation
    var value: Value
    var kind: SerializationError.Kind
  }

  @Test("what can't be carried is refused", arguments: refusals)
  func refused(_ row: Refusal) {
    let row2 = StyleRow(
      testDescription: "", notation: row.notation, schema: "", value: row.value)
    #expect(throws: SerializationError(row.kind, name: row.notation.name)) { try row2.written() }
  }

  static let unusual: [StyleRow] =
    [
      (
        "path", .path, .simple, "\0é/ %?#&=;,+.\u{1F600}",
        "%00%C3%A9%2F%20%25%3F%23%26%3D%3B%2C%2B.%F0%9F%98%80"
      ),
      ("query", .query, .form, "\0é &=;,+%#", "p=%00%C3%A9%20%26%3D%3B%2C%2B%25%23"),
      ("form", .form, .form, "\0é &=;,+%~*", "p=%00%C3%A9+%26%3D%3B%2C%2B%25%7E*"),
      ("header", .header, .simple, "é &=;,+%\t\"x", "é &=;,+%\t\"x"),
      ("cookie", .cookie, .form, "é &=;,+%\"", "p=%C3%A9%20%26%3D%3B%2C%2B%25%22"),
      ("raw cookie", .cookie, .cookie, "&=,+%", "p=&=,+%"),
    ].map { name, location, style, value, text in
      StyleRow(
        testDescription: name, notation: notation(location, style), schema: "type: string",
        value: .string(value), text: text)
    } + [
      row("commas in items are encoded", .query, .form, false, ["a,b", "c"], "p=a%2Cb,c"),
      row("equal signs too", .path, .simple, true, [("a=b", "c,d")], "a%3Db=c%2Cd"),
      row("names are encoded", .query, .deepObject, true, [("a b&", "c")], "p%5Ba%20b%26%5D=c"),
      row("an array of one", .cookie, .form, true, ["a"], "p=a"),
      row("empty items", .query, .form, false, ["", ""], "p=,"),
      row("an array without items", .query, .form, true, [String](), nil),
      row("a header without items", .header, .simple, false, [String](), nil),
      reserved(
        "reserved in a query", .query, "a/b?c:d@e!$'()*,;=~&+#[]%41",
        "p=a/b?c:d@e!$'()*,;=~%26%2B%23%5B%5D%2541"),
      reserved("reserved in a path", .path, "a/b?c:d&+=", "a%2Fb%3Fc:d&+="),
      StyleRow(
        testDescription: "reserved but for the divider",
        notation: ParameterNotation(
          name: "p", location: .query, isExploded: false, allowsReserved: true),
        schema: "", value: .array([.string("a,b"), .string("c/d")]), text: "p=a%2Cb,c/d"),
      StyleRow(
        testDescription: "JSON in a query", notation: content(.query, "application/json"),
        schema: "", value: .object([("a", .array([.null, .bool(true)]))]),
        text: "p=%7B%22a%22%3A%5Bnull%2Ctrue%5D%7D"),
      StyleRow(
        testDescription: "JSON in a header", notation: content(.header, "application/hal+json"),
        schema: "", value: .object([("a", .string("\n"))]), text: #"{"a":"\n"}"#),
      StyleRow(
        testDescription: "text in a path", notation: content(.path, "text/plain"),
        schema: "", value: .string("a b"), text: "a%20b"),
      StyleRow(
        testDescription: "numbers keep their spelling", notation: notation(.query, .form),
        schema: "",
        value: Value(.number(JSONNumber(text: "1.50e400") ?? JSONNumber(0))), text: "p=1.50e400"),
      StyleRow(
        testDescription: "null is empty", notation: notation(.query, .form), schema: "",
        value: .null, text: "p="),
    ]

  static let refusals: [Refusal] = [
    refusal("nested", .query, .form, .array([.array([])]), .nested(.form)),
    refusal(
      "nested deeply", .query, .deepObject, .object([("a", .object([]))]), .nested(.deepObject)),
    refusal("null inside", .path, .simple, .array([.null]), .innerNull),
    refusal(
      "text in deepObject", .query, .deepObject, .string("a"),
      .undefined(.deepObject, type: "string")),
    refusal(
      "list in deepObject", .query, .deepObject, .array([]), .undefined(.deepObject, type: "array")),
    refusal(
      "bracket in a member's name", .query, .deepObject, .object([("a]", .string(""))]),
      .ambiguous(part: "a]", divider: "`]`")),
    refusal(
      "blank among blanks", .query, .spaceDelimited, strings("a b"),
      .ambiguous(part: "a b", divider: "a blank")),
    refusal(
      "pipe among pipes", .query, .pipeDelimited, strings("|"),
      .ambiguous(part: "|", divider: "`|`")),
    refusal(
      "tab among tabs", .query, .tabDelimited, strings("\t"),
      .ambiguous(part: "\t", divider: "a tab")),
    refusal(
      "dot among dots", .path, .label, strings("a.b"), .ambiguous(part: "a.b", divider: "`.`"),
      exploded: true),
    refusal(
      "comma in a header's list", .header, .simple, strings("a,b"),
      .ambiguous(part: "a,b", divider: "a comma")),
    refusal(
      "empty in a header's list", .header, .simple, strings("a", ""),
      .ambiguous(part: "", divider: "a comma")),
    refusal(
      "blanks in a header's list", .header, .simple, strings("a", " b"),
      .ambiguous(part: " b", divider: "a comma")),
    refusal(
      "equal sign in a header's name", .header, .simple, .object([("a=", .string("b"))]),
      .ambiguous(part: "a=", divider: "`=`"), exploded: true),
    refusal("NUL in a header", .header, .simple, .string("a\0"), .fieldCharacter),
    refusal("line end in a header", .header, .simple, .string("a\r\nb: c"), .fieldCharacter),
    refusal("blanks around a header", .header, .simple, .string(" a"), .fieldCharacter),
    refusal(
      "two cookies in the style form", .cookie, .form, strings("a", "b"), .explodedCookie,
      exploded: true),
    refusal("semicolon in a raw cookie", .cookie, .cookie, .string("a;b"), .cookieCharacter),
    refusal("blank in a raw cookie", .cookie, .cookie, .string("a b"), .cookieCharacter),
    Refusal(
      testDescription: "a header's name",
      notation: ParameterNotation(name: "a b", location: .header), value: .string("c"),
      kind: .nameCharacter),
    Refusal(
      testDescription: "a raw cookie's name",
      notation: ParameterNotation(name: "a=b", location: .cookie, style: .cookie),
      value: .string("c"), kind: .nameCharacter),
    Refusal(
      testDescription: "an object as text", notation: content(.query, "text/plain"),
      value: .object([]), kind: .content(mediaType: "text/plain", type: "object")),
  ]

  private static func notation(
    _ location: StyleRows.Location, _ style: StyleRows.Style, _ isExploded: Bool? = nil
  ) -> ParameterNotation {
    ParameterNotation(name: "p", location: location, style: style, isExploded: isExploded)
  }

  private static func content(_ location: StyleRows.Location, _ type: String) -> ParameterNotation {
    ParameterNotation(name: "p", location: location, mediaType: type)
  }

  private static func strings(_ items: String...) -> Value { .array(items.map { .string($0) }) }

  private static func row(
    _ name: String, _ location: StyleRows.Location, _ style: StyleRows.Style, _ isExploded: Bool,
    _ items: [String], _ text: String?
  ) -> StyleRow {
    StyleRow(
      testDescription: name, notation: notation(location, style, isExploded),
      schema: "type: array, items: {type: string}", value: .array(items.map { .string($0) }),
      text: text)
  }

  private static func row(
    _ name: String, _ location: StyleRows.Location, _ style: StyleRows.Style, _ isExploded: Bool,
    _ members: [(String, String)], _ text: String
  ) -> StyleRow {
    StyleRow(
      testDescription: name, notation: notation(location, style, isExploded),
      schema: "type: object", value: .object(members.map { ($0.0, .string($0.1)) }), text: text)
  }

  private static func reserved(
    _ name: String, _ location: StyleRows.Location, _ value: String, _ text: String
  ) -> StyleRow {
    StyleRow(
      testDescription: name,
      notation: ParameterNotation(name: "p", location: location, allowsReserved: true),
      schema: "type: string", value: .string(value), text: text)
  }

  private static func refusal(
    _ name: String, _ location: StyleRows.Location, _ style: StyleRows.Style, _ value: Value,
    _ kind: SerializationError.Kind, exploded: Bool? = nil
  ) -> Refusal {
    Refusal(
      testDescription: name, notation: notation(location, style, exploded), value: value,
      kind: kind)
  }
}
