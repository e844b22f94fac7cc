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
      name: "webhooks", source: openAPI("3.1.0", root: "webhooks: {w: {}}"), target: .openAPI30,
      marks: ["webhooks-lost@3"]),
  ]

  static let downward = [
    Row(
      name: "servers",
      source: openAPI(
        root: "servers: [{url: 'https://h/b'}, {url: 'http://h/b'}, {url: 'https://other'}]"),
      target: .swagger2,
      places: ["/host": #""h""#, "/basePath": #""/b""#, "/schemes": #"["https","http"]"#],
      marks: ["servers-lost@3"]),
    Row(
      name: "alternatives and null",
      source: openAPI(
        schema:
          "{properties: {a: {oneOf: [{}, {type: string}]}, b: {type: string, nullable: true}}}"
      ), target: .swagger2,
      places: [
        "/definitions/M": #"{"properties":{"a":{},"b":{"type":"string","x-nullable":true}}}"#
      ], marks: ["keyword-lost@5", "nullable-lost@5"]),
    Row(
      name: "a cookie",
      source: openAPI(parameters: "[{name: c, in: cookie, schema: {type: string}}]"),
      target: .swagger2, marks: ["parameter-lost@4"]),
    Row(
      name: "an object in a query",
      source: openAPI(
        parameters: "[{name: q, in: query, style: deepObject, schema: {type: object}}]"),
      target: .swagger2, places: [parameter: #"{"name":"q","in":"query","type":"string"}"#],
      marks: ["plain-type-lost@4"]),
    Row(
      name: "a form",
      source: openAPI(
        body:
          "{content: {application/x-www-form-urlencoded: {schema: {type: object, required: [a], properties: {a: {type: array, items: {type: string}}}}}}}"
      ), target: .swagger2,
      places: [
        parameter: #"{"name":"a","in":"formData","required":true,"collectionFormat":"multi","#
          + #""type":"array","items":{"type":"string"}}"#,
        "/paths/~1a/post/consumes": #"["application/x-www-form-urlencoded"]"#,
      ]),
    Row(
      name: "links, ranges and callbacks",
      source: openAPI(
        responses:
          "{'200': {description: ok, links: {l: {operationId: o}}}, 4XX: {description: no}}"),
      target: .swagger2, places: ["/paths/~1a/post/responses": #"{"200":{"description":"ok"}}"#],
      marks: ["links-lost@4", "status-range-lost@4"]),
    Row(
      name: "a bearer token",
      source: openAPI().replacing(
        "components: {", with: "components: {securitySchemes: {b: {type: http, scheme: bearer}}, "),
      target: .swagger2,
      places: [
        "/securityDefinitions/b": #"{"type":"apiKey","name":"Authorization","in":"header"}"#
      ], marks: ["bearer-as-key@5"]),
    Row(
      name: "an answer without a schema",
      source: openAPI(responses: "{'200': {description: ok, content: {text/plain: {}}}}"),
      target: .swagger2, places: [answer: #"{"description":"ok","schema":{}}"#]),
    Row(
      name: "what is said of a form as a whole",
      source: openAPI(
        body:
          "{description: d, content: {multipart/form-data: {schema: {additionalProperties: false, properties: {a: {type: string}}}}, application/x-www-form-urlencoded: {schema: {properties: {b: {type: string}}}}}}"
      ), target: .swagger2,
      places: [parameter: #"{"name":"a","in":"formData","type":"string"}"#],
      marks: ["member-lost@4", "keyword-lost@4", "schemas-differ@4"]),
    Row(
      name: "a style that marks single values and an example elsewhere",
      source: openAPI(
        parameters:
          "[{name: q, in: query, schema: {type: string}, examples: {e: {externalValue: 'http://e'}}}, {name: b, in: path, required: true, style: label, schema: {type: string}}]"
      ).replacing("/a:", with: "'/a/{b}':"), target: .swagger2,
      marks: ["example-lost@4", "style-lost@4"]),
    Row(
      name: "where tokens are renewed",
      source: openAPI().replacing(
        "components: {",
        with:
          "components: {securitySchemes: {o: {type: oauth2, flows: {password: {tokenUrl: t, refreshUrl: r, scopes: {}}}}}, "
      ), target: .swagger2,
      places: [
        "/securityDefinitions/o":
          #"{"type":"oauth2","flow":"password","tokenUrl":"t","scopes":{}}"#
      ], marks: ["member-lost@5"]),
    Row(
      name: "an unknown type and missing items",
      source: swagger(schema: "{properties: {a: {type: strin}, b: {type: array}}}"),
      target: .swagger2,
      places: [
        "/definitions/M": #"{"properties":{"a":{"x-muster-type":"strin"},"#
          + #""b":{"type":"array","items":{}}}}"#
      ], marks: ["type-lost@5", "items-added@5"]),
    Row(
      name: "no answers, no parameter for the path, one id twice",
      source: """
        swagger: '2.0'
        info: {title: t, version: 1.0}
        paths:
          /a/{b}:
            get: {operationId: o, responses: {}}
            put: {operationId: o, responses: {'200': {description: ok}}}
        """, target: .swagger2,
      places: [
        "/info/version": #""1.0""#, "/paths/~1a~1{b}/put/operationId": #""o_2""#,
        "/paths/~1a~1{b}/get": #"{"operationId":"o","responses":{"default":{"#
          + #""description":"undocumented"}},"parameters":[{"name":"b","in":"path","#
          + #""required":true,"type":"string"}]}"#,
      ],
      marks: [
        "path-parameter-added@5", "path-parameter-added@6", "responses-added@5",
        "operation-id-repeated@6",
      ]),
    Row(
      name: "a model that is not there",
      source: swagger(schema: "{properties: {a: {$ref: '#/definitions/N'}}}"), target: .swagger2,
      places: ["/definitions/M/properties/a": #"{"x-muster-type":"N"}"#],
      marks: ["reference-lost@5"]),
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
