import Documents
import FoundationEssentials
import Servers
import Testing

/// Starting, stopping, and what outlives a stop.
struct LifecycleTests {
  @Test func theRealPortIsReportedAndClosedAfterwards() async throws {
    let server = try await ReferenceServer.start(TestServer.configuration())
    let client = try HTTPClient(baseURL: server.baseURL)
    #expect(client.port != 0)
    #expect(try await client.send("GET", "/nope").status == 404)
    await server.stop()
    await server.stop()
    await #expect(throws: HTTPClient.Failure.self) { try await client.send("GET", "/nope") }
  }

  @Test func anIdleConnectionDoesNotDelayTheStop() async throws {
    let server = try await ReferenceServer.start(TestServer.configuration())
    let client = try HTTPClient(baseURL: server.baseURL)
    let (answered, signal) = AsyncStream.makeStream(of: Void.self)
    // Kept alive: ends when the server closes it, or after the client's 20 seconds with an error.
    async let idle = client.exchange(Array("GET /nope HTTP/1.1\r\nHost: x\r\n\r\n".utf8)) {
      signal.finish()
    }
    for await _ in answered {}
    let started = ContinuousClock.now
    await server.stop()
    #expect(ContinuousClock.now - started < .seconds(5))
    let answer = try await idle
    #expect(String(decoding: answer.prefix(12), as: UTF8.self) == "HTTP/1.1 404")
  }

  @Test func aPortInUseIsAnError() async throws {
    let first = try await ReferenceServer.start(TestServer.configuration())
    var second = TestServer.configuration()
    second.port = Int(try HTTPClient(baseURL: first.baseURL).port)
    await #expect(throws: (any Error).self) { try await ReferenceServer.start(second) }
    await first.stop()
  }

  @Test func anUnusableStoreIsAnError() async throws {
    let configuration = TestServer.configuration(store: .file("/nonexistent/folder/crm.sqlite"))
    await #expect(throws: (any Error).self) { try await ReferenceServer.start(configuration) }
  }

  @Test func twoServersShareNothing() async throws {
    let body = #"{"serviceCollection":[{"partnum":"100105"}]}"#
    try await TestServer.run { one in
      let other = try await ReferenceServer.start(TestServer.configuration())
      let client = try HTTPClient(baseURL: other.baseURL)
      let foreign = TestServer(client: client, token: one.token)
      try expectErrorBody(try await foreign.send("GET", "/accounts/4001"), status: 401)
      #expect(try await one.send("POST", "/profiles/7002/services", body).status == 200)
      let second = TestServer(client: client, token: try await TestServer.newToken(client))
      let profile = try await second.get("/accounts/profiles/7002")
      #expect(profile["servicesAmount"]?.string == "3")
      await other.stop()
    }
  }

  @Test func aFileStoreSurvivesARestart() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/muster-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let configuration = TestServer.configuration(store: .file(folder + "/crm.sqlite"))
    let body = #"{"serviceCollection":[{"partnum":"100105"}]}"#
    try await TestServer.run(configuration) { server in
      let added = try await server.send("POST", "/profiles/7002/services", body)
      #expect(added.status == 200)
    }
    try await TestServer.run(configuration) { server in
      let profile = try await server.get("/accounts/profiles/7002")
      #expect(profile["servicesAmount"]?.string == "4")
      #expect(try await server.send("DELETE", "/profiles/7002", body).status == 200)
    }
    try await TestServer.run(configuration) { server in
      let profile = try await server.get("/accounts/profiles/7002")
      #expect(profile["servicesAmount"]?.string == "3")
    }
  }

  @Test(.timeLimit(.minutes(1))) func concurrentWritersLoseNoUpdate() async throws {
    try await TestServer.run { server in
      try await withThrowingTaskGroup(of: Int.self) { group in
        for writer in 1...32 {
          // 100210 is there from the start: 31 of the 32 are new.
          let body = #"{"serviceCollection":[{"partnum":"\#(100_200 + writer)"}]}"#
          group.addTask {
            try await server.send("POST", "/profiles/7006/services", body).status
          }
        }
        for try await status in group { #expect(status == 200) }
      }
      let profile = try await server.get("/accounts/profiles/7006")
      #expect(profile["servicesAmount"]?.string == "34")
      let services = try #require(profile["serviceCollection"]?.array)
      #expect(Set(services.compactMap { $0["id"]?.integer }).count == 34)
      let prices = services.compactMap { $0["price"]?.integer }
      #expect(profile["value"]?.integer == prices.reduce(0, +))
    }
  }
}
