import Documents
import Servers
import Testing

/// What a mock answers to good and bad requests.
struct MockAnswerTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var method = "GET"
    var target: String
    var headers: [(String, String)] = []
    var json: String?
    var status: Int
    /// Header fields that the answer must have, with what they must hold.
    var fields: [(String, String)] = []
    /// What the body must hold.
    var text = ""
  }

  private static let json = ("Accept", "application/json")
  private static let basic = ("Authorization", "Basic dXNlcjpwYXNzd29yZA==")

  static let rows: [Row] = [
    Row(
      testDescription: "a success", target: "/items", headers: [json], status: 200,
      fields: [("content-type", "application/json"), ("x-total", "")],
      text: #"{"name":"ring"}"#),
    Row(
      testDescription: "JSON is preferred", target: "/items", status: 200,
      fields: [("content-type", "application/json")]),
    Row(
      testDescription: "the client chooses", target: "/items", headers: [("Accept", "text/*")],
      status: 200, fields: [("content-type", "text/csv")]),
    Row(
      testDescription: "weights decide", target: "/items",
      headers: [("Accept", "application/json;q=0.2, text/csv;q=0.9, */*;q=0.1")], status: 200,
      fields: [("content-type", "text/csv")]),
    Row(
      testDescription: "the more particular range decides", target: "/items",
      headers: [("Accept", "text/csv;q=0, */*")], status: 200,
      fields: [("content-type", "application/json")]),
    Row(
      testDescription: "nothing that the client takes", target: "/items",
      headers: [("Accept", "image/png")], status: 406, text: "application/json"),
    Row(
      testDescription: "HEAD has no body", method: "HEAD", target: "/items", headers: [json],
      status: 200, fields: [("content-type", "application/json"), ("content-length", "15")]),
    Row(
      testDescription: "an unknown path", target: "/nothing", status: 404,
      fields: [("content-type", "application/problem+json")], text: "no path that fits /nothing"),
    Row(
      testDescription: "another method", method: "PATCH", target: "/items", status: 405,
      fields: [("allow", "GET, HEAD, OPTIONS")]),
    Row(
      testDescription: "OPTIONS", method: "OPTIONS", target: "/items", status: 204,
      fields: [("allow", "GET, HEAD, OPTIONS")]),
    Row(
      testDescription: "a wrong parameter", target: "/items?limit=10", status: 400,
      text: "query parameter limit is wrong"),
    Row(testDescription: "an undeclared parameter", target: "/items?colour=red", status: 200),
    Row(
      testDescription: "a wrong body, refused as documented", method: "POST", target: "/orders",
      json: #"{"item":"x"}"#, status: 422, text: #""status":422"#),
    Row(
      testDescription: "a missing body", method: "POST", target: "/orders", status: 422,
      text: "the required body is missing"),
    Row(
      testDescription: "broken JSON", method: "POST", target: "/orders", json: #"{"item":"#,
      status: 422, text: "can't be read"),
    Row(
      testDescription: "another media type", method: "POST", target: "/orders",
      headers: [("Content-Type", "text/plain")], status: 422, text: "text/plain"),
    Row(
      testDescription: "no token", target: "/secret", status: 401,
      fields: [("www-authenticate", "Bearer realm=\"mock\"")], text: "no valid credential"),
    Row(
      testDescription: "a token that nobody issued", target: "/secret",
      headers: [("Authorization", "Bearer not-a-token")], status: 401,
      fields: [("www-authenticate", "error=\"invalid_token\"")]),
    Row(
      testDescription: "a token", target: "/secret", headers: [("Authorization", "Bearer t0ken")],
      status: 200),
    Row(
      testDescription: "a token in the URL", target: "/secret?access_token=t0ken", status: 401,
      fields: [("www-authenticate", "Bearer realm=\"mock\"")], text: "no valid credential"),
    Row(testDescription: "a password", target: "/login", headers: [basic], status: 200),
    Row(testDescription: "a key", target: "/login?api_key=k", status: 200),
    Row(
      testDescription: "neither", target: "/login", status: 401,
      fields: [("www-authenticate", "Basic realm=\"mock\", ApiKey realm=\"mock\"")]),
    Row(
      testDescription: "another status", target: "/items", headers: [("Prefer", "code=404")],
      status: 404, fields: [("preference-applied", "code=404")], text: "message"),
    Row(
      testDescription: "a status of a range", target: "/items", headers: [("Prefer", "code=503")],
      status: 503),
    Row(
      testDescription: "a status that is not documented", target: "/items",
      headers: [("Prefer", "code=418")], status: 400, text: "documents no status 418"),
    Row(
      testDescription: "no status at all", target: "/items", headers: [("Prefer", "code=teapot")],
      status: 400, text: "documents no status teapot"),
    Row(
      testDescription: "another example", target: "/items",
      headers: [json, ("Prefer", "example=cup")], status: 200, text: #"{"name":"cup"}"#),
    Row(
      testDescription: "an example that is not there", target: "/items",
      headers: [json, ("Prefer", "example=spoon")], status: 400, text: "it has ring, cup"),
    Row(
      testDescription: "made up although there are examples", target: "/items",
      headers: [json, ("Prefer", "dynamic=true")], status: 200, text: #""weight":"#),
    Row(
      testDescription: "dynamic=false is as nothing", target: "/items",
      headers: [json, ("Prefer", "dynamic=false")], status: 200, text: #"{"name":"ring"}"#),
    Row(
      testDescription: "two preferences", target: "/items",
      headers: [("Prefer", "code=404; dynamic=true")], status: 404,
      fields: [("preference-applied", "code=404, dynamic=true")]),
  ]

  @Test(arguments: rows) func answers(_ row: Row) async throws {
    let configuration = try MockTestServer.configuration(MockDefinitions.shop)
    try await MockTestServer.run(configuration) { server in
      let answer = try await server.send(row.method, row.target, row.headers, json: row.json)
      #expect(answer.status == row.status, "\(answer.text)")
      for (name, value) in row.fields {
        let field = try #require(answer.header(name), "\(name)")
        #expect(value.isEmpty || field.contains(value), "\(name): \(field)")
      }
      #expect(row.text.isEmpty || answer.text.contains(row.text), "\(answer.text)")
    }
  }

  @Test func theSameRequestGetsTheSameAnswer() async throws {
    var configuration = try MockTestServer.configuration(MockDefinitions.shop)
    let prefer = [("Prefer", "dynamic=true"), Self.json]
    func answers(_ configuration: MockServer.Configuration) async throws -> [String] {
      try await MockTestServer.run(configuration) { server in
        var texts: [String] = []
        for target in ["/items", "/items", "/items?limit=3"] {
          texts.append(try await server.send("GET", target, prefer).text)
        }
        return texts
      }
    }
    let first = try await answers(configuration)
    #expect(first[0] == first[1])
    #expect(first[0] != first[2])
    #expect(try await answers(configuration) == first)
    configuration.seed = 1
    #expect(try await answers(configuration)[0] != first[0])
  }

  @Test func onlyTheConfiguredCredentialIsTaken() async throws {
    var configuration = try MockTestServer.configuration(MockDefinitions.shop)
    configuration.credentials?.token = "right"
    try await MockTestServer.run(configuration) { server in
      for (token, status) in [("right", 200), ("wrong", 401), ("right2", 401)] {
        let answer = try await server.send(
          "GET", "/secret", [("Authorization", "Bearer \(token)")])
        #expect(answer.status == status, "\(token)")
      }
    }
    configuration.credentials = nil
    try await MockTestServer.run(configuration) { server in
      try await server.expect(200, "GET", "/secret")
    }
  }
}
