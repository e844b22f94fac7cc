import Contracts
import Documents
import FoundationEssentials
import Servers
import Testing

/// What a mock remembers.
struct MockStateTests {
  private static let tasks = "/lists/home/tasks"

  @Test func aThingIsMadeFoundChangedListedAndDeleted() async throws {
    let configuration = try MockTestServer.configuration(MockDefinitions.tasks)
    try await MockTestServer.run(configuration) { server in
      let made = try await server.send("POST", Self.tasks, json: #"{"title":"wash up"}"#)
      #expect(made.status == 201)
      let task = try made.json()
      #expect(task["title"]?.string == "wash up")
      let id = try #require(task["id"]?.integer)
      let location = try #require(made.header("location"))
      #expect(location == "\(Self.tasks)/\(id)")

      #expect(try await server.send("GET", location).text == made.text)
      let patched = try await server.send(
        "PATCH", location, json: #"{"note":"soon"}"#
      ).json()
      #expect(patched["title"]?.string == "wash up")
      #expect(patched["note"]?.string == "soon")
      let replaced = try await server.send("PUT", location, json: #"{"title":"dry"}"#).json()
      #expect(replaced["title"]?.string == "dry")
      #expect(replaced["note"] == nil)
      #expect(replaced["id"]?.integer == id)
      let again = try await server.send("GET", location).json()
      #expect(again["title"]?.string == "dry")

      let list = try await server.send("GET", Self.tasks).json()
      #expect(list["items"]?.array?.count == 1)
      #expect(list["items"]?[0]?["id"]?.integer == id)
      #expect(list["total"]?.integer == 1)

      let deleted = try await server.send("DELETE", location)
      #expect(deleted.status == 204)
      #expect(deleted.body.isEmpty)
      for method in ["GET", "DELETE"] {
        try await server.expect(404, method, location)
      }
      let changed = try await server.send("PATCH", location, json: #"{"title":"x"}"#)
      #expect(changed.status == 404)
      // Another list has things of its own.
      try await server.expect(200, "GET", "/lists/office/tasks/\(id)")
    }
  }

  @Test func whatNobodySpokeOfIsMadeUpWithTheIDThatWasAskedFor() async throws {
    let configuration = try MockTestServer.configuration(MockDefinitions.tasks)
    try await MockTestServer.run(configuration) { server in
      let found = try await server.send("GET", Self.tasks + "/77").json()
      #expect(found["id"]?.integer == 77)
      let patched = try await server.send(
        "PATCH", Self.tasks + "/77", json: #"{"title":"known now"}"#
      ).json()
      #expect(patched["id"]?.integer == 77)
      let again = try await server.send("GET", Self.tasks + "/77").json()
      #expect(again["title"]?.string == "known now")
    }
  }

  @Test func equalThingsGetIdsOfTheirOwn() async throws {
    let configuration = try MockTestServer.configuration(MockDefinitions.tasks)
    try await MockTestServer.run(configuration) { server in
      var ids: Set<Int> = []
      for _ in 0..<20 {
        let made = try await server.send("POST", Self.tasks, json: #"{"title":"same"}"#).json()
        ids.insert(try #require(made["id"]?.integer))
      }
      #expect(ids.count == 20)
      func count(_ query: String) async throws -> Int? {
        try await server.send("GET", Self.tasks + query).json()["items"]?.array?.count
      }
      #expect(try await count("") == 20)
      #expect(try await count("?limit=7") == 7)
      #expect(try await count("?limit=7&page=3") == 6)
      #expect(try await count("?limit=9223372036854775807&page=9223372036854775807") == 0)
      #expect(try await count("?limit=7&page=-9223372036854775808") == 7)
      #expect(try await count("?limit=-9223372036854775808") == 0)
    }
  }

  @Test func anIDThatIsThereIsAConflict() async throws {
    let configuration = try MockTestServer.configuration(MockDefinitions.tasks)
    try await MockTestServer.run(configuration) { server in
      let body = #"{"id":5,"title":"own id"}"#
      let made = try await server.send("POST", Self.tasks, json: body)
      #expect(made.status == 201)
      #expect(try made.json()["id"]?.integer == 5)
      try await server.expect(409, "POST", Self.tasks, json: body)
      try await server.expect(204, "DELETE", Self.tasks + "/5")
      try await server.expect(201, "POST", Self.tasks, json: body)
    }
  }

  @Test func whatTheFixturesMissIsNotFound() async throws {
    var configuration = try MockTestServer.configuration(MockDefinitions.tasks)
    configuration.absence = MockAbsence(
      parameters: .init(of: [("id", .integer(9))]),
      operations: [
        Contract.Operation.ID(method: "DELETE", path: "/lists/{list}/tasks/{id}"): .init(
          parameters: .init(of: [("id", .string("10"))]))
      ])
    try await MockTestServer.run(configuration) { server in
      try await server.expect(404, "GET", Self.tasks + "/9")
      try await server.expect(200, "GET", Self.tasks + "/10")
      try await server.expect(404, "DELETE", Self.tasks + "/10")
      try await server.expect(204, "DELETE", Self.tasks + "/11")
    }
  }

  @Test func aFileOutlivesTheServer() async throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).sqlite").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var configuration = try MockTestServer.configuration(MockDefinitions.tasks)
    configuration.store = .file(path)
    let made = try await MockTestServer.run(configuration) { server in
      _ = try await server.send("DELETE", Self.tasks + "/3")
      return try await server.send("POST", Self.tasks, json: #"{"id":4,"title":"kept"}"#).text
    }
    try await MockTestServer.run(configuration) { server in
      #expect(try await server.send("GET", Self.tasks + "/4").text == made)
      try await server.expect(404, "GET", Self.tasks + "/3")
    }
  }

  @Test func aFaultOfTheContractShows() async throws {
    var configuration = try MockTestServer.configuration(MockDefinitions.tasks)
    let id = "missing-property:Task.title"
    configuration.faults = ContractFaults.all(for: configuration.contract).filter { $0.id == id }
    #expect(configuration.faults.count == 1)
    try await MockTestServer.run(configuration) { server in
      let found = try await server.send("GET", Self.tasks + "/1").json()
      #expect(found["id"] != nil)
      #expect(found["title"] == nil)
    }
  }
}

extension ValueObject {
  fileprivate init(of pairs: [(String, Value)]) {
    self = Value.object(pairs).object ?? ValueObject()
  }
}
