import Documents
import Schemas

// What Swagger and OpenAPI do otherwise than JSON Schema; `docs/openapi-dialects.md` names every row.

extension OpenAPIDialectTests {
  /// In 2.0 and 3.0 alike.
  static let unknownWords: [SchemaRow] = [SchemaDialect.swagger20, .openAPI30].flatMap { dialect in
    [
      SchemaRow(dialect, "const is unknown", "const: 1", "2"),
      SchemaRow(dialect, "if is unknown", "{if: {}, then: {type: string}}", "1"),
      SchemaRow(
        dialect, "patternProperties is unknown", "patternProperties: {a: {type: string}}",
        "{\"a\":1}"),
      SchemaRow(
        dialect, "patternProperties excuses nothing",
        "{patternProperties: {a: {}}, additionalProperties: false}", "{\"a\":1}",
        ["/a: expected no member \"a\", got integer 1"]),
      SchemaRow(dialect, "contains is unknown", "contains: {type: string}", "[1]"),
      SchemaRow(dialect, "propertyNames is unknown", "propertyNames: {maxLength: 1}", "{\"ab\":1}"),
      SchemaRow(dialect, "dependencies is unknown", "dependencies: {a: [b]}", "{\"a\":1}"),
      SchemaRow(
        dialect, "dependentRequired is unknown", "dependentRequired: {a: [b]}", "{\"a\":1}"),
      SchemaRow(
        dialect, "additionalItems is unknown", "{items: {}, additionalItems: false}", "[1]"),
      SchemaRow(dialect, "prefixItems is unknown", "prefixItems: [{type: string}]", "[1]"),
      SchemaRow(
        dialect, "unevaluatedProperties is unknown", "unevaluatedProperties: false", "{\"a\":1}"),
      SchemaRow(
        dialect, "contentEncoding is unknown", "contentEncoding: base64", "\"?\"",
        options: SchemaOptions(assertFormats: true)),
      SchemaRow(
        dialect, "annotations say nothing",
        "{type: integer, title: t, description: d, default: x, example: x, examples: [x],"
          + " deprecated: true, xml: {name: a}, externalDocs: {url: u}}", "1"),
      SchemaRow(
        dialect, "extensions say nothing", "{x-type: string, x-nullable: false, x-enum: [a]}", "1"),
      SchemaRow(dialect, "an array without items", "type: array", "[1, \"a\", null]"),
      SchemaRow(
        dialect, "additional properties by default", "{properties: {a: {}}}", "{\"b\":1}"),
      SchemaRow(dialect, "an exclusive bound without a bound", "exclusiveMinimum: true", "0"),
      SchemaRow(dialect, "numeric formats say nothing about text", "format: int32", "\"x\""),
      SchemaRow(
        dialect, "int32 is whole", "{type: number, format: int32}", "1.5",
        ["(root): expected format int32, got number 1.5"]),
      SchemaRow(
        dialect, "formats of JSON Schema bind too", "{type: string, format: uuid}", "\"x\"",
        ["(root): expected format uuid, got string \"x\""]),
      SchemaRow(
        dialect, "a read-only root", "{type: integer, readOnly: true}", "1",
        options: SchemaOptions(direction: .request)),
      SchemaRow(
        dialect, "read-only through a reference",
        "{a: {required: [id], properties: {id: {$ref: '#/R'}}}, R: {readOnly: true}}",
        "{\"id\":1}", ["/id: expected no member \"id\", which is readOnly, got integer 1"],
        options: SchemaOptions(direction: .request), at: "/a"),
      SchemaRow(
        dialect, "read-only without a direction",
        "{required: [id], properties: {id: {readOnly: true}}}", "{}",
        ["(root): expected the member \"id\", got an empty object"]),
    ]
  }

  /// In 2.0, 3.0 or 3.1.
  static let differences: [SchemaRow] = [
    SchemaRow(.swagger20, "oneOf is unknown", "oneOf: [{type: string}]", "1"),
    SchemaRow(.swagger20, "not is unknown", "not: {}", "1"),
    SchemaRow(
      .swagger20, "writeOnly is unknown", "{properties: {p: {writeOnly: true}}}", "{\"p\":1}",
      options: SchemaOptions(direction: .response)),
    SchemaRow(
      .openAPI30, "nullable: false", "{type: string, nullable: false}", "null",
      ["(root): expected string, got null"]),
    SchemaRow(
      .openAPI30, "nullable without type changes nothing", "{nullable: true, enum: [a]}", "null",
      ["(root): expected \"a\", got null"]),
    SchemaRow(
      .openAPI30, "nullable with null in enum", "{type: string, nullable: true, enum: [a, null]}",
      "null"),
    SchemaRow(
      .openAPI30, "nullable beside allOf", "{nullable: true, allOf: [{type: string}]}", "null",
      ["(root): expected string, got null"]),
    SchemaRow(
      .openAPI30, "nullable against allOf",
      "{type: string, nullable: true, allOf: [{type: string}]}", "null",
      ["(root): expected string, got null"]),
    SchemaRow(
      .openAPI30, "nullable throughout allOf",
      "{type: string, nullable: true, allOf: [{type: string, nullable: true}]}", "null"),
    SchemaRow(
      .openAPI30, "nullable beside a reference",
      "{a: {$ref: '#/b', nullable: true}, b: {type: string}}", "null",
      ["(root): expected string, got null"], at: "/a"),
    SchemaRow(
      .openAPI30, "write-only members of a request",
      "{properties: {p: {writeOnly: true}}, required: [p]}", "{}",
      ["(root): expected the member \"p\", got an empty object"],
      options: SchemaOptions(direction: .request)),
    SchemaRow(
      .openAPI31, "nullable is unknown", "{type: string, nullable: true}", "null",
      ["(root): expected string, got null"]),
    SchemaRow(
      .openAPI31, "exclusive bounds are numbers", "exclusiveMinimum: 5", "5",
      ["(root): expected more than 5, got integer 5"]),
    SchemaRow(.openAPI31, "const counts", "const: 1", "2", ["(root): expected 1, got integer 2"]),
    SchemaRow(
      .openAPI31, "if counts", "{if: {}, then: {type: string}}", "1",
      ["(root): expected string, got integer 1"]),
    SchemaRow(
      .openAPI31, "prefixItems counts", "prefixItems: [{type: string}]", "[1]",
      ["/0: expected string, got integer 1"]),
    SchemaRow(.openAPI31, "booleans are schemas", "{items: true}", "[1]"),
    SchemaRow(
      .openAPI31, "read-only members of a request", "{properties: {id: {readOnly: true}}}",
      "{\"id\":1}", ["/id: expected no member \"id\", which is readOnly, got integer 1"],
      options: SchemaOptions(direction: .request)),
  ]

  private static let parents = """
    components:
      schemas:
        Pet:
          type: object
          required: [kind]
          properties: {kind: {type: string}}
          discriminator: {propertyName: kind, mapping: {tom: Cat}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
    """

  private static let anyBranches = """
    components:
      schemas:
        Pet:
          anyOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: kind}
        Cat: {type: object, properties: {claws: {type: integer}}}
        Dog: {type: object, properties: {bark: {type: string}}}
    """

  private static let inlineBranches = """
    oneOf:
      - {type: object, required: [claws], properties: {claws: {type: integer}}}
      - {type: object, required: [bark], properties: {bark: {type: string}}}
    discriminator: {propertyName: kind}
    """

  /// References and discriminators.
  static let references: [SchemaRow] = [
    SchemaRow(
      .swagger20, "discriminator, missing", pets, "{}",
      [
        "(root): expected the member \"kind\", got an empty object",
        "(root): expected the member \"kind\", which tells the kind, got an empty object",
      ], at: "/definitions/Pet"),
    SchemaRow(
      .swagger20, "discriminator, no text", pets, "{\"kind\":1}",
      [
        "/kind: expected string, got integer 1",
        "/kind: expected one of \"Cat\", \"Lion\", \"Pet\", got integer 1",
      ], at: "/definitions/Pet"),
    SchemaRow(
      .openAPI30, "the named branch alone decides", branches, "{\"kind\":\"Cat\",\"bark\":1}",
      at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "no object has no branch of oneOf", branches, "null",
      ["(root): expected object, got null"], at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "no object has no branch of anyOf", anyBranches, "3",
      ["(root): expected object, got integer 3"], at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "branch of anyOf", anyBranches, "{\"kind\":\"Dog\",\"bark\":1}",
      ["/bark: expected string, got integer 1"], at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "inline branches stay alternatives", inlineBranches,
      "{\"kind\":\"Cat\",\"bark\":\"wow\"}"),
    SchemaRow(
      .openAPI30, "inline branches stay alternatives", inlineBranches, "{\"kind\":\"Cat\"}",
      ["(root): expected a value that one of 2 schemas accepts, got an object with 1 member"]),
    SchemaRow(
      .openAPI30, "heir of a parent", parents, "{\"kind\":\"Cat\"}", at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "mapped heir of a parent", parents, "{\"kind\":\"tom\"}",
      at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI30, "unknown heir of a parent", parents, "{\"kind\":\"Fish\"}",
      ["/kind: expected one of \"Cat\", \"Pet\", \"tom\", got string \"Fish\""],
      at: "/components/schemas/Pet"),
    SchemaRow(
      .openAPI31, "branch by name", branches, "{\"kind\":\"Cat\",\"claws\":\"x\"}",
      ["/claws: expected integer, got string \"x\""], at: "/components/schemas/Pet"),
    SchemaRow(
      .swagger20, "id is no base", "{A: {type: integer}, B: {id: 'http://x/', $ref: '#/A'}}",
      "\"x\"", ["(root): expected integer, got string \"x\""], at: "/B"),
    SchemaRow(
      .openAPI30, "$id is no base",
      "{A: {type: integer}, B: {$id: 'http://x/', properties: {p: {$ref: '#/A'}}}}",
      "{\"p\":\"x\"}", ["/p: expected integer, got string \"x\""], at: "/B"),
    SchemaRow(
      .openAPI31, "$id is a base",
      "{$defs: {A: {type: integer}, B: {$id: 'http://x/', $defs: {A: {type: string}},"
        + " properties: {p: {$ref: '#/$defs/A'}}}}}",
      "{\"p\":\"x\"}", at: "/$defs/B"),
  ]

  static let moreRefusals: [Refusal] = [
    Refusal(
      name: "a list of types is refused", dialect: .swagger20, schema: "type: [string]",
      diagnostic:
        "schema.yaml:1:7: error: type must be one type, not an array; write one type "
        + "[schema-bad-keyword]"),
    Refusal(
      name: "null is no type", dialect: .swagger20, schema: "type: 'null'",
      diagnostic:
        "schema.yaml:1:7: error: \"null\" is not a type of swagger-2.0; write one of array, boolean, "
        + "file, integer, number, object, string [schema-unknown-type]"),
    Refusal(
      name: "null is no type", dialect: .openAPI30, schema: "type: 'null'",
      diagnostic:
        "schema.yaml:1:7: error: \"null\" is not a type of openapi-3.0; write one of array, boolean, "
        + "integer, number, object, string [schema-unknown-type]"),
    Refusal(
      name: "file is no type", dialect: .openAPI31, schema: "type: file",
      diagnostic:
        "schema.yaml:1:7: error: \"file\" is not a type of openapi-3.1; write one of array, boolean, "
        + "integer, null, number, object, string [schema-unknown-type]"),
    Refusal(
      name: "a list of items is refused", dialect: .openAPI30, schema: "{items: [a]}",
      diagnostic:
        "schema.yaml:1:9: error: a schema is needed here, not an array; write an object "
        + "[schema-not-a-schema]"),
    Refusal(
      name: "a boolean is no schema", dialect: .swagger20, schema: "{items: true}",
      diagnostic:
        "schema.yaml:1:9: error: a schema is needed here, not a boolean; write an object "
        + "[schema-not-a-schema]"),
    Refusal(
      name: "a boolean is no schema", dialect: .openAPI30, schema: "{not: false}",
      diagnostic:
        "schema.yaml:1:7: error: a schema is needed here, not a boolean; write an object "
        + "[schema-not-a-schema]"),
    Refusal(
      name: "an exclusive bound that is a number is refused", dialect: .swagger20,
      schema: "{exclusiveMaximum: 5}",
      diagnostic:
        "schema.yaml:1:20: error: exclusiveMaximum must be true or false, not a number; write true or "
        + "false [schema-bad-keyword]"),
    Refusal(
      name: "an exclusive bound that is a number is refused", dialect: .openAPI30,
      schema: "{exclusiveMinimum: 5}",
      diagnostic:
        "schema.yaml:1:20: error: exclusiveMinimum must be true or false, not a number; write true or "
        + "false [schema-bad-keyword]"),
    Refusal(
      name: "an exclusive bound that is a flag is refused", dialect: .openAPI31,
      schema: "{minimum: 5, exclusiveMinimum: true}",
      diagnostic:
        "schema.yaml:1:32: error: exclusiveMinimum must be a number, not a boolean; write a number "
        + "[schema-bad-keyword]"),
    Refusal(
      name: "a mapping to nothing is refused", dialect: .openAPI30,
      schema:
        "{a: 1, components: {schemas: {A: {}}}, oneOf: [{$ref: '#/components/schemas/A'}],"
        + " discriminator: {propertyName: k, mapping: {x: ./A}}}",
      diagnostic:
        "schema.yaml:1:98: error: discriminator must be mappings to schemas, not ./A; write mappings "
        + "to schemas [schema-bad-keyword]"),
  ]
}
