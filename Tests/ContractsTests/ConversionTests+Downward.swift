import Contracts

/// What OpenAPI 3 says and Swagger 2.0 says otherwise or not at all.
extension ConversionTests {
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
      name: "a form of parts",
      source: openAPI(
        schema: "{type: object, required: [a], properties: {a: {type: string}}}",
        body:
          "{content: {multipart/form-data: {schema: {allOf: [{$ref: '#/components/schemas/M'}, {properties: {b: {type: integer}}}]}}}}"
      ), target: .swagger2,
      places: [
        "/paths/~1a/post/parameters":
          #"[{"name":"a","in":"formData","required":true,"type":"string"},"#
          + #"{"name":"b","in":"formData","type":"integer"}]"#
      ]),
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
}
