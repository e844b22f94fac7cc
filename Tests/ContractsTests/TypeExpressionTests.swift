import Documents
import Testing

@testable import Contracts

@Suite("Printed types")
struct TypeExpressionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var type: String
    /// The schema as JSON.
    var schema: String
    var codes: [String] = []
    var testDescription: String { type }
  }

  static let names = ["service", "Page[Thing]", "a/b", "Two Words", "«x»", "Café"]

  static let rows = [
    Row(type: "string", schema: #"{"type":"string"}"#),
    Row(type: "integer", schema: #"{"type":"integer"}"#),
    Row(type: "long", schema: #"{"type":"integer","format":"int64"}"#),
    Row(type: "float", schema: #"{"type":"number","format":"float"}"#),
    Row(type: "double", schema: #"{"type":"number","format":"double"}"#),
    Row(type: "byte", schema: #"{"type":"string","format":"byte"}"#),
    Row(type: "binary", schema: #"{"type":"string","format":"binary"}"#),
    Row(type: "date", schema: #"{"type":"string","format":"date"}"#),
    Row(type: "dateTime", schema: #"{"type":"string","format":"date-time"}"#),
    Row(type: "password", schema: #"{"type":"string","format":"password"}"#),
    Row(type: "string (uuid)", schema: #"{"type":"string","format":"uuid"}"#),
    Row(type: "string (a (b) c)", schema: #"{"type":"string","format":"a (b) c"}"#),
    Row(type: "number (int32)", schema: #"{"type":"number","format":"int32"}"#),
    Row(type: "undefined (int64)", schema: #"{"format":"int64"}"#),
    Row(type: "null (int64)", schema: #"{"format":"int64"}"#),
    Row(type: "undefined", schema: "{}"),
    Row(type: "", schema: "{}"),
    Row(type: "object", schema: #"{"type":"object"}"#),
    Row(type: "array", schema: #"{"type":"array"}"#),
    Row(type: "file", schema: #"{"type":"file"}"#),
    Row(type: "[ string ]", schema: #"{"type":"array","items":{"type":"string"}}"#),
    Row(type: "[ object ]", schema: #"{"type":"array","items":{"type":"object"}}"#),
    Row(type: "[  ]", schema: #"{"type":"array"}"#),
    Row(
      type: "[ [ long ] ]",
      schema:
        #"{"type":"array","items":{"type":"array","items":{"type":"integer","format":"int64"}}}"#),
    Row(type: "[service](#service)", schema: ##"{"$ref":"#/definitions/service"}"##),
    Row(
      type: "[ [service](#service) ]",
      schema: ##"{"type":"array","items":{"$ref":"#/definitions/service"}}"##),
    Row(
      type: "[[service](#service)]",
      schema: ##"{"type":"array","items":{"$ref":"#/definitions/service"}}"##),
    Row(
      type: #"\[ [service](#service) \]"#,
      schema: ##"{"type":"array","items":{"$ref":"#/definitions/service"}}"##),
    Row(type: "`[ string ]`", schema: #"{"type":"array","items":{"type":"string"}}"#),
    Row(
      type: "[Page[Thing]](#page[thing])", schema: ##"{"$ref":"#/definitions/Page%5BThing%5D"}"##),
    Row(type: "[a~1b](#a~1b)", schema: ##"{"$ref":"#/definitions/a~1b"}"##),
    Row(type: "[Two Words](#two-words)", schema: ##"{"$ref":"#/definitions/Two%20Words"}"##),
    Row(type: "[other](#two-words)", schema: ##"{"$ref":"#/definitions/Two%20Words"}"##),
    Row(type: "[«x»](#«x»)", schema: ##"{"$ref":"#/definitions/%C2%ABx%C2%BB"}"##),
    Row(type: "[Service](#service-model)", schema: ##"{"$ref":"#/definitions/service"}"##),
    Row(
      type: "service", schema: ##"{"$ref":"#/definitions/service"}"##, codes: ["model-link-missing"]
    ),
    Row(
      type: "[ service ]", schema: ##"{"type":"array","items":{"$ref":"#/definitions/service"}}"##,
      codes: ["model-link-missing"]),
    Row(
      type: "[nobody](#nobody)", schema: #"{"x-muster-type":"nobody"}"#,
      codes: ["model-undefined"]),
    Row(type: "foo", schema: #"{"x-muster-type":"foo"}"#, codes: ["type-unknown"]),
    Row(type: "string:", schema: #"{"x-muster-type":"string:"}"#, codes: ["type-unknown"]),
    Row(type: "String", schema: #"{"type":"string"}"#, codes: ["type-case"]),
    Row(type: "DateTime", schema: #"{"type":"string","format":"date-time"}"#, codes: ["type-case"]),
    Row(
      type: "[service](#service) & [a~1b](#a~1b)",
      schema: ##"{"allOf":[{"$ref":"#/definitions/service"},{"$ref":"#/definitions/a~1b"}]}"##),
    Row(type: "string, integer", schema: #"{"type":["string","integer"]}"#),
    Row(type: "string or null", schema: #"{"type":"string","x-nullable":true}"#),
    Row(
      type: "string or integer", schema: #"{"x-muster-type":"alternatives"}"#,
      codes: ["type-alternatives"]),
    Row(
      type: #"{ **"id"**: long, **"tags"**: [ string ] }"#,
      schema:
        #"{"type":"object","properties":{"id":{"type":"integer","format":"int64"},"#
        + #""tags":{"type":"array","items":{"type":"string"}}}}"#
    ),
    Row(
      type: #"[ { **"a"**: { **"b"**: string } } ]"#,
      schema:
        #"{"type":"array","items":{"type":"object","properties":{"a":{"type":"object","#
        + #""properties":{"b":{"type":"string"}}}}}}"#
    ),
    Row(type: "{ }", schema: #"{"type":"object","properties":{}}"#),
    Row(
      type: #"string, <br>**Available values:** "a", "b", <br>**Default:** a"#,
      schema: #"{"type":"string","enum":["a","b"],"default":"a"}"#),
    Row(
      type: #"{ **"s"**: string, <br>**Available values:** "x, y", "z", **"n"**: long }"#,
      schema:
        #"{"type":"object","properties":{"s":{"type":"string","enum":["x, y","z"]},"#
        + #""n":{"type":"integer","format":"int64"}}}"#
    ),
    Row(type: "[ string", schema: #"{"x-muster-type":"[ string"}"#, codes: ["type-unreadable"]),
    Row(type: "string ]", schema: #"{"x-muster-type":"string ]"}"#, codes: ["type-unreadable"]),
    Row(type: "{ a: b }", schema: #"{"x-muster-type":"{ a: b }"}"#, codes: ["type-unreadable"]),
  ]

  @Test(arguments: rows)
  func translates(_ row: Row) {
    var translator = TypeTranslator(names: ModelNames(Self.names))
    let range = SourceRange(file: SourceFile(name: "x"), start: SourcePosition(line: 3, column: 1))
    let schema = translator.schema(row.type, at: range)
    #expect(JSONWriter.text(schema) == row.schema)
    #expect(translator.diagnostics.map(\.code) == row.codes)
    #expect(translator.diagnostics.allSatisfy { $0.range == range })
  }

  @Test func deepNestingEnds() {
    var translator = TypeTranslator(names: ModelNames([]))
    let range = SourceRange(file: SourceFile(name: "x"), start: SourcePosition(line: 1, column: 1))
    let deep =
      String(repeating: "[ ", count: 100_000) + "string" + String(repeating: " ]", count: 100_000)
    _ = translator.schema(deep, at: range)
    #expect(translator.diagnostics.map(\.code) == ["type-unreadable"])
  }
}
