import Documents
import Schemas
import Testing

@Suite struct OpenAPIDialectTests {
  static let both: [SchemaRow] = [SchemaDialect.swagger20, .openAPI30].flatMap { dialect in
    [
      SchemaRow(
        dialect, "string", "type: string", "1001", ["(root): expected string, got integer 1001"]),
      SchemaRow(dialect, "string", "type: string", "null", ["(root): expected string, got null"]),
      SchemaRow(dialect, "integer", "type: integer", "1"),
      SchemaRow(
        dialect, "integer", "type: integer", "1.0", ["(root): expected integer, got number 1.0"]),
      SchemaRow(
        dialect, "integer", "type: integer", "1e2", ["(root): expected integer, got number 1e2"]),
      SchemaRow(
        dialect, "integer", "type: integer", "\"1\"", ["(root): expected integer, got string \"1\""]
      ),
      SchemaRow(dialect, "number", "type: number", "1.0"),
      SchemaRow(
        dialect, "number", "type: number", "true", ["(root): expected number, got boolean true"]),
      SchemaRow(dialect, "boolean", "type: boolean", "false"),
      SchemaRow(
        dialect, "array", "{type: array, items: {type: string}}", "[\"a\", 1, {}]",
        [
          "/1: expected string, got integer 1", "/2: expected string, got an empty object",
        ]),
      SchemaRow(
        dialect, "required", "{type: object, required: [id, name]}", "{\"id\": 1}",
        ["(root): expected the member \"name\", got an object with 1 member without it"]),
      SchemaRow(
        dialect, "properties", "{properties: {id: {type: integer}, b: {}}}",
        "{\"id\":\"x\",\"c\":1}",
        ["/id: expected integer, got string \"x\""]),
      SchemaRow(
        dialect, "no additional properties", "{properties: {a: {}}, additionalProperties: false}",
        "{\"a\":1,\"b\":2}", ["/b: expected no member \"b\", got integer 2"]),
      SchemaRow(
        dialect, "additional properties", "{additionalProperties: {type: string}}", "{\"b\":2}",
        ["/b: expected string, got integer 2"]),
      SchemaRow(
        dialect, "additional properties allowed", "{additionalProperties: true}", "{\"b\":2}"),
      SchemaRow(
        dialect, "enum", "enum: [a, 1]", "\"b\"",
        ["(root): expected one of \"a\", 1, got string \"b\""]),
      SchemaRow(dialect, "enum by value", "enum: [a, 1]", "1.0"),
      SchemaRow(
        dialect, "all of", "allOf: [{type: object}, {required: [a]}]", "{}",
        ["(root): expected the member \"a\", got an empty object"]),
      SchemaRow(
        dialect, "minimum", "minimum: 5", "4", ["(root): expected at least 5, got integer 4"]),
      SchemaRow(dialect, "minimum reached", "minimum: 5", "5.0"),
      SchemaRow(
        dialect, "exclusive minimum", "{minimum: 5, exclusiveMinimum: true}", "5",
        ["(root): expected more than 5, got integer 5"]),
      SchemaRow(
        dialect, "exclusive maximum", "{maximum: 5, exclusiveMaximum: true}", "5.0",
        ["(root): expected less than 5, got number 5.0"]),
      SchemaRow(dialect, "not exclusive", "{maximum: 5, exclusiveMaximum: false}", "5"),
      SchemaRow(
        dialect, "maximum", "maximum: 1e400", "1e401",
        ["(root): expected at most 1e400, got number 1e401"]),
      SchemaRow(dialect, "multiple of", "multipleOf: 0.01", "19.99"),
      SchemaRow(
        dialect, "multiple of", "multipleOf: 0.01", "19.999",
        [
          "(root): expected a multiple of 0.01, got number 19.999"
        ]),
      SchemaRow(dialect, "max length in code points", "maxLength: 2", "\"😀é\""),
      SchemaRow(
        dialect, "max length", "maxLength: 2", "\"e\\u0301a\"",
        ["(root): expected at most 2 characters, got 3 characters: string \"e\\u0301a\""]),
      SchemaRow(
        dialect, "min length", "minLength: 1", "\"\"",
        ["(root): expected at least 1 character, got 0 characters: string \"\""]),
      SchemaRow(
        dialect, "pattern", "pattern: '^[a-z]+$'", "\"aB\"",
        ["(root): expected text that matches ^[a-z]+$, got string \"aB\""]),
      SchemaRow(dialect, "pattern is searched", "pattern: b", "\"abc\""),
      SchemaRow(
        dialect, "min items", "minItems: 2", "[1]",
        [
          "(root): expected at least 2 items, got an array of 1 item"
        ]),
      SchemaRow(
        dialect, "max items", "maxItems: 0", "[1]",
        [
          "(root): expected at most 0 items, got an array of 1 item"
        ]),
      SchemaRow(
        dialect, "unique items", "uniqueItems: true", "[1,{\"a\":1},2,{\"a\":1.0}]",
        [
          "(root): expected items that all differ, got equal items at 1 and 3: an object with 1 member"
        ]),
      SchemaRow(
        dialect, "min properties", "minProperties: 1", "{}",
        [
          "(root): expected at least 1 member, got an empty object"
        ]),
      SchemaRow(
        dialect, "max properties", "maxProperties: 0", "{\"a\":1}",
        [
          "(root): expected at most 0 members, got an object with 1 member"
        ]),
      SchemaRow(
        dialect, "int32", "{type: integer, format: int32}", "2147483648",
        [
          "(root): expected format int32, got integer 2147483648"
        ]),
      SchemaRow(dialect, "int32", "{type: integer, format: int32}", "-2147483648"),
      SchemaRow(
        dialect, "int64", "{type: integer, format: int64}", "9223372036854775808",
        [
          "(root): expected format int64, got integer 9223372036854775808"
        ]),
      SchemaRow(
        dialect, "float", "{type: number, format: float}", "1e39",
        [
          "(root): expected format float, got number 1e39"
        ]),
      SchemaRow(dialect, "double", "{type: number, format: double}", "1e39"),
      SchemaRow(
        dialect, "double", "{type: number, format: double}", "-1e309",
        [
          "(root): expected format double, got number -1e309"
        ]),
      SchemaRow(dialect, "byte", "{type: string, format: byte}", "\"TQ==\""),
      SchemaRow(
        dialect, "byte", "{type: string, format: byte}", "\"TQ=\"",
        [
          "(root): expected format byte, got string \"TQ=\""
        ]),
      SchemaRow(
        dialect, "binary and password say nothing", "{format: binary, allOf: [{format: password}]}",
        "\"é\""),
      SchemaRow(
        dialect, "date", "{type: string, format: date}", "\"2024-02-30\"",
        [
          "(root): expected format date, got string \"2024-02-30\""
        ]),
      SchemaRow(dialect, "date-time", "{format: date-time}", "\"2024-02-29T12:00:00Z\""),
      SchemaRow(
        dialect, "date-time", "{format: date-time}", "\"2024-02-29 12:00:00\"",
        [
          "(root): expected format date-time, got string \"2024-02-29 12:00:00\""
        ]),
      SchemaRow(dialect, "unknown format", "{format: msisdn}", "\"x\""),
      SchemaRow(
        dialect, "formats as annotations", "{format: date}", "\"x\"", [],
        options: SchemaOptions(assertFormats: false)),
      SchemaRow(
        dialect, "siblings of a reference don't count",
        "{definitions: {A: {type: string}}, a: {$ref: '#/definitions/A', maxLength: 1}}", "\"abc\"",
        at: "/a"),
      SchemaRow(
        dialect, "a property named $ref is no reference",
        "{properties: {$ref: {type: string}}}", "{\"$ref\": 1}",
        ["/$ref: expected string, got integer 1"]),
      SchemaRow(
        dialect, "references with escapes",
        "{a: {$ref: '#/x/b~1c%20d'}, x: {'b/c d': {type: string}}}",
        "1", ["(root): expected string, got integer 1"], at: "/a"),
      SchemaRow(
        dialect, "recursion",
        "{N: {type: object, properties: {next: {$ref: '#/N'}, v: {type: integer}}}}",
        "{\"v\":1,\"next\":{\"next\":{\"v\":\"x\"}}}",
        ["/next/next/v: expected integer, got string \"x\""], at: "/N"),
      SchemaRow(
        dialect, "read-only members of a request",
        "{required: [id, a], properties: {id: {readOnly: true}, a: {}}}", "{\"id\":1}",
        [
          "/id: expected no member \"id\", which is readOnly, got integer 1",
          "(root): expected the member \"a\", got an object with 1 member without it",
        ], options: SchemaOptions(direction: .request)),
      SchemaRow(
        dialect, "read-only members of a response",
        "{required: [id], properties: {id: {readOnly: true}}}", "{}",
        ["(root): expected the member \"id\", got an empty object"],
        options: SchemaOptions(direction: .response)),
    ]
  }

  @Test(arguments: both + unknownWords) func inBoth(_ row: SchemaRow) throws { try row.check() }

  static let pets = """
    definitions:
      Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}
      Cat: {allOf: [{$ref: '#/definitions/Pet'}, {properties: {claws: {type: integer}}}]}
      Lion: {allOf: [{$ref: '#/definitions/Cat'}]}
    """

  static let branches = """
    components:
      schemas:
        Pet:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind, mapping: {hound: '#/components/schemas/Dog', tom: Cat}}
        Cat: {type: object, properties: {claws: {type: integer}}}
        Dog: {type: object, properties: {bark: {type: string}}}
    """

  static let single: [SchemaRow] = [
    SchemaRow(.swagger20, "file", "type: file", "{}"),
    SchemaRow(
      .swagger20, "nullable is unknown", "{type: string, nullable: true}", "null",
      [
        "(root): expected string, got null"
      ]),
    SchemaRow(.swagger20, "anyOf is unknown", "anyOf: [{type: string}]", "1"),
    SchemaRow(.openAPI30, "nullable", "{type: string, nullable: true}", "null"),
    SchemaRow(
      .openAPI30, "nullable", "{type: string, nullable: true}", "1",
      [
        "(root): expected string or null, got integer 1"
      ]),
    SchemaRow(
      .openAPI30, "nullable with enum", "{type: string, nullable: true, enum: [a]}", "null",
      [
        "(root): expected \"a\", got null"
      ]),
    SchemaRow(.openAPI30, "nullable without type", "{nullable: false}", "null"),
    SchemaRow(
      .openAPI30, "any of by type", "anyOf: [{type: string}, {type: object}]", "1",
      [
        "(root): expected object or string, got integer 1"
      ]),
    SchemaRow(
      .openAPI30, "any of with one candidate",
      "anyOf: [{type: string}, {type: object, required: [a]}]", "{}",
      ["(root): expected the member \"a\", got an empty object"]),
    SchemaRow(
      .openAPI30, "one of, two accept", "oneOf: [{minimum: 1}, {maximum: 9}, {enum: [0]}]", "5",
      [
        "(root): expected a value that exactly one of 3 schemas accepts, got integer 5, which those at 0 and 1 accept"
      ]),
    SchemaRow(
      .openAPI30, "not", "not: {type: string}", "\"a\"",
      [
        "(root): expected a value that the schema in not refuses, got string \"a\""
      ]),
    SchemaRow(
      .openAPI30, "write-only members of a response",
      "{properties: {p: {writeOnly: true}}, required: [p]}", "{\"p\":1}",
      ["/p: expected no member \"p\", which is writeOnly, got integer 1"],
      options: SchemaOptions(direction: .response)),
    SchemaRow(
      .swagger20, "discriminator, own name", pets, "{\"kind\":\"Pet\"}", at: "/definitions/Pet"),
    SchemaRow(
      .swagger20, "discriminator, heir", pets, "{\"kind\":\"Cat\"}", at: "/definitions/Pet"),
    SchemaRow(
      .swagger20, "discriminator, heir's heir", pets, "{\"kind\":\"Lion\"}", at: "/definitions/Cat"),
    SchemaRow(
      .swagger20, "discriminator, unknown", pets, "{\"kind\":\"Dog\"}",
      ["/kind: expected one of \"Cat\", \"Lion\", \"Pet\", got string \"Dog\""],
      at: "/definitions/Pet"),
    SchemaRow(
      .openAPI30, "branch by name", branches, "{\"kind\":\"Cat\",\"claws\":1}",
      at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "branch by name", branches, "{\"kind\":\"Cat\",\"claws\":\"x\"}",
      ["/claws: expected integer, got string \"x\""], at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "branch by mapping", branches, "{\"kind\":\"hound\",\"bark\":1}",
      ["/bark: expected string, got integer 1"], at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "branch by mapped name", branches, "{\"kind\":\"tom\",\"claws\":\"x\"}",
      ["/claws: expected integer, got string \"x\""], at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "no discriminator", branches, "{\"claws\":1}",
      [
        "(root): expected the member \"kind\", which tells the kind, got an object with 1 member without it"
      ], at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "unknown branch", branches, "{\"kind\":\"Fish\"}",
      ["/kind: expected one of \"Cat\", \"Dog\", \"hound\", \"tom\", got string \"Fish\""],
      at: "/components/schemas/Pet"),
    SchemaRow(.openAPI31, "types in a list", "type: [string, 'null']", "null"),
    SchemaRow(
      .openAPI31, "siblings of a reference count",
      "{$defs: {A: {type: string}}, $ref: '#/$defs/A', maxLength: 1}", "\"abc\"",
      ["(root): expected at most 1 character, got 3 characters: string \"abc\""]),
    SchemaRow(.openAPI31, "integers by value", "{type: integer, format: int32}", "1.0"),
    SchemaRow(
      .openAPI31, "formats bind", "{format: int32}", "1e10",
      [
        "(root): expected format int32, got number 1e10"
      ]),
  ]

  @Test(arguments: single + differences + references) func inOne(_ row: SchemaRow) throws {
    try row.check()
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var name: String
    var dialect: SchemaDialect
    var schema: String
    var diagnostic: String
    var testDescription: String { "\(dialect.rawValue): \(name): \(schema)" }
  }

  static let refusals: [Refusal] = [
    Refusal(
      name: "an unknown type is refused", dialect: .swagger20,
      schema: "properties:\n  a:\n    type: int",
      diagnostic:
        "schema.yaml:3:11: error: \"int\" is not a type of swagger-2.0; write one of array, boolean, "
        + "file, integer, number, object, string [schema-unknown-type]"),
    Refusal(
      name: "file is no type", dialect: .openAPI30, schema: "type: file",
      diagnostic:
        "schema.yaml:1:7: error: \"file\" is not a type of openapi-3.0; write one of array, boolean, "
        + "integer, number, object, string [schema-unknown-type]"),
    Refusal(
      name: "a list of types is refused", dialect: .openAPI30, schema: "type: [string]",
      diagnostic:
        "schema.yaml:1:7: error: type must be one type, not an array; write one type "
        + "[schema-bad-keyword]"),
    Refusal(
      name: "a reference to nothing is refused", dialect: .swagger20,
      schema: "items: {$ref: '#/definitions/Nope'}",
      diagnostic:
        "schema.yaml:1:15: error: the reference \"#/definitions/Nope\" leads nowhere; correct the "
        + "reference, or add the document that it names [schema-unresolved-reference]"),
    Refusal(
      name: "a reference to another file is refused", dialect: .swagger20,
      schema: "$ref: 'other.yaml#/A'",
      diagnostic:
        "schema.yaml:1:7: error: the reference \"other.yaml#/A\" leads nowhere; correct the "
        + "reference, or add the document that it names [schema-unresolved-reference]"),
    Refusal(
      name: "a reference to itself is refused", dialect: .swagger20, schema: "$ref: '#'",
      diagnostic:
        "schema.yaml:1:1: error: the reference leads back to itself; refer to a schema that says "
        + "something [schema-circular-reference]"),
    Refusal(
      name: "a pattern that is none is refused", dialect: .swagger20, schema: "{pattern: '(a'}",
      diagnostic:
        "schema.yaml:1:11: error: pattern must be a regular expression of ECMA-262, not \"(a\"; "
        + "write a regular expression of ECMA-262 [schema-bad-keyword]"),
    Refusal(
      name: "a minimum that is no number is refused", dialect: .swagger20, schema: "{minimum: a}",
      diagnostic:
        "schema.yaml:1:11: error: minimum must be a number, not a string; write a number "
        + "[schema-bad-keyword]"),
    Refusal(
      name: "a boolean in required is refused", dialect: .swagger20, schema: "{required: true}",
      diagnostic:
        "schema.yaml:1:12: error: required must be an array of names, not a boolean; write an array "
        + "of names [schema-bad-keyword]"),
    Refusal(
      name: "a list of items is refused", dialect: .swagger20, schema: "{items: [a]}",
      diagnostic:
        "schema.yaml:1:9: error: a schema is needed here, not an array; write an object "
        + "[schema-not-a-schema]"),
    Refusal(
      name: "a multiple of nothing is refused", dialect: .draft202012, schema: "{multipleOf: 0}",
      diagnostic:
        "schema.yaml:1:14: error: multipleOf must be a number above 0, not a number; write a number "
        + "above 0 [schema-bad-keyword]"),
  ]

  @Test(arguments: refusals + moreRefusals) func refusesSchemas(_ row: Refusal) {
    #expect {
      _ = try SchemaRow(row.dialect, "", row.schema, "null").compile()
    } throws: { error in
      #expect("\(error)" == row.diagnostic)
      return true
    }
  }

  @Test func violationsHavePlaces() throws {
    let row = SchemaRow(
      .swagger20, "", "definitions:\n  A:\n    properties:\n      id:\n        type: integer\n", "")
    var registry = SchemaRegistry()
    let file = SourceFile(name: "api.yaml")
    registry.add(
      try StructuredReader.read(Array(row.schema.utf8), file: file), uri: "api.yaml",
      dialect: .swagger20)
    let compiler = SchemaCompiler(registry: registry, dialect: .swagger20)
    let schema = try compiler.compile(uri: "api.yaml", pointer: JSONPointer(["definitions", "A"]))
    let document = try JSONReader.read(
      Array("{\n  \"id\": \"x\"\n}".utf8), file: SourceFile(name: "<answer>"))
    let violation = try #require(schema.violations(in: document.root).first)
    #expect(violation.instance == JSONPointer(["id"]))
    #expect(violation.instancePosition == SourcePosition(line: 2, column: 9))
    #expect(violation.schemaPointer.description == "/definitions/A/properties/id/type")
    #expect(violation.schemaURI == "api.yaml")
    #expect(violation.schemaRange?.description == "api.yaml:5:9")
    #expect(violation.keyword == "type")
    #expect(violation.expected == "integer")
    #expect(violation.actual == "string \"x\"")
    #expect(violation.message == "expected integer, got string \"x\"")
  }
}
