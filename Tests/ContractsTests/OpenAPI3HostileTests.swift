import Contracts
import Documents
import Testing

extension OpenAPI3Tests {
  /// A definition with something of everything.
  static let full = """
    openapi: 3.2.0
    info: {title: Pets, version: 1.0, description: All about pets}
    servers: [{url: 'https://{env}.x/v2', variables: {env: {default: a, enum: [a, b]}}}]
    security: [{key: []}]
    webhooks: {made: {post: {responses: {'200': {description: ok}}}}}
    paths:
      /pets/{id}:
        servers: [{url: /own}]
        parameters: [{name: id, in: path, required: true, style: label, schema: {type: string}}]
        get:
          operationId: getPet
          tags: [pet]
          deprecated: true
          x-muster-effect: read
          parameters:
            - $ref: '#/components/parameters/limit'
            - {name: f, in: query, style: deepObject, explode: true, schema: {type: object, properties: {a: {type: string}}}}
            - {name: c, in: cookie, content: {application/json: {schema: {type: object}, examples: {a: {value: {b: 1}}}}}}
          security: [{code: [r]}, {}]
          responses:
            200:
              description: ok
              headers: {X-Rate: {schema: {type: integer}, required: true}}
              content:
                application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}, example: []}
                application/jsonl: {itemSchema: {$ref: '#/components/schemas/Pet'}}
              links: {next: {operationId: getPet, parameters: {id: $response.body#/id}}}
            4XX: {$ref: '#/components/responses/Problem'}
        additionalOperations: {COPY: {responses: {default: {description: ok}}}}
      /pets:
        post:
          requestBody:
            required: true
            content:
              multipart/form-data:
                schema: {type: object, properties: {photo: {type: string, format: binary}}}
                encoding: {photo: {contentType: image/png, headers: {X-A: {schema: {type: string}}}}}
          callbacks: {done: {'{$request.body#/url}': {post: {responses: {'200': {description: ok}}}}}}
          responses: {'201': {description: made}}
    components:
      securitySchemes:
        key: {type: apiKey, name: X-Key, in: header}
        code: {type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes: {r: read}}}}
      parameters: {limit: {name: limit, in: query, schema: {type: integer, maximum: 10}}}
      responses: {Problem: {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}}
      schemas:
        Pet: {type: object, required: [name], properties: {name: {type: string}, $ref: {type: string}, owner: {oneOf: [{$ref: '#/components/schemas/Problem'}, {type: 'null'}]}}}
        Problem: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    """

  @Test func theFullDefinitionHasNoProblem() throws {
    let loaded = try load(Self.full)
    #expect(
      loaded.diagnostics.marks == ["callback-not-exercised@38", "webhook-not-exercised@5"])
    #expect(ContractSchemas(contract: loaded.contract).compileAll() == [])
  }

  @Test func jsonAndYAMLGiveTheSame() throws {
    let yaml = try load(Self.full).contract
    let json = try load(JSONWriter.text(yaml.document, pretty: true)).contract
    #expect(json.account == yaml.account)
  }

  private static let head = #"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "#
  private static let tail = #", "paths": {"/a": {"get": {"responses": {}}}}}"#

  @Test(arguments: ["[", #"{"a":"#, #"{"allOf":[{"not":"#])
  func deepNestingIsRefused(_ unit: String) {
    let text =
      Self.head + #""components": {"schemas": {"A": "# + String(repeating: unit, count: 10_000)
    let error = #expect(throws: InvalidInput.self) { try load(text) }
    #expect(error?.diagnostics.count == 1 && error?.diagnostics.first?.range != nil)
  }

  struct Growth: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before = ""
    var unit: @Sendable (Int) -> String
    var after = ""

    init(
      _ name: String, _ before: String, _ after: String, _ unit: @escaping @Sendable (Int) -> String
    ) {
      testDescription = name
      self.before = before
      self.after = after
      self.unit = unit
    }

    func text(_ count: Int) -> String {
      OpenAPI3Tests.head + before + (0..<count).map(unit).joined(separator: ",") + after
    }
  }

  static let growing = [
    Growth("paths", #""paths": {"#, "}}") { #""/a\#($0)": {"get": {"responses": {}}}"# },
    Growth("parameters", #""paths": {"/a": {"get": {"responses": {}, "parameters": ["#, "]}}}}") {
      #"{"name": "p\#($0)", "in": "query", "schema": {}}"#
    },
    Growth(
      "references to one parameter",
      #""components": {"parameters": {"p": {"name": "p", "in": "x"}}}, "paths": {"#,
      "}}"
    ) {
      ##""/a\##($0)": {"get": {"responses": {}, "parameters": [{"$ref": "#/components/parameters/p"}]}}"##
    },
    Growth("models that refer to each other", #""components": {"schemas": {"#, "}}" + tail) {
      ##""M\##($0)": {"properties": {"a": {"$ref": "#/components/schemas/M\##($0 / 2)"}, "b": {"$ref": "#/components/schemas/M0"}}}"##
    },
    Growth("references in a chain", #""components": {"schemas": {"#, "}}" + tail) {
      ##""M\##($0)": {"$ref": "#/components/schemas/M\##($0 + 1)"}"##
    },
    Growth("references in a circle", #""components": {"schemas": {"#, "}}" + tail) {
      ##""M\##($0)": {"$ref": "#/components/schemas/M\##(($0 + 1) % 500)"}"##
    },
    Growth(
      "links to nothing", #""paths": {"/a": {"get": {"responses": {"200": {"links": {"#, "}}}}}}}"
    ) {
      #""l\#($0)": {"operationId": "o\#($0)"}"#
    },
    Growth("requirements of no scheme", #""security": [{"#, "}]" + tail) { #""s\#($0)": []"# },
    Growth("servers", #""servers": ["#, "]" + tail) { #"{"url": "/{a\#($0)}"}"# },
    Growth("methods that are none", #""paths": {"/a": {"#, #", "get": {"responses": {}}}}}"#) {
      #""m\#($0)": {}"#
    },
  ]

  /// Four times as much takes at most about four times as long; much more would be a square.
  @Test(arguments: growing)
  func timeGrowsLinearly(_ growth: Growth) {
    func seconds(_ text: String) -> Double {
      let clock = ContinuousClock()
      let time = clock.measure {
        guard let contract = try? load(text).contract else { return }
        _ = ContractSchemas(contract: contract).compileAll()
      }
      return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
    let small = seconds(growth.text(500))
    let large = seconds(growth.text(2_000))
    #expect(large < Swift.max(0.5, small * 9), "\(small) s, then \(large) s")
  }
}
