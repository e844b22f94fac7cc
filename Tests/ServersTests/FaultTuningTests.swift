import Documents
import Servers
import Testing

/// What stands behind a fault's id.
struct FaultTuningTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { text }
    let text: String
    let id: String
    var operation: String?
    var field: String?
    var after = 0
    var probability = 1.0
  }

  static let rows = [
    Row(text: "teapot:operation=GET /accounts", id: "teapot", operation: "GET /accounts"),
    Row(text: "missing-field:field=a,b,after=3", id: "missing-field", field: "a,b", after: 3),
    Row(
      text: "missing-property:a.b:probability=0.25,after=10", id: "missing-property:a.b", after: 10,
      probability: 0.25),
    Row(
      text: "other-status:GET /a/{b=c}:404:after=1", id: "other-status:GET /a/{b=c}:404", after: 1),
    Row(
      text: "null-field:operation=GET /a,field=x", id: "null-field", operation: "GET /a", field: "x"
    ),
  ]

  @Test(arguments: rows) func isReadFromTheEnd(_ row: Row) throws {
    let (id, tuning) = try FaultTuning.split(row.text)
    #expect(id == row.id)
    #expect(tuning?.operation == row.operation)
    #expect(tuning?.field == row.field)
    #expect(tuning?.after == row.after)
    #expect(tuning?.probability == row.probability)
  }

  @Test(arguments: ["teapot", "missing-property:a.b", "other-status:GET /accounts:404"])
  func anIdAloneHasNone(_ text: String) throws {
    let (id, tuning) = try FaultTuning.split(text)
    #expect(id == text)
    #expect(tuning == nil)
  }

  @Test(arguments: [
    "teapot:after=-1", "teapot:after=x", "teapot:after=", "teapot:probability=0",
    "teapot:probability=1.5", "teapot:probability=nan", "teapot:operation=", "teapot:field=",
  ])
  func whatCannotBeIsRefused(_ text: String) {
    #expect(throws: FaultTuning.Misuse.self) { try FaultTuning.split(text) }
  }

  private func tuned(_ text: String) throws -> TunedFault {
    let (id, tuning) = try FaultTuning.split(text)
    return try TunedFault(
      try #require(AllFaults.fault(id: id)), try #require(tuning), id: text)
  }

  @Test(arguments: [
    // Made for one operation.
    "negative-id-crash:operation=GET /accounts", "wrong-item:operation=GET /accounts",
    // About no member.
    "teapot:field=x",
  ])
  func notEveryFaultTakesAll(_ text: String) {
    #expect(throws: FaultTuning.Misuse.self) { try tuned(text) }
  }

  private func statuses(_ text: String, _ path: String, _ count: Int) async throws -> [Int] {
    let fault = try tuned(text)
    return try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      var statuses: [Int] = []
      for _ in 0..<count { statuses.append(try await server.send("GET", path).status) }
      return statuses
    }
  }

  @Test func theFirstRequestsAreSpared() async throws {
    let path = "/accounts/4001/profiles"
    #expect(try await statuses("teapot:after=2", path, 4) == [200, 200, 418, 418])
    #expect(try await statuses("teapot:after=2", "/accounts/4001", 4) == [200, 200, 200, 200])
  }

  @Test func someRequestsAreSparedAndAlwaysTheSame() async throws {
    let path = "/accounts/4001/profiles"
    let first = try await statuses("teapot:probability=0.5", path, 20)
    #expect(Set(first) == [200, 418])
    #expect(try await statuses("teapot:probability=0.5", path, 20) == first)
  }

  @Test func anotherOperationAndMemberAreBroken() async throws {
    let fault = try tuned("missing-field:operation=GET /accounts/{accountId},field=email")
    let observed = ObservedFault(fault)
    try await TestServer.run(TestServer.configuration(faults: [observed])) { server in
      let account = try await server.get("/accounts/4001")
      #expect(account["email"] == nil)
      #expect(account["imsi"] != nil)
      _ = try await server.send("GET", "/accounts/999999999")
      let line = try await server.get("/accounts/profiles?msisdn=573001000100")
      #expect(line["account"] != nil)
    }
    #expect(observed.seen.concerned == 2)
    #expect(observed.seen.changed == 1)
  }
}
