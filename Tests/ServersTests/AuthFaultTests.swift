import Documents
import Servers
import Testing

/// Faults of tokens: how they are taken, and how they are given.
struct AuthFaultTests {
  static let ids: Set<String> = [
    "query-token-accepted", "challenge-missing", "token-type-missing", "token-lifetime-text",
    "token-cacheable", "refused-still-changes", "refused-still-erases",
  ]

  @Test func aTokenInTheURLIsTakenByItsFaultOnly() async throws {
    func statuses(_ faults: [any Fault]) async throws -> [Int] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        let token = "access_token=\(server.token)"
        return [
          try await server.client.send("GET", "/accounts/4001?\(token)").status,
          try await server.client.send("GET", "/accounts/4001?access_token=none").status,
          try await server.client.send("GET", "/services/100101?\(token)").status,
        ]
      }
    }
    #expect(try await statuses([]) == [401, 401, 401])
    let fault = try #require(AllFaults.fault(id: "query-token-accepted"))
    #expect(try await statuses([fault]) == [200, 401, 401])
  }

  @Test func theChallengeIsMissingByItsFaultOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "challenge-missing"))
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      let answer = try await server.client.send("GET", "/customers/900123456/portfolio")
      try expectErrorBody(answer, status: 401)
      #expect(answer.header("www-authenticate") == nil)
      let other = try await server.client.send("GET", "/services/100101")
      #expect(other.header("www-authenticate") != nil)
    }
  }

  @Test func whatIsRefusedIsDoneByItsFaultOnly() async throws {
    /// How many services there are after each refused change.
    func counts(_ faults: [any Fault]) async throws -> [Int] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        var counts: [Int] = []
        for (method, path, body) in [
          ("POST", "/profiles/7002/services", #"{"serviceCollection":[{"partnum":"100105"}]}"#),
          ("DELETE", "/profiles/7002", #"{"serviceCollection":[{"partnum":"100101"}]}"#),
          ("DELETE", "/profiles/7002", #"{"serviceCollection":[{"partnum":"100210"}]}"#),
        ] {
          let refused = try await server.client.send(
            method, path, headers: [TestServer.json], body: Array(body.utf8))
          try expectErrorBody(refused, status: 401, code: "unauthorized")
          #expect(refused.header("www-authenticate") == "Bearer realm=\"crm\"")
          let list = try await server.get("/accounts/profiles/7002/services")
          counts.append(try #require(list["serviceCollection"]?.array).count)
        }
        return counts
      }
    }
    #expect(try await counts([]) == [3, 3, 3])
    let fault = try #require(AllFaults.fault(id: "refused-still-changes"))
    #expect(try await counts([fault]) == [4, 3, 2])
  }

  @Test func whatMayNotBeErasedIsErasedByItsFaultOnly() async throws {
    func statuses(_ faults: [any Fault]) async throws -> [Int] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        _ = try await server.send(
          "POST", "/lines/recordings",
          #"""
          {"extensions":[2105],"start":"2026-01-01T00:00:00Z","end":"2026-02-01T00:00:00Z"}
          """#)
        let refused = try await server.client.send("GET", "/calls/310501/recordings")
        try expectErrorBody(refused, status: 401, code: "unauthorized")
        return [
          try await server.send("GET", "/calls/1/310501/recordings").status,
          try await server.send("GET", "/calls/1/310502/recordings").status,
        ]
      }
    }
    #expect(try await statuses([]) == [200, 200])
    let fault = try #require(AllFaults.fault(id: "refused-still-erases"))
    #expect(try await statuses([fault]) == [404, 200])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { id }
    let id: String
    let shows: @Sendable (HTTPAnswer) throws -> Bool
  }

  static let rows = [
    Row(id: "token-type-missing") { try $0.json()["token_type"] == nil },
    Row(id: "token-lifetime-text") { try $0.json()["expires_in"]?.string == "an hour" },
    Row(id: "token-cacheable") { $0.header("cache-control") == "max-age=3600" },
  ]

  @Test(arguments: rows) func tokensAreGivenWrongly(_ row: Row) async throws {
    func answer(_ faults: [any Fault]) async throws -> HTTPAnswer {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        let form = "client_id=tester&client_secret=a+secret%3A+with+%2B+and+%25"
        return try await server.client.send(
          "POST", "/oauth/client_credential/accesstoken?grant_type=client_credentials",
          headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
      }
    }
    let fault = try #require(AllFaults.fault(id: row.id))
    let broken = try await answer([fault])
    #expect(broken.status == 200)
    let isShown = try row.shows(broken)
    #expect(isShown)
    let honest = try await answer([])
    let isShownHonestly = try row.shows(honest)
    #expect(!isShownHonestly)
  }
}
