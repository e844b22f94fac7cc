import Contracts
import Documents
import Testing

@Suite("Reading back what was written")
struct RoundTripTests {
  @Test("every row of the styles' table", arguments: StyleRows.standard)
  func standard(_ row: StyleRow) throws {
    #expect(try Self.readBack(row) == JSONWriter.text(row.value))
  }

  @Test("values that only the coding carries", arguments: carried)
  func coded(_ row: StyleRow) throws {
    #expect(try Self.readBack(row) == JSONWriter.text(row.value))
  }

  /// What the notation, and so nobody, can tell apart.
  @Test("values that the notation can't carry are read as what it says", arguments: lost)
  func exceptions(_ row: StyleRow) throws {
    #expect(row.loss != nil)
    #expect(try Self.readBack(row) == row.readBack.map { JSONWriter.text($0) })
  }

  /// The JSON text of the value that a server sees; nil where it sees none. Reports any other
  /// problem than a missing value.
  static func readBack(_ row: StyleRow) throws -> String? {
    let notation = row.notation
    let path = notation.location == .path ? "/a/{\(notation.name)}" : "/a"
    let contract = try load(
      """
      openapi: 3.2.0
      info: {title: t, version: "1"}
      paths:
        \(path):
          get:
            parameters:
              - name: '\(notation.name)'
                in: \(notation.location)
                required: \(notation.location == .path)
                \(notation.style == .tabDelimited ? "" : "style: \(notation.style)")
                explode: \(notation.isExploded)
                schema: {\(row.schema)}
            responses: {}
      """
    ).contract
    var operation = try #require(contract.operations.first)
    operation.parameters[0].style = notation.style
    operation.parameters[0].isExploded = notation.isExploded
    operation.parameters[0].allowsReserved = notation.allowsReserved
    var request = RawRequest(target: "/base/a")
    if let text = try row.written() {
      switch notation.location {
      case .path: request.target += "/" + text
      case .header: request.fields = [(notation.name.uppercased(), text)]
      case .cookie: request.fields = [("Cookie", text)]
      case .query, .form, .querystring: request.target += "?" + text
      }
    }
    let reader = RequestReader(contract: contract, schemas: ContractSchemas(contract: contract))
    let seen = reader.read(request, as: operation)
    #expect(seen.problems == [])
    return seen.parameters.first.map { JSONWriter.text($0.value) }
  }

  static let hostile = "\0é &=;,+%#/?[]|.\t\"\\\u{1F600}"

  static let carried: [StyleRow] =
    [
      (.path, .simple, false), (.path, .label, false), (.path, .matrix, false),
      (.query, .form, true), (.query, .form, false), (.cookie, .form, true),
    ].map { location, style, isExploded in
      row(
        "\(location) \(style) hostile text", location, style, isExploded, "type: string",
        .string(hostile))
    }
    + [
      (.path, .simple, false), (.path, .simple, true), (.path, .matrix, false),
      (.path, .matrix, true), (.path, .label, false), (.query, .form, true), (.query, .form, false),
      (.cookie, .form, false),
    ].flatMap { location, style, isExploded in
      [
        row(
          "\(location) \(style) \(isExploded) hostile items", location, style, isExploded,
          "type: array, items: {type: string}", .array([.string(hostile), .string("x")])),
        row(
          "\(location) \(style) \(isExploded) hostile members", location, style, isExploded,
          "type: object, additionalProperties: {type: string}",
          .object([(hostile, .string(hostile)), ("x", .string("y"))])),
      ]
    }.filter {
      !($0.notation.location == .path && $0.testDescription.contains("members")
        && $0.notation.style == .label)
    }
    + [
      row(
        "deepObject members", .query, .deepObject, true,
        "type: object, additionalProperties: {type: string}",
        .object([("a b&=", .string(hostile)), ("[", .string(""))])),
      row("numbers keep their spelling", .query, .form, true, "type: number", number("1.50e400")),
      row("booleans", .query, .form, true, "type: boolean", .bool(true)),
      row(
        "mixed items", .query, .form, false,
        "type: array, items: {type: [boolean, integer, string]}",
        .array([.bool(false), .integer(7), .string("x")])),
      row("a large number in a header", .header, .simple, false, "type: integer", .integer(.max)),
      row(
        "empty items", .query, .form, false, "type: array, items: {type: string}",
        .array([.string(""), .string("")])),
      row(
        "huge", .query, .form, true, "type: string", .string(String(repeating: "é&", count: 50_000))
      ),
      row("a header's text with commas", .header, .simple, false, "type: string", .string("a, b")),
    ]

  static let lost: [StyleRow] = [
    loss(
      "an empty array is as one that is not there", .query, .form, true, "type: array", .array([]),
      nil),
    loss("an empty array in one text, too", .query, .form, false, "type: array", .array([]), nil),
    loss(
      "an empty object is as one that is not there", .query, .deepObject, true, "type: object",
      .object([]), nil),
    loss(
      "null is as the empty string", .query, .form, true, "type: [string, 'null']", .null,
      .string("")),
    loss(
      "a string that is spelt like a number", .query, .form, true, "type: [integer, string]",
      .string("7"), .integer(7)),
    loss(
      "a list of one where one alone is right, too", .query, .form, true,
      "oneOf: [{type: integer}, {type: array, items: {type: integer}}]", .array([.integer(1)]),
      .integer(1)),
  ]

  static func number(_ text: String) -> Value {
    Value(.number(JSONNumber(text: text) ?? JSONNumber(0)))
  }

  private static func row(
    _ name: String, _ location: StyleRows.Location, _ style: StyleRows.Style, _ isExploded: Bool,
    _ schema: String, _ value: Value
  ) -> StyleRow {
    StyleRow(
      testDescription: name,
      notation: ParameterNotation(
        name: "p", location: location, style: style, isExploded: isExploded),
      schema: schema, value: value)
  }

  private static func loss(
    _ why: String, _ location: StyleRows.Location, _ style: StyleRows.Style, _ isExploded: Bool,
    _ schema: String, _ value: Value, _ readBack: Value?
  ) -> StyleRow {
    var row = row(why, location, style, isExploded, schema, value)
    row.readBack = readBack
    row.loss = why
    return row
  }
}
