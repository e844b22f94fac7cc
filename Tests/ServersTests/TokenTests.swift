import Documents
import Servers
import Synchronization
import Testing

/// The token endpoint by RFC 6749 §4.4 and §5, and what becomes of its tokens.
struct TokenTests {
  private static let path = "/oauth/client_credential/accesstoken"
  private static let form = ("Content-Type", "application/x-www-form-urlencoded")
  /// tester:a secret: with + and %, as it is and form-encoded first.
  private static let plain = ("Authorization", "Basic dGVzdGVyOmEgc2VjcmV0OiB3aXRoICsgYW5kICU=")
  private static let encoded = (
    "Authorization", "basic dGVzdGVyOmErc2VjcmV0JTNBK3dpdGgrJTJCK2FuZCslMjU="
  )
  /// tester:wrong
  private static let wrong = ("Authorization", "Basic dGVzdGVyOndyb25n")
  private static let grant = "grant_type=client_credentials"
  private static let secret = "client_id=tester&client_secret=a+secret%3A+with+%2B+and+%25"

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var method = "POST"
    var query = "?\(grant)"
    var headers: [(String, String)] = []
    var body: String?
    /// What the token is good for.
    var scope = "read"
    /// Nil for a token.
    var error: String?
    var status: Int { error == nil ? 200 : error == "invalid_client" ? 401 : 400 }
  }

  static let rows = [
    Row(testDescription: "Basic, grant in the query", headers: [plain]),
    Row(testDescription: "Basic, form-encoded first", headers: [encoded]),
    Row(testDescription: "GET with Basic", method: "GET", headers: [plain]),
    Row(
      testDescription: "Basic, grant in the form", query: "", headers: [plain, form], body: grant),
    Row(testDescription: "grant in both", headers: [plain, form], body: grant),
    Row(testDescription: "all in the form", query: "", headers: [form], body: grant + "&" + secret),
    Row(
      testDescription: "form with charset", query: "",
      headers: [("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")],
      body: grant + "&" + secret),
    Row(testDescription: "scope read", query: "?\(grant)&scope=read", headers: [plain]),
    Row(
      testDescription: "scope status", query: "?\(grant)&scope=status", headers: [plain],
      scope: "status"),
    Row(
      testDescription: "both scopes", query: "?\(grant)&scope=read+status", headers: [plain],
      scope: "read status"),
    Row(testDescription: "empty scope counts as none", query: "?\(grant)&scope=", headers: [plain]),
    Row(testDescription: "no credentials", error: "invalid_client"),
    Row(testDescription: "wrong secret", headers: [wrong], error: "invalid_client"),
    Row(
      testDescription: "wrong secret in the form", headers: [form],
      body: "client_id=tester&client_secret=x", error: "invalid_client"),
    Row(
      testDescription: "secret without id", headers: [form], body: "client_secret=x",
      error: "invalid_client"),
    Row(
      testDescription: "secret in the query", query: "?\(grant)&\(secret)",
      error: "invalid_client"),
    Row(
      testDescription: "Bearer instead of Basic", headers: [("Authorization", "Bearer x")],
      error: "invalid_client"),
    Row(
      testDescription: "no Base64", headers: [("Authorization", "Basic %%%%")],
      error: "invalid_client"),
    Row(
      testDescription: "no colon", headers: [("Authorization", "Basic dGVzdGVy")],
      error: "invalid_client"),
    Row(
      testDescription: "two ways at once", headers: [plain, form], body: secret,
      error: "invalid_request"),
    Row(testDescription: "no grant type", query: "", headers: [plain], error: "invalid_request"),
    Row(
      testDescription: "empty grant type", query: "?grant_type=", headers: [plain],
      error: "invalid_request"),
    Row(
      testDescription: "grant type twice", query: "?\(grant)&\(grant)", headers: [plain],
      error: "invalid_request"),
    Row(
      testDescription: "two grant types", headers: [plain, form], body: "grant_type=password",
      error: "invalid_request"),
    Row(
      testDescription: "another grant type", query: "?grant_type=password", headers: [plain],
      error: "unsupported_grant_type"),
    Row(
      testDescription: "another scope", query: "?\(grant)&scope=read+write", headers: [plain],
      error: "invalid_scope"),
    Row(
      testDescription: "JSON body", headers: [plain, TestServer.json], body: "{}",
      error: "invalid_request"),
  ]

  @Test(arguments: rows) func tokensAreGivenOrRefused(_ row: Row) async throws {
    try await TestServer.run { server in
      let answer = try await server.client.send(
        row.method, Self.path + row.query, headers: row.headers,
        body: row.body.map { Array($0.utf8) })
      #expect(answer.status == row.status, "\(answer.text)")
      #expect(answer.header("content-type") == "application/json")
      #expect(answer.header("cache-control") == "no-store")
      #expect(answer.header("pragma") == "no-cache")
      let body = try answer.json()
      guard let error = row.error else {
        #expect(
          body.object?.names == ["access_token", "token_type", "expires_in", "scope"])
        #expect(body["access_token"]?.string?.utf8.count == 64)
        #expect(body["token_type"]?.string == "Bearer")
        #expect(body["expires_in"]?.integer == 3_600)
        #expect(body["scope"]?.string == row.scope)
        return
      }
      #expect(body["error"]?.string == error)
      #expect(body["error_description"]?.string?.isEmpty == false)
      let challenge = answer.header("www-authenticate")
      #expect(challenge == (row.status == 401 ? "Basic realm=\"crm\"" : nil))
    }
  }

  @Test func aHugeFormIsRefused() async throws {
    try await TestServer.run { server in
      let body = "x=" + String(repeating: "y", count: 20_000)
      let answer = try await server.client.send(
        "POST", Self.path, headers: [Self.plain, Self.form], body: Array(body.utf8))
      #expect(answer.status == 413)
      #expect(try answer.json()["error"]?.string == "invalid_request")
    }
  }

  struct Field: Sendable, CustomTestStringConvertible {
    var testDescription: String { value }
    let value: String
    let namesError: Bool
  }

  static let refused = [
    Field(value: "", namesError: false),
    Field(value: "Bearer", namesError: false),
    Field(value: "Basic dGVzdGVyOndyb25n", namesError: false),
    Field(value: "Bearer not-a-token", namesError: true),
    Field(value: "Bearer " + String(repeating: "0", count: 64), namesError: true),
    Field(value: "Bearer a b", namesError: true),
  ]

  @Test(arguments: refused) func otherAuthorizationIsRefused(_ field: Field) async throws {
    try await TestServer.run { server in
      let answer = try await server.client.send(
        "GET", "/accounts/4001", headers: [("Authorization", field.value)])
      try expectErrorBody(answer, status: 401, code: "unauthorized")
      let challenge = try #require(answer.header("www-authenticate"))
      #expect(challenge.hasPrefix("Bearer realm=\"crm\""))
      #expect(challenge.contains("error=\"invalid_token\"") == field.namesError)
    }
  }

  @Test func theSchemeIsReadInAnyCase() async throws {
    try await TestServer.run { server in
      let answer = try await server.client.send(
        "GET", "/accounts/4001", headers: [("authorization", "bEARER \(server.token)")])
      #expect(answer.status == 200)
    }
  }

  @Test func twoAuthorizationFieldsAreRefused() async throws {
    try await TestServer.run { server in
      let field = ("Authorization", "Bearer \(server.token)")
      let answer = try await server.client.send("GET", "/accounts/4001", headers: [field, field])
      try expectErrorBody(answer, status: 401)
    }
  }

  @Test func everyTokenIsDifferentAndOlderOnesStayValid() async throws {
    try await TestServer.run { server in
      var tokens: Set<String> = [server.token]
      for _ in 0..<5 { tokens.insert(try await TestServer.newToken(server.client)) }
      #expect(tokens.count == 6)
      #expect(try await server.send("GET", "/accounts/4001").status == 200)
    }
  }

  @Test func aTokenExpiresWhenItsTimeIsOver() async throws {
    let clock = Clock()
    var configuration = TestServer.configuration()
    configuration.tokenLifetime = 60
    configuration.now = { clock.seconds.withLock { $0 } }
    try await TestServer.run(configuration) { server in
      clock.seconds.withLock { $0 += 59 }
      #expect(try await server.send("GET", "/accounts/4001").status == 200)
      clock.seconds.withLock { $0 += 1 }
      let late = try await server.send("GET", "/accounts/4001")
      try expectErrorBody(late, status: 401)
      let challenge = late.header("www-authenticate")
      #expect(challenge?.contains("error=\"invalid_token\"") == true)
      #expect(challenge?.contains("has expired") == true)
      let fresh = TestServer(
        client: server.client, token: try await TestServer.newToken(server.client))
      #expect(try await fresh.send("GET", "/accounts/4001").status == 200)
      try expectErrorBody(try await server.send("GET", "/accounts/4001"), status: 401)
    }
  }

  private final class Clock: Sendable {
    let seconds = Mutex(1_000_000)
  }
}
