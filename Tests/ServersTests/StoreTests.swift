import Documents
import Foundation
import GRDB
import Logging
import Testing

@testable import Servers

/// Stores that earlier and later versions made, and the data that a new one has.
struct StoreTests {
  private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func withFile<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.path + "/muster-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder + "/crm.sqlite")
  }

  @Test func aStoreOfAnEarlierVersionIsBroughtUpToDate() async throws {
    try await withFile { path in
      do {
        let queue = try DatabaseQueue(path: path)
        try CRMSchema.migrator.migrate(queue, upTo: "2-seed")
        try await queue.write { database in
          try database.execute(sql: "UPDATE account SET name = 'Renamed' WHERE id = 4005")
        }
        try queue.close()
      }
      let configuration = TestServer.configuration(store: .file(path))
      for _ in 0..<2 {
        try await TestServer.run(configuration) { server in
          // What was there is kept, what is new is added, once.
          let account = try await server.get("/accounts/4005")
          #expect(account["accountName"]?.string == "Renamed")
          let many = try await accounts(server)
          #expect(many.count == 120)
        }
      }
    }
  }

  @Test func aStoreOfALaterVersionIsRefused() async throws {
    try await withFile { path in
      do {
        let queue = try DatabaseQueue(path: path)
        var migrator = CRMSchema.migrator
        migrator.registerMigration("9-later") {
          try $0.execute(sql: "CREATE TABLE later (id INTEGER PRIMARY KEY)")
        }
        try migrator.migrate(queue)
        try queue.close()
      }
      #expect(throws: CRMStore.Superseded.self) {
        try CRMStore(.file(path), logger: Self.silent)
      }
    }
  }

  @Test func oneCustomerHasLongLists() async throws {
    try await TestServer.run { server in
      let accounts = try await accounts(server)
      #expect(accounts.count == 120)
      #expect(Set(accounts.compactMap { $0["accountId"]?.string }).count == 120)
      let profiles = try await server.get("/accounts/5001/profiles")["profileCollection"]?.array
      #expect(profiles?.count == 60)
      let profile = try await server.get("/accounts/profiles/8001")
      let lines = try #require(profile["lineCollection"]?.array)
      let services = try #require(profile["serviceCollection"]?.array)
      #expect(lines.count == 250 && services.count == 48)
      #expect(profile["linesAmount"]?.string == "250")
      let value = services.compactMap { $0["price"]?.integer }.reduce(0, +)
      #expect(profile["value"]?.integer == value)
      #expect(profile["totalValue"]?.integer == value * 250)
      let sites = try await server.get("/customers/811007342/portfolio").array
      #expect(sites?.count == 40)
      #expect(sites?.allSatisfy { $0["extensions"]?.array?.count == 3 } == true)
      let msisdn = try #require(lines.last?["msisdn"]?.string)
      let line = try await server.get("/accounts/profiles?msisdn=\(msisdn)")
      #expect(line["account"]?["accountId"]?.string == "5001")
    }
  }

  private func accounts(_ server: TestServer) async throws -> [Value] {
    try await server.get("/accounts?idType=NIT&id=811007342")["accountCollection"]?.array ?? []
  }
}
