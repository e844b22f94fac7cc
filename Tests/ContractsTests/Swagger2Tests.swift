import Contracts
import Documents
import Testing

@Suite("Swagger 2.0")
struct Swagger2Tests {
  static let full = """
    swagger: '2.0'
    info: {title: Pets, version: 1.0, description: All about pets}
    host: example.com:8080
    basePath: /v2
    schemes: [https, http]
    consumes: [application/json]
    produces: [application/json, application/xml]
    securityDefinitions:
      key: {type: apiKey, name: X-Key, in: header}
      basic: {type: basic}
      code:
        {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://t',
         scopes: {w: write, r: read}}
    security:
      - key: []
    parameters:
      limit: {name: limit, in: query, type: integer, maximum: 10}
    responses:
      Gone: {description: gone, schema: {$ref: '#/definitions/Problem'}}
    paths:
      /pets/{id}:
        parameters:
          - {name: id, in: path, required: true, type: string}
          - {name: X-Trace, in: header, type: string}
        get:
          operationId: getPet
          tags: [pet]
          deprecated: true
          x-rate: 5
          parameters:
            - $ref: '#/parameters/limit'
            - {name: id, in: path, required: true, type: integer, format: int64}
          security:
            - code: [r]
              basic: []
            - {}
          responses:
            200:
              description: ok
              schema: {type: array, items: {$ref: '#/definitions/Pet'}}
              headers: {X-Rate: {type: integer}}
            410: {$ref: '#/responses/Gone'}
            default: {description: no, schema: {$ref: '#/definitions/Problem'}}
        post:
          consumes: [multipart/form-data]
          parameters:
            - {name: photo, in: formData, type: file, required: true}
            - {name: X-Key, in: header, type: string}
          responses: {'204': {description: done}}
      /pets:
        put:
          parameters:
            - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
          produces: [text/plain]
          responses: {'200': {description: ok, schema: {type: string}}}
    definitions:
      Pet:
        type: object
        required: [name]
        properties:
          name: {type: string}
          $ref: {type: string}
          born: {type: string, format: date}
          owner: {$ref: '#/definitions/Owner'}
      Owner: {type: object, properties: {name: {type: string}}}
      Problem: {type: object}
    """

  @Test func document() throws {
    let loaded = try load(Self.full)
    let contract = loaded.contract
    #expect(loaded.diagnostics.marks == [])
    #expect(contract.title == "Pets" && contract.version == "1.0")
    #expect(contract.summary == "All about pets")
    #expect(contract.format == "Swagger 2.0")
    #expect(
      contract.servers.map(\.url) == ["https://example.com:8080/v2", "http://example.com:8080/v2"])
    #expect(
      contract.securitySchemes.map(\.kind) == [
        .apiKey(name: "X-Key", location: .header), .basic,
        .oauth2(
          flows: [
            Contract.SecurityScheme.OAuthFlow(
              name: "authorizationCode", tokenURL: "https://t", authorizationURL: "https://a",
              scopes: ["w", "r"])
          ]),
      ])
    #expect(
      contract.operations.map(\.id.description) == [
        "GET /pets/{id}", "POST /pets/{id}", "PUT /pets",
      ])
  }

  @Test func operationWithEverything() throws {
    let operation = try #require(try load(Self.full).contract.operations.first)
    #expect(operation.operationID == "getPet")
    #expect(operation.tags == ["pet"])
    #expect(operation.isDeprecated)
    #expect(operation.extensions["x-rate"]?.integer == 5)
    #expect(operation.range?.start == SourcePosition(line: 25, column: 5))
    #expect(
      operation.security == [
        [
          Contract.SecurityRequirement(scheme: "code", scopes: ["r"]),
          Contract.SecurityRequirement(scheme: "basic"),
        ], [],
      ])
    let parameters = operation.parameters.map {
      "\($0.location) \($0.name) \($0.schema.label) \($0.schema.pointer)"
    }
    #expect(
      parameters == [
        "path id integer (int64) /paths/~1pets~1{id}/get/parameters/1",
        "header X-Trace string /paths/~1pets~1{id}/parameters/1",
        "query limit integer /parameters/limit",
      ])
    let ok = try #require(operation.response(for: 200))
    #expect(ok.content.map(\.name) == ["application/json", "application/xml"])
    #expect(ok.content.allSatisfy { !$0.isAssumed })
    #expect(ok.content.first?.schema?.label == "[ Pet ]")
    #expect(
      ok.content.first?.schema?.pointer.description
        == "/paths/~1pets~1{id}/get/responses/200/schema")
    #expect(ok.headers.map(\.name) == ["X-Rate"])
    #expect(
      operation.response(for: 410)?.content.first?.schema?.pointer.description
        == "/definitions/Problem")
    #expect(operation.response(for: 500)?.status == .default)
  }

  @Test func formsBodiesAndCredentials() throws {
    let contract = try load(Self.full).contract
    let form = contract.operations[1]
    #expect(form.body?.content.map(\.name) == ["multipart/form-data"])
    #expect(form.body?.isRequired == true && form.body?.name == nil)
    #expect(form.parameters.filter(\.isCredential).map(\.name) == ["X-Key"])
    #expect(form.parameters.filter { $0.location == .form }.map(\.name) == ["photo"])
    #expect(form.security == [[Contract.SecurityRequirement(scheme: "key")]])
    #expect(form.responses.first?.content.isEmpty == true)
    let put = contract.operations[2]
    #expect(put.body?.name == "pet" && put.body?.isRequired == true)
    #expect(put.body?.content.map(\.name) == ["application/json"])
    #expect(put.body?.content.first?.schema?.label == "Pet")
    #expect(put.responses.first?.content.map(\.name) == ["text/plain"])
  }

  @Test func aPropertyNamedLikeAReferenceIsNone() throws {
    let pet = try #require(try load(Self.full).contract.models.first)
    #expect(pet.properties.map(\.name) == ["name", "$ref", "born", "owner"])
    #expect(pet.properties.map(\.isRequired) == [true, false, false, false])
    #expect(pet.properties[3].schema.pointer.description == "/definitions/Owner")
    #expect(pet.properties[2].range?.start.line == 63)
  }

  @Test func jsonAndYAMLGiveTheSame() throws {
    let yaml = try load(Self.full).contract
    let json = try load(JSONWriter.text(yaml.document, pretty: true)).contract
    #expect(json.structure() == yaml.structure())
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var paths: String
    var more = ""
    /// One diagnostic a line, errors first thrown.
    var diagnostics: [String]
    var testDescription: String { name }
  }

  static let rows = [
    Row(
      name: "paths are a list", paths: "[]",
      diagnostics: [
        "spec:3:8: error: `/paths` must be an object, not an array; correct it [wrong-type]"
      ]),
    Row(
      name: "no operation", paths: "{}",
      diagnostics: [
        "spec:3:8: error: the definition has no operation; add a path with a method [no-operation]"
      ]),
    Row(
      name: "no method that is one", paths: "{/a: {gett: {responses: {}}, GET: {responses: {}}}}",
      diagnostics: [
        "spec:3:14: error: `gett` is no method of Swagger 2.0; did you mean `get`? "
          + "[method-unknown]",
        "spec:3:37: error: `GET` is no method of Swagger 2.0; did you mean `get`? "
          + "[method-unknown]",
      ]),
    Row(
      name: "a path item is a text", paths: "{/a: x}",
      diagnostics: [
        "spec:3:13: error: `/paths/~1a` must be an object, not a string; correct it [wrong-type]"
      ]),
    Row(
      name: "an operation is a list", paths: "{/a: {get: []}}",
      diagnostics: [
        "spec:3:19: error: `/paths/~1a/get` must be an object, not an array; correct it "
          + "[wrong-type]"
      ]),
    Row(
      name: "scopes of the wrong types",
      paths:
        "{/a: {get: {security: [{k: 1}, {k: [r, 2]}, {}, {k: []}], responses: {default: {description: d}}}}}",
      more: "securityDefinitions: {k: {type: basic}}",
      diagnostics: [
        "spec:3:35: warning: `/paths/~1a/get/security/0/k` must be an array, not a number; correct it; "
          + "it was left out [wrong-type]",
        "spec:3:47: warning: `/paths/~1a/get/security/1/k/1` must be a string, not a number; correct "
          + "it; it was left out [wrong-type]",
      ]),
    Row(
      name: "a requirement is a text",
      paths: "{/a: {get: {security: [{k: []}, x], responses: {default: {description: d}}}}}",
      more: "securityDefinitions: {k: {type: basic}}",
      diagnostics: [
        "spec:3:40: error: `/paths/~1a/get/security/1` must be an object, not a string; correct it "
          + "[wrong-type]"
      ]),
    Row(
      name: "parameters are an object", paths: "{/a: {get: {parameters: {}, responses: {}}}}",
      diagnostics: [
        "spec:3:32: error: `/paths/~1a/get/parameters` must be an array, not an object; correct "
          + "it [wrong-type]"
      ]),
    Row(
      name: "a parameter is null", paths: "{/a: {get: {parameters: [null], responses: {}}}}",
      diagnostics: [
        "spec:3:33: error: `/paths/~1a/get/parameters/0` must be an object, not null; correct it "
          + "[wrong-type]"
      ]),
    Row(
      name: "a parameter without a place",
      paths: "{/a: {get: {parameters: [{name: a}], responses: {}}}}",
      diagnostics: [
        "spec:3:33: error: `/paths/~1a/get/parameters/0` must say where the parameter is, not "
          + "nothing; known: body, formData, header, path, query [location-invalid]"
      ]),
    Row(
      name: "a parameter at a misspelt place",
      paths: "{/a: {get: {parameters: [{name: a, in: quary}], responses: {}}}}",
      diagnostics: [
        "spec:3:47: error: `/paths/~1a/get/parameters/0` must say where the parameter is, not "
          + "`quary`; did you mean `query`? [location-invalid]"
      ]),
    Row(
      name: "a reference to nothing",
      paths: "{/a: {get: {parameters: [{$ref: '#/parameters/b'}], responses: {}}}}",
      diagnostics: [
        "spec:3:40: error: nothing stands at `#/parameters/b`; define it or correct the reference "
          + "[reference-undefined]"
      ]),
    Row(
      name: "a reference to a file", paths: "{/a: {$ref: 'file:///etc/passwd'}}",
      diagnostics: [
        "spec:3:20: error: the reference `file:///etc/passwd` leads out of the file; put what it "
          + "refers to into this file [reference-external]"
      ]),
    Row(
      name: "references in a circle",
      paths: "{/a: {get: {responses: {200: {$ref: '#/responses/a'}}}}}",
      more: "responses: {a: {$ref: '#/responses/b'}, b: {$ref: '#/responses/a'}}",
      diagnostics: [
        "spec:3:37: error: the reference at `/paths/~1a/get/responses/200` leads in a circle; "
          + "break the circle [reference-cycle]"
      ]),
    Row(
      name: "a schema is a text",
      paths: "{/a: {get: {responses: {200: {description: ok, schema: Pet}}}}}",
      diagnostics: [
        "spec:3:63: error: `/paths/~1a/get/responses/200/schema` must be a schema, not a string; "
          + "correct it [wrong-type]"
      ]),
    Row(
      name: "a method that is none", paths: "{/a: {gets: {responses: {}}, get: {responses: {}}}}",
      diagnostics: [
        "spec:3:14: warning: `gets` is no method of Swagger 2.0; did you mean `get`? "
          + "[method-unknown]"
      ]),
    Row(
      name: "a path without a slash", paths: "{a: {get: {responses: {}}}}",
      diagnostics: [
        "spec:3:9: warning: the path `a` doesn't begin with a slash; write `/a` [path-slash]"
      ]),
    Row(
      name: "no responses", paths: "{/a: {get: {}}}",
      diagnostics: [
        "spec:3:19: warning: `/paths/~1a/get` documents no response; add `responses`; any answer "
          + "is undocumented now [responses-missing]"
      ]),
    Row(
      name: "a status that is none", paths: "{/a: {get: {responses: {2000: {description: x}}}}}",
      diagnostics: [
        "spec:3:32: warning: `2000` is no HTTP status; write three digits or `default`; the "
          + "response was left out [status-invalid]"
      ]),
    Row(
      name: "a summary is a list", paths: "{/a: {get: {summary: [a], responses: {}}}}",
      diagnostics: [
        "spec:3:29: warning: `/paths/~1a/get/summary` must be a string, not an array; correct it; "
          + "it was left out [wrong-type]"
      ]),
    Row(
      name: "a model that is not there",
      paths:
        "{/a: {get: {responses: {200: {description: ok, schema: {$ref: '#/definitions/A'}}}}}}",
      diagnostics: [
        "spec:3:70: warning: nothing stands at `#/definitions/A`; define it or correct the "
          + "reference [reference-undefined]",
        "spec:3:37: note: the definition names no media types, JSON is assumed; say `consumes` "
          + "and `produces` in an overlay where that is wrong [media-type-assumed]",
      ]),
    Row(
      name: "an empty reference",
      paths: "{/a: {get: {responses: {200: {$ref: ''}}}}}",
      diagnostics: [
        "spec:3:44: error: the reference is empty; write `#` and the pointer to what is meant "
          + "[reference-empty]"
      ]),
    Row(
      name: "a security scheme where none is defined",
      paths: "{/a: {get: {security: [{keys: []}], responses: {}}}}",
      diagnostics: [
        "spec:3:32: warning: no security scheme is called `keys`; define it, there is none "
          + "[security-scheme-undefined]"
      ]),
    Row(
      name: "an undefined security scheme",
      paths: "{/a: {get: {security: [{keys: []}], responses: {}}}}",
      more: "securityDefinitions: {key: {type: basic}}",
      diagnostics: [
        "spec:3:32: warning: no security scheme is called `keys`; did you mean `key`? "
          + "[security-scheme-undefined]"
      ]),
    Row(
      name: "an unknown kind of scheme", paths: "{/a: {get: {responses: {}}}}",
      more: "securityDefinitions: {key: {type: bearer}}",
      diagnostics: [
        "spec:4:28: warning: `/securityDefinitions/key` is no kind of security scheme that "
          + "Swagger 2.0 has; write basic, apiKey with name and in, or oauth2 "
          + "[security-scheme-unknown]"
      ]),
    Row(
      name: "an optional path parameter",
      paths: "{'/a/{b}': {get: {parameters: [{name: b, in: path, type: string}], responses: {}}}}",
      diagnostics: [
        "spec:3:39: warning: the path parameter `b` isn't marked as required; add `required: "
          + "true` [path-parameter-optional]"
      ]),
    Row(
      name: "body and form",
      paths:
        "{/a: {post: {parameters: [{name: b, in: body, schema: {}}, {name: c, in: formData, type: "
        + "string}], responses: {}}}}",
      diagnostics: [
        "spec:3:67: warning: the operation has a body and form parameters; keep one kind; the "
          + "body counts [body-and-form]",
        "spec:3:34: note: the definition names no media types, JSON is assumed; say `consumes` "
          + "and `produces` in an overlay where that is wrong [media-type-assumed]",
      ]),
    Row(
      name: "a Norwegian status",
      paths: "{/a: {get: {responses: {NO: {description: x}, 200: {description: y}}}}}",
      diagnostics: [
        "spec:3:32: warning: `NO` is no HTTP status; write three digits or `default`; the "
          + "response was left out [status-invalid]"
      ]),
  ]

  @Test(arguments: rows)
  func diagnoses(_ row: Row) {
    let text = "swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths: \(row.paths)\n\(row.more)\n"
    var found: [Diagnostic]
    do {
      found = try load(text).diagnostics
    } catch {
      found = error.diagnostics
    }
    #expect(found.map(\.description) == row.diagnostics)
  }

  @Test func severalErrorsAreAllGiven() {
    let text = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      paths:
        /a: {get: {parameters: 1, responses: {}}}
        /b: {get: {responses: []}}
      """
    let error = #expect(throws: InvalidInput.self) { try load(text) }
    #expect(error?.diagnostics.map { $0.range?.start.line } == [4, 5])
  }
}
