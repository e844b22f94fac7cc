import Documents
import Servers
import Testing

/// Faults that answer another one's data, or more or less than was asked for.
struct DataFaultTests {
  static let ids = Set(rows.map(\.id)).union(["direction-ignored"])

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { id }
    let id: String
    let path: String
    /// Of the honest server.
    let status: Int
    /// Whether a 200 shows the fault; it shows none of the honest server.
    let shows: @Sendable (Value) -> Bool
    /// What the fault has nothing to do with.
    let other: String
  }

  static let rows = [
    Row(
      id: "others-profile", path: "/accounts/profiles/7001", status: 200,
      shows: { $0["id"]?.string == "7002" }, other: "/accounts/profiles/7003"),
    Row(
      id: "others-document",
      path: "/documents/52345678?movil=573101234567&segment=MASIVE&document=MAS-0001",
      status: 200, shows: { $0["url"]?.string?.contains("MAS-0002") == true },
      other: "/documents/900123456?movil=573001000100&segment=CORPORATE"),
    Row(
      id: "segment-ignored",
      path: "/documents/900123456?movil=573001000100&segment=MASIVE&document=CORP-0002",
      status: 404, shows: { $0["url"]?.string?.contains("CORP-0002") == true },
      other: "/documents/900123456?movil=573001000100&segment=OTHER&document=CORP-0002"),
    Row(
      id: "short-lists", path: "/accounts/profiles/7001/lines", status: 200,
      shows: { $0["lineCollection"]?.array?.count == 1 }, other: "/accounts/profiles/7001"),
  ]

  @Test(arguments: rows) func showsInItsAnswerOnly(_ row: Row) async throws {
    let fault = try #require(AllFaults.fault(id: row.id))
    let honest = try await answers(row, [])
    let broken = try await answers(row, [fault])
    #expect(honest[0].status == row.status)
    let isShownHonestly = row.shows(try honest[0].json())
    #expect(!isShownHonestly)
    #expect(broken[0].status == 200)
    let isShown = row.shows(try broken[0].json())
    #expect(isShown, "\(broken[0].text)")
    #expect(broken[1].status == honest[1].status && broken[1].body == honest[1].body)
  }

  private func answers(_ row: Row, _ faults: [any Fault]) async throws -> [HTTPAnswer] {
    try await TestServer.run(TestServer.configuration(faults: faults)) { server in
      [try await server.send("GET", row.path), try await server.send("GET", row.other)]
    }
  }

  @Test func directionsAreMixedByTheirFaultOnly() async throws {
    func directions(_ faults: [any Fault]) async throws -> [Set<String>] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        var directions: [Set<String>] = []
        for direction in ["INBOUND", "OUTBOUND", "BOTH"] {
          let answer = try await server.send(
            "POST", "/lines/recordings",
            #"""
            {"extensions":[2105],"start":"2026-01-01T00:00:00Z","end":"2026-02-01T00:00:00Z",
            "direction":"\#(direction)"}
            """#)
          let calls = try #require(try answer.json().array)
          directions.append(Set(calls.compactMap { $0["direction"]?.string }))
        }
        let wrong = try await server.send(
          "POST", "/lines/recordings",
          #"""
          {"extensions":[2105],"start":"2026-01-01T00:00:00Z","end":"2026-02-01T00:00:00Z",
          "direction":"UP"}
          """#)
        #expect(wrong.status == 400)
        return directions
      }
    }
    let both: Set = ["INBOUND", "OUTBOUND"]
    #expect(try await directions([]) == [["INBOUND"], ["OUTBOUND"], both])
    let fault = try #require(AllFaults.fault(id: "direction-ignored"))
    #expect(try await directions([fault]) == [both, both, both])
  }
}
