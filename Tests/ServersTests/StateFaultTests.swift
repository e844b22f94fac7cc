import Documents
import Servers
import Testing

/// Faults that show only after something else was done.
struct StateFaultTests {
  static let ids: Set<String> = [
    "added-not-listed", "removed-still-listed", "erased-still-served", "lost-update", "stale-read",
    "profile-gone", "fails-after-change", "second-update-lost",
  ]

  private func partnums(_ server: TestServer, _ profile: Int) async throws -> [String] {
    let body = try await server.get("/accounts/profiles/\(profile)/services")
    return try #require(body["serviceCollection"]?.array).compactMap { $0["partnum"]?.string }
  }

  private static let service = #"{"serviceCollection":[{"partnum":"100105"}]}"#

  /// The lists before, after adding part 100105, after removing it, and the unconcerned profile's.
  private func lists(_ id: String?) async throws -> [[String]] {
    let faults = try id.map { [try #require(AllFaults.fault(id: $0))] } ?? []
    return try await TestServer.run(TestServer.configuration(faults: faults)) { server in
      var lists = [try await partnums(server, 7002)]
      let added = try await server.send("POST", "/profiles/7002/services", Self.service)
      #expect(added.status == 200)
      lists.append(try await partnums(server, 7002))
      let removed = try await server.send("DELETE", "/profiles/7002", Self.service)
      #expect(removed.status == 200)
      lists.append(try await partnums(server, 7002))
      lists.append(try await partnums(server, 7003))
      return lists
    }
  }

  @Test func listsForgetOrKeepByTheirFaultsOnly() async throws {
    let honest = try await lists(nil)
    let before = honest[0]
    let other = honest[3]
    #expect(honest == [before, before + ["100105"], before, other])
    #expect(try await lists("added-not-listed") == [before, before, before, other])
    #expect(
      try await lists("removed-still-listed")
        == [before, before + ["100105"], before + ["100105"], other])
    #expect(try await lists("stale-read") == [before, before, before, other])
  }

  @Test func aChangeIsLostByItsFaultOnly() async throws {
    func lists(_ faults: [any Fault]) async throws -> [[String]] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        var lists = [try await partnums(server, 7002)]
        let changed = try await server.send(
          "PUT", "/profile/7002", #"{"service":[{"id":90020,"partnum":"100106"}]}"#)
        #expect(changed.status == 200)
        lists.append(try await partnums(server, 7002))
        return lists
      }
    }
    let honest = try await lists([])
    #expect(honest[0] != honest[1])
    let fault = try #require(AllFaults.fault(id: "lost-update"))
    #expect(try await lists([fault]) == [honest[0], honest[0]])
  }

  @Test func aFurtherChangeIsLostByItsFaultOnly() async throws {
    func lists(_ faults: [any Fault]) async throws -> [[String]] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        var lists: [[String]] = []
        for partnum in ["100106", "100107"] {
          let changed = try await server.send(
            "PUT", "/profile/7002", #"{"service":[{"id":90020,"partnum":"\#(partnum)"}]}"#)
          #expect(changed.status == 200)
          lists.append(try await partnums(server, 7002))
        }
        return lists
      }
    }
    let honest = try await lists([])
    #expect(honest[0].contains("100106") && honest[1].contains("100107"))
    let fault = try #require(AllFaults.fault(id: "second-update-lost"))
    #expect(try await lists([fault]) == [honest[0], honest[0]])
  }

  @Test func anErasedRecordingIsServedByItsFaultOnly() async throws {
    func statuses(_ faults: [any Fault]) async throws -> [Int] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        let asked = try await server.send(
          "POST", "/lines/recordings",
          #"""
          {"extensions":[2105],"start":"2026-01-01T00:00:00Z","end":"2026-02-01T00:00:00Z"}
          """#)
        let call = try #require(try asked.json().array?.first)
        let id = try #require(call["idCall"]?.integer)
        let format = try #require(call["idFormat"]?.integer)
        return [
          try await server.send("GET", "/calls/\(format)/\(id)/recordings").status,
          try await server.send("GET", "/calls/\(id)/recordings").status,
          try await server.send("GET", "/calls/\(format)/\(id)/recordings").status,
          try await server.send("GET", "/calls/\(3 - format)/999999999/recordings").status,
        ]
      }
    }
    #expect(try await statuses([]) == [200, 200, 404, 404])
    let fault = try #require(AllFaults.fault(id: "erased-still-served"))
    #expect(try await statuses([fault]) == [200, 200, 200, 404])
  }

  @Test func oneOperationBreaksAnotherByItsFaultOnly() async throws {
    func statuses(_ faults: [any Fault]) async throws -> [Int] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        var statuses: [Int] = []
        func look() async throws {
          for path in ["/accounts/profiles/7002", "/accounts/profiles/7003", "/services/100101"] {
            statuses.append(try await server.send("GET", path).status)
          }
        }
        _ = try await server.send("POST", "/profiles/7002/services", Self.service)
        try await look()
        _ = try await server.send("DELETE", "/profiles/7002", Self.service)
        try await look()
        _ = try await server.send(
          "PUT", "/profile/7003", #"{"service":[{"id":90031,"partnum":"100211"}]}"#)
        try await look()
        return statuses
      }
    }
    #expect(try await statuses([]) == Array(repeating: 200, count: 9))
    let gone = try #require(AllFaults.fault(id: "profile-gone"))
    #expect(try await statuses([gone]) == [200, 200, 200, 404, 200, 200, 404, 200, 200])
    let fails = try #require(AllFaults.fault(id: "fails-after-change"))
    #expect(try await statuses([fails]) == [200, 200, 200, 200, 200, 200, 200, 200, 500])
  }

  @Test func whatAFaultRemembersIsForgottenWithIt() async throws {
    let first = try await lists("stale-read")
    #expect(try await lists("stale-read") == first)
    let one = try #require(AllFaults.fault(id: "every-second-fails"))
    let other = try #require(AllFaults.fault(id: "every-second-fails"))
    for fault in [one, other] {
      try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
        let answer = try await server.send("GET", "/accounts?idType=NIT&id=900123456")
        #expect(answer.status == 200)
      }
    }
  }
}
