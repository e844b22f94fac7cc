import Documents
import Servers
import Testing

/// Scopes of tokens, things below deleted things, and patches.
struct MockDepthTests {
  private static let definition = """
    openapi: 3.0.3
    info: { title: Depth, version: "1" }
    paths:
      /lists:
        get:
          security: [ { oauth: [lists.read] } ]
          responses: { "200": { description: Lists., content: { application/json: { schema: { type: object } } } } }
        delete:
          security: [ { oauth: [lists.read, lists.write] } ]
          responses: { "204": { description: Gone. } }
      /boards/{board}:
        parameters: [ { name: board, in: path, required: true, schema: { type: string } } ]
        get: { responses: { "200": { $ref: "#/components/responses/Board" }, "404": { description: None. } } }
        put:
          requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Board" } } } }
          responses: { "200": { $ref: "#/components/responses/Board" }, "404": { description: None. } }
        patch:
          requestBody:
            required: true
            content:
              application/json-patch+json: { schema: { type: array, items: { type: object } } }
              application/merge-patch+json: { schema: { type: object } }
          responses: { "200": { $ref: "#/components/responses/Board" }, "400": { description: No patch. }, "404": { description: None. }, "409": { description: Not now. } }
        delete: { responses: { "204": { description: Gone. }, "404": { description: None. } } }
      /boards/{board}/cards:
        parameters: [ { name: board, in: path, required: true, schema: { type: string } } ]
        get: { responses: { "200": { description: Cards., content: { application/json: { schema: { type: array, items: { type: string } } } } }, "404": { description: None. } } }
      /boards/{board}/cards/{card}:
        parameters: [ { name: board, in: path, required: true, schema: { type: string } }, { name: card, in: path, required: true, schema: { type: string } } ]
        put:
          requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Board" } } } }
          responses: { "200": { $ref: "#/components/responses/Board" }, "404": { description: None. } }
        get: { responses: { "200": { $ref: "#/components/responses/Board" }, "404": { description: None. } } }
      /boards/{board}/open:
        parameters: [ { name: board, in: path, required: true, schema: { type: string } } ]
        post: { responses: { "200": { $ref: "#/components/responses/Board" } } }
    components:
      securitySchemes:
        oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: /token, scopes: { lists.read: Read., lists.write: Write. } } } }
      responses:
        Board: { description: The board., content: { application/json: { schema: { $ref: "#/components/schemas/Board" } } } }
      schemas:
        Board: { type: object, required: [title], properties: { title: { type: string }, tags: { type: array, items: { type: string } } } }
    """

  private func run(_ body: (MockTestServer) async throws -> Void) async throws {
    try await MockTestServer.run(try MockTestServer.configuration(Self.definition), body)
  }

  // MARK: Scopes

  struct ScopeRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(scope.isEmpty ? "all scopes" : scope): \(method) → \(status)" }
    var scope: String
    var method: String
    var status: Int
  }

  static let scopeRows = [
    ScopeRow(scope: "", method: "GET", status: 200),
    ScopeRow(scope: "", method: "DELETE", status: 204),
    ScopeRow(scope: "lists.read", method: "GET", status: 200),
    ScopeRow(scope: "lists.read", method: "DELETE", status: 403),
    ScopeRow(scope: "lists.write", method: "GET", status: 403),
    ScopeRow(scope: "lists.read+lists.write", method: "DELETE", status: 204),
    ScopeRow(scope: "other", method: "GET", status: 403),
  ]

  @Test(arguments: scopeRows) func aTokenOpensWhatItsScopesAreFor(_ row: ScopeRow) async throws {
    try await run { server in
      // client:secret
      let basic = ("Authorization", "Basic Y2xpZW50OnNlY3JldA==")
      let answer = try await server.send(
        "POST", "/token?grant_type=client_credentials&scope=\(row.scope)", [basic])
      let token = try #require(try answer.json()["access_token"]?.string)
      try await server.expect(
        row.status, row.method, "/lists", [("Authorization", "Bearer \(token)")])
      try await server.expect(401, row.method, "/lists", [("Authorization", "Bearer not-a-token")])
      try await server.expect(401, row.method, "/lists")
    }
  }

  // MARK: What is below a thing

  @Test func whatIsBelowADeletedThingIsGone() async throws {
    try await run { server in
      try await server.expect(200, "PUT", "/boards/a/cards/1", json: #"{"title":"one"}"#)
      try await server.expect(200, "PUT", "/boards/b/cards/1", json: #"{"title":"other"}"#)
      try await server.expect(204, "DELETE", "/boards/a")
      for (method, target) in [
        ("GET", "/boards/a"), ("GET", "/boards/a/cards"), ("GET", "/boards/a/cards/1"),
        ("GET", "/boards/a/cards/2"),
      ] {
        try await server.expect(404, method, target)
      }
      try await server.expect(404, "PUT", "/boards/a/cards/1", json: #"{"title":"one"}"#)
      // The contract gives this one no word for it.
      try await server.expect(200, "POST", "/boards/a/open")
      let other = try await server.send("GET", "/boards/b/cards/1").json()
      #expect(other["title"]?.string == "other")
    }
  }

  // MARK: Patches

  @Test func patchesAreAppliedByTheirMediaType() async throws {
    try await run { server in
      func patch(_ type: String, _ body: String, _ board: String = "a") async throws -> HTTPAnswer {
        try await server.client.send(
          "PATCH", "/boards/\(board)", headers: [("Content-Type", type)], body: Array(body.utf8))
      }
      let json = "application/json-patch+json"
      try await server.expect(200, "PUT", "/boards/a", json: #"{"title":"one","tags":["x"]}"#)
      let added = try await patch(
        json,
        #"[{"op":"add","path":"/tags/-","value":"y"},{"op":"replace","path":"/title","value":"two"}]"#
      )
      #expect(added.text == #"{"title":"two","tags":["x","y"]}"#)
      let merged = try await patch("application/merge-patch+json", #"{"tags":null}"#)
      #expect(merged.text == #"{"title":"two"}"#)
      // All or nothing.
      let unfit = try await patch(
        json,
        #"[{"op":"replace","path":"/title","value":"3"},{"op":"test","path":"/title","value":"4"}]"#
      )
      #expect(unfit.status == 409)
      #expect(try await patch(json, #"[{"op":"spam","path":""}]"#).status == 400)
      let kept = try await server.send("GET", "/boards/a")
      #expect(kept.text == #"{"title":"two"}"#)
      // Of what was made up nobody knows what is in it.
      let unknown = try await patch(json, #"[{"op":"remove","path":"/nope"}]"#, "never-named")
      #expect(unknown.status == 200)
    }
  }
}
