import Contracts
import Documents
import Servers
import Testing

/// A mock of a definition that a test writes down.
struct MockTestServer: Sendable {
  let client: HTTPClient

  static func configuration(_ definition: String) throws -> MockServer.Configuration {
    MockServer.Configuration(
      try ContractLoader.load(Array(definition.utf8), file: SourceFile(name: "spec.yaml")))
  }

  /// Runs `body` with a mock of its own.
  static func run<Result>(
    _ configuration: MockServer.Configuration,
    _ body: (MockTestServer) async throws -> Result
  ) async throws -> Result {
    await Turnstile.servers.enter()
    let outcome: Swift.Result<Result, any Error>
    do {
      let server = try await MockServer.start(configuration)
      do {
        outcome = .success(
          try await body(MockTestServer(client: try HTTPClient(baseURL: server.baseURL))))
      } catch {
        outcome = .failure(error)
      }
      await server.stop()
    } catch {
      outcome = .failure(error)
    }
    await Turnstile.servers.leave()
    return try outcome.get()
  }

  /// Sends a request, with a JSON body where one is given.
  func send(
    _ method: String, _ target: String, _ headers: [(String, String)] = [], json: String? = nil
  ) async throws -> HTTPAnswer {
    let type = json == nil ? [] : [("Content-Type", "application/json")]
    return try await client.send(
      method, target, headers: headers.isEmpty ? type : headers + (json == nil ? [] : type),
      body: json.map { Array($0.utf8) })
  }
}

extension MockTestServer {
  /// Sends a request and holds its answer to a status.
  func expect(
    _ status: Int, _ method: String, _ target: String, _ headers: [(String, String)] = [],
    json: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let answer = try await send(method, target, headers, json: json)
    #expect(
      answer.status == status, "\(method) \(target): \(answer.text)",
      sourceLocation: sourceLocation)
  }
}

/// The definitions of the tests.
enum MockDefinitions {
  /// Answers of every kind, and a token for one of them.
  static let shop = """
    openapi: 3.0.3
    info: { title: A shop, version: "1" }
    paths:
      /items:
        get:
          parameters:
            - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 9 } }
          responses:
            "200":
              description: Items.
              headers: { X-Total: { required: true, schema: { type: integer, minimum: 0 } } }
              content:
                text/csv: { schema: { type: string } }
                application/json:
                  schema: { type: object, required: [name], properties: { name: { type: string }, weight: { type: integer } } }
                  examples: { ring: { value: { name: ring } }, cup: { value: { name: cup } } }
            "400": { $ref: "#/components/responses/Error" }
            "404": { $ref: "#/components/responses/Error" }
            5XX: { $ref: "#/components/responses/Error" }
      /orders:
        post:
          requestBody:
            required: true
            content: { application/json: { schema: { type: object, required: [item], properties: { item: { type: string, minLength: 2 } } } } }
          responses:
            "201": { description: Ordered. }
            "422": { $ref: "#/components/responses/Errors" }
      /secret:
        get:
          security: [ { token: [] } ]
          responses: { "200": { description: The secret. }, "401": { $ref: "#/components/responses/Error" } }
      /login:
        get:
          security: [ { passwords: [] }, { key: [] } ]
          responses: { "200": { description: In. } }
    components:
      securitySchemes:
        token: { type: http, scheme: bearer }
        passwords: { type: http, scheme: basic }
        key: { type: apiKey, in: query, name: api_key }
      responses:
        Errors: { description: Wrong., content: { application/json: { schema: { type: object, required: [errors], properties: { errors: { type: array, minItems: 1, items: { type: object, required: [msg], properties: { msg: { type: string }, status: { type: integer } } } } } } } } }
        Error: { description: Wrong., content: { application/json: { schema: { type: object, required: [message, status], properties: { message: { type: string }, status: { type: integer } } } } } }
    """

  /// A collection and its items.
  static let tasks = """
    openapi: 3.0.3
    info: { title: Tasks, version: "1" }
    paths:
      /lists/{list}/tasks:
        parameters: [ { name: list, in: path, required: true, schema: { type: string } } ]
        get:
          parameters: [ { name: limit, in: query, schema: { type: integer } }, { name: page, in: query, schema: { type: integer } } ]
          responses: { "200": { description: Tasks., content: { application/json: { schema: { type: object, required: [items], properties: { items: { type: array, items: { $ref: "#/components/schemas/Task" } }, total: { type: integer } } } } } } }
        post:
          requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewTask" } } } }
          responses:
            "201": { description: Made., headers: { Location: { schema: { type: string } } }, content: { application/json: { schema: { $ref: "#/components/schemas/Task" } } } }
            "409": { description: There already. }
      /lists/{list}/tasks/{id}:
        parameters:
          - { name: list, in: path, required: true, schema: { type: string } }
          - { name: id, in: path, required: true, schema: { type: integer } }
        get: { responses: { "200": { $ref: "#/components/responses/Task" }, "404": { description: Not there. } } }
        put:
          requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewTask" } } } }
          responses: { "200": { $ref: "#/components/responses/Task" }, "404": { description: Not there. } }
        patch:
          requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { title: { type: string }, note: { type: string, nullable: true } } } } } }
          responses: { "200": { $ref: "#/components/responses/Task" }, "404": { description: Not there. } }
        delete: { responses: { "204": { description: Gone. }, "404": { description: Not there. } } }
    components:
      responses:
        Task: { description: The task., content: { application/json: { schema: { $ref: "#/components/schemas/Task" } } } }
      schemas:
        NewTask: { type: object, required: [title], properties: { id: { type: integer }, title: { type: string }, note: { type: string } } }
        Task: { type: object, required: [id, title], properties: { id: { type: integer }, title: { type: string }, note: { type: string } } }
    """
}
