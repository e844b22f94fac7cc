import Contracts
import Documents
import Testing

/// What becomes of the parts of a definition, and what is said about those that a format can't carry.
@Suite("Conversion")
struct ConversionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var source: String
    var target: ConversionTarget
    /// What stands where, as JSON.
    var places: [String: String] = [:]
    var marks: [String] = []
    var testDescription: String { name }
  }

  /// A document with one schema, one parameter or the like put in.
  static func swagger(
    schema: String = "{type: string}", parameters: String = "[]", root: String = "",
    responses: String = "{'200': {description: ok}}"
  ) -> String {
    """
    swagger: '2.0'
    info: {title: t, version: '1'}
    \(root.isEmpty ? "x-none: 1" : root)
    paths: {/a: {post: {parameters: \(parameters), responses: \(responses)}}}
    definitions: {M: \(schema)}
    """
  }

  static func openAPI(
    _ version: String = "3.0.3", schema: String = "{type: string}", parameters: String = "[]",
    root: String = "", body: String = "{content: {}}",
    responses: String = "{'200': {description: ok}}"
  ) -> String {
    """
    openapi: \(version)
    info: {title: t, version: '1'}
    \(root.isEmpty ? "x-none: 1" : root)
    paths: {/a: {post: {parameters: \(parameters), requestBody: \(body), responses: \(responses)}}}
    components: {schemas: {M: \(schema)}}
    """
  }

  static let besideReference = """
    openapi: 3.1.0
    info: {title: t, version: '1'}
    paths:
      /p:
        $ref: '#/components/pathItems/P'
        get: {responses: {'200': {description: own}}}
    components: {pathItems: {P: {put: {responses: {'200': {description: shared}}}}}}
    """

  static let newest = """
    openapi: 3.2.0
    info: {title: t, version: '1'}
    paths:
      /a:
        query: {responses: {'200': {description: ok}}}
        get: {responses: {'200': {description: ok, content: {text/plain: {$ref: '#/components/mediaTypes/T'}}}}}
    components:
      mediaTypes: {T: {schema: {type: string}}}
      schemas: {M: {discriminator: {propertyName: k, defaultMapping: M}}}
    """

  static let model = "/components/schemas/M"
  static let parameter = "/paths/~1a/post/parameters/0"
  static let body = "/paths/~1a/post/requestBody"
  static let answer = "/paths/~1a/post/responses/200"

  static let rows = upward + between + downward

  static let upward = [
    Row(
      name: "host, base path and schemes",
      source: swagger(root: "host: h:1\nbasePath: /b\nschemes: [https, http]"), target: .openAPI30,
      places: ["/servers": #"[{"url":"https://h:1/b"},{"url":"http://h:1/b"}]"#]),
    Row(
      name: "x-nullable and discriminator",
      source: swagger(schema: "{type: object, discriminator: k, x-nullable: true}"),
      target: .openAPI30,
      places: [
        model: #"{"type":"object","discriminator":{"propertyName":"k"},"nullable":true}"#
      ]),
    Row(
      name: "a list in a query",
      source: swagger(parameters: "[{name: q, in: query, type: array, items: {type: string}}]"),
      target: .openAPI30,
      places: [
        parameter: #"{"name":"q","in":"query","explode":false,"#
          + #""schema":{"type":"array","items":{"type":"string"}}}"#
      ]),
    Row(
      name: "tabs between items",
      source: swagger(
        parameters:
          "[{name: q, in: query, type: array, collectionFormat: tsv, items: {type: string}}]"),
      target: .openAPI30, marks: ["collection-format-lost@4"]),
    Row(
      name: "a body and its name",
      source: swagger(
        parameters: "[{name: pet, in: body, required: true, schema: {$ref: '#/definitions/M'}}]",
        root: "consumes: [text/xml]"), target: .openAPI30,
      places: [
        body: ##"{"x-muster-body-name":"pet","required":true,"content":{"text/xml":{"##
          + ##""schema":{"$ref":"#/components/schemas/M"}}}}"##
      ]),
    Row(
      name: "a form with a file",
      source: swagger(
        parameters:
          "[{name: f, in: formData, type: file, required: true}, {name: n, in: formData, type: string}]"
      ), target: .openAPI30,
      places: [
        body: #"{"content":{"multipart/form-data":{"schema":{"type":"object","required":["f"],"#
          + #""properties":{"f":{"format":"binary","type":"string"},"n":{"type":"string"}}}}},"#
          + #""required":true}"#
      ]),
    Row(
      name: "examples and headers of an answer",
      source: swagger(
        responses:
          "{'200': {description: ok, schema: {$ref: '#/definitions/M'}, examples: {application/json: a}, headers: {X: {type: integer, description: d}}}}"
      ), target: .openAPI30,
      places: [
        answer: ##"{"description":"ok","headers":{"X":{"description":"d","schema":{"##
          + ##""type":"integer"}}},"content":{"application/json":{"schema":{"##
          + ##""$ref":"#/components/schemas/M"},"example":"a"}}}"##
      ]),
    Row(
      name: "security schemes",
      source: swagger(
        root:
          "securityDefinitions: {b: {type: basic}, o: {type: oauth2, flow: application, tokenUrl: t, scopes: {r: s}}}"
      ), target: .openAPI30,
      places: [
        "/components/securitySchemes": #"{"b":{"type":"http","scheme":"basic"},"#
          + #""o":{"type":"oauth2","flows":{"clientCredentials":{"tokenUrl":"t","#
          + #""scopes":{"r":"s"}}}}}"#
      ]),
    Row(
      name: "a name that components can't have",
      source: swagger(
        responses: "{'200': {description: ok, schema: {$ref: '#/definitions/A%20B%C2%AB'}}}"
      ).replacing("{M:", with: "{A B«: {type: string}, M:"), target: .openAPI30,
      places: ["/components/schemas/A_B": #"{"type":"string"}"#],
      marks: ["component-renamed@5"]),
    Row(
      name: "schemes without a host", source: swagger(root: "basePath: /b\nschemes: [https]"),
      target: .openAPI30, places: ["/servers": #"[{"url":"/b"}]"#], marks: ["servers-lost@4"]),
    Row(
      name: "an empty value in a form",
      source: swagger(
        parameters: "[{name: f, in: formData, type: string, allowEmptyValue: true}]"),
      target: .openAPI30, marks: ["empty-value-lost@4"]),
    Row(
      name: "lists inside of lists",
      source: swagger(
        parameters:
          "[{name: q, in: query, type: array, items: {type: array, items: {type: string}, collectionFormat: pipes}}]"
      ), target: .openAPI30, marks: ["collection-format-lost@4"]),
    Row(
      name: "a word that means nothing", source: swagger(schema: "{type: string, const: 1}"),
      target: .openAPI30, places: [model: #"{"type":"string"}"#], marks: ["keyword-meaningless@5"]),
  ]

  static let between = [
    Row(
      name: "null, bounds and example upwards",
      source: openAPI(
        schema: "{type: integer, nullable: true, minimum: 1, exclusiveMinimum: true, example: 2}"),
      target: .openAPI31,
      places: [model: #"{"type":["integer","null"],"exclusiveMinimum":1,"examples":[2]}"#]),
    Row(
      name: "null, bounds and examples downwards",
      source: openAPI(
        "3.1.0", schema: "{type: [integer, 'null'], exclusiveMinimum: 1, examples: [2, 3]}"),
      target: .openAPI30,
      places: [
        model: #"{"type":"integer","minimum":1,"example":2,"nullable":true,"#
          + #""exclusiveMinimum":true}"#
      ],
      marks: ["examples-lost@5"]),
    Row(
      name: "a list of types", source: openAPI("3.1.0", schema: "{type: [string, integer]}"),
      target: .openAPI30, places: [model: #"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#]),
    Row(
      name: "one value", source: openAPI("3.1.0", schema: "{const: a}"), target: .openAPI30,
      places: [model: #"{"enum":["a"]}"#]),
    Row(
      name: "null beside a model",
      source: openAPI(
        "3.1.0",
        schema: "{properties: {a: {anyOf: [{$ref: '#/components/schemas/M'}, {type: 'null'}]}}}"),
      target: .openAPI30,
      places: [
        model + "/properties/a": ##"{"anyOf":[{"$ref":"#/components/schemas/M"},"##
          + ##"{"type":"string","nullable":true,"enum":[null]}]}"##
      ]),
    Row(
      name: "patterns of names",
      source: openAPI(
        "3.1.0", schema: "{patternProperties: {^a: {}}, additionalProperties: false}"),
      target: .openAPI30, places: [model: "{}"], marks: ["keyword-lost@5"]),
    Row(
      name: "conditions", source: openAPI("3.1.0", schema: "{if: {}, then: {type: string}}"),
      target: .openAPI30, places: [model: "{}"], marks: ["keyword-lost@5", "keyword-lost@5"]),
    Row(
      name: "words beside a reference",
      source: openAPI(
        "3.1.0", schema: "{properties: {a: {$ref: '#/components/schemas/M', minLength: 1}}}"),
      target: .openAPI30,
      places: [
        model + "/properties/a":
          ##"{"minLength":1,"allOf":[{"$ref":"#/components/schemas/M"}]}"##
      ]),
    Row(
      name: "inner definitions",
      source: openAPI(
        "3.1.0",
        schema:
          "{properties: {a: {$ref: '#/components/schemas/M/$defs/D'}}, $defs: {D: {type: string}}}"),
      target: .openAPI30,
      places: ["/components/schemas/D": #"{"type":"string"}"#]),
    Row(
      name: "operations beside a path's reference", source: besideReference, target: .openAPI30,
      places: [
        "/paths/~1p":
          #"{"put":{"responses":{"200":{"description":"shared"}}},"#
          + #""get":{"responses":{"200":{"description":"own"}}}}"#
      ]),
    Row(
      name: "operations beside a path's reference in the same format", source: besideReference,
      target: .openAPI31,
      places: [
        "/paths/~1p/get/responses/200": #"{"description":"own"}"#,
        "/paths/~1p/put/responses/200": #"{"description":"shared"}"#,
      ]),
    Row(
      name: "a media type and methods of 3.2", source: newest, target: .openAPI31,
      places: [
        "/paths/~1a":
          #"{"get":{"responses":{"200":{"description":"ok","content":{"text/plain":"#
          + #"{"schema":{"type":"string"}}}}}}}"#,
        model: #"{"discriminator":{"propertyName":"k"}}"#,
      ], marks: ["method-lost@5", "member-lost@8", "member-lost@9"]),
    Row(
      name: "webhooks", source: openAPI("3.1.0", root: "webhooks: {w: {}}"), target: .openAPI30,
      marks: ["webhooks-lost@3"]),
  ]

  @Test(arguments: rows)
  func converts(_ row: Row) throws {
    let contract = try load(row.source).contract
    let converted = ContractConverter.convert(contract, to: row.target)
    guard case .document(let document) = converted.form else {
      Issue.record("a document is wanted")
      return
    }
    for (place, json) in row.places {
      let pointer = try #require(JSONPointer(parsing: place))
      #expect(document[pointer].map { JSONWriter.text($0) } == json, "\(place)")
    }
    #expect(converted.diagnostics.marks == row.marks)
    #expect(converted.diagnostics.allSatisfy { $0.range?.file.name == "spec" })
  }

  /// Objects inside of each other without an end, or nearly.
  @Test func deepSchemas() throws {
    let depth = 400
    let schema =
      String(repeating: "{items: ", count: depth) + "{}" + String(repeating: "}", count: depth)
    let contract = try load(Self.swagger(schema: schema)).contract
    for target in ConversionTarget.allCases {
      let converted = ContractConverter.convert(contract, to: target)
      #expect(converted.diagnostics.contains { $0.code == "convert-too-deep" }, "\(target)")
    }
  }
}
