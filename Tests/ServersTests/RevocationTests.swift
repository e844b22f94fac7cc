import Documents
import Servers
import Testing

/// Giving tokens back by RFC 7009.
struct RevocationTests {
  private static let path = "/oauth/client_credential/revoke"
  private static let form = ("Content-Type", "application/x-www-form-urlencoded")
  private static let secret = "client_id=tester&client_secret=a+secret%3A+with+%2B+and+%25"

  private func revoke(
    _ server: TestServer, _ body: String, type: (String, String) = form
  ) async throws -> HTTPAnswer {
    try await server.client.send("POST", Self.path, headers: [type], body: Array(body.utf8))
  }

  @Test func aRevokedTokenOpensNothingAnyMore() async throws {
    try await TestServer.run { server in
      let other = TestServer(
        client: server.client, token: try await TestServer.newToken(server.client))
      #expect(try await server.send("GET", "/accounts/4001").status == 200)
      let answer = try await revoke(
        server, "token=\(server.token)&token_type_hint=access_token&\(Self.secret)")
      #expect(answer.status == 200)
      #expect(answer.body.isEmpty)
      #expect(answer.header("cache-control") == "no-store")
      let refused = try await server.send("GET", "/accounts/4001")
      try expectErrorBody(refused, status: 401, code: "unauthorized")
      #expect(refused.header("www-authenticate")?.contains("invalid_token") == true)
      #expect(try await other.send("GET", "/accounts/4001").status == 200)
    }
  }

  @Test func aTokenThatNobodyIssuedIsGoneAlready() async throws {
    try await TestServer.run { server in
      let answer = try await revoke(server, "token=never-issued&\(Self.secret)")
      #expect(answer.status == 200)
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var body: String
    var type = RevocationTests.form
    var status = 400
    var error: String
  }

  static let rows = [
    Row(testDescription: "no token", body: secret, error: "invalid_request"),
    Row(testDescription: "empty token", body: "token=&\(secret)", error: "invalid_request"),
    Row(testDescription: "two tokens", body: "token=a&token=b&\(secret)", error: "invalid_request"),
    Row(testDescription: "no client", body: "token=TOKEN", status: 401, error: "invalid_client"),
    Row(
      testDescription: "wrong secret", body: "token=TOKEN&client_id=tester&client_secret=x",
      status: 401, error: "invalid_client"),
    Row(
      testDescription: "no form", body: "{}", type: ("Content-Type", "application/json"),
      error: "invalid_request"),
  ]

  @Test(arguments: rows) func whatIsRefusedRevokesNothing(_ row: Row) async throws {
    try await TestServer.run { server in
      let body = row.body.split(separator: "TOKEN", omittingEmptySubsequences: false)
        .joined(separator: server.token)
      let answer = try await revoke(server, body, type: row.type)
      #expect(answer.status == row.status)
      #expect(try answer.json()["error"]?.string == row.error)
      #expect((answer.header("www-authenticate") != nil) == (row.status == 401))
      #expect(try await server.send("GET", "/accounts/4001").status == 200)
    }
  }

  @Test func thePathTakesPostAlone() async throws {
    try await TestServer.run { server in
      let refused = try await server.client.send("GET", Self.path)
      #expect(refused.status == 405)
      #expect(refused.header("allow") == "OPTIONS, POST")
      #expect(try await server.client.send("OPTIONS", Self.path).status == 204)
    }
  }
}
