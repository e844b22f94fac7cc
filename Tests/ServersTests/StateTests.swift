import Documents
import Servers
import Testing

/// What one operation changes, others show.
struct StateTests {
  private static let january = #""start":"2026-01-01T00:00:00Z","end":"2026-02-01T00:00:00Z""#

  private func partnums(_ server: TestServer, _ profile: Int) async throws -> [String] {
    let body = try await server.get("/accounts/profiles/\(profile)/services")
    return try #require(body["serviceCollection"]?.array).compactMap { $0["partnum"]?.string }
  }

  private func body(_ partnums: String...) -> String {
    let items = partnums.map { #"{"partnum":"\#($0)"}"# }
    return #"{"serviceCollection":[\#(items.joined(separator: ","))]}"#
  }

  @Test func aServiceIsAddedChangedAndRemoved() async throws {
    try await TestServer.run { server in
      let before = try await server.get("/accounts/profiles/7002")
      let added = try await server.send("POST", "/profiles/7002/services", body("100105"))
      #expect(added.status == 200)
      #expect(try await partnums(server, 7002) == ["100101", "100210", "100108", "100105"])
      let after = try await server.get("/accounts/profiles/7002")
      #expect(after["servicesAmount"]?.string == "4")
      #expect(after["value"]?.integer == (before["value"]?.integer ?? 0) + 4_900)
      #expect(after["totalValue"]?.integer == 2 * (after["value"]?.integer ?? 0))

      let entry = try #require(after["serviceCollection"]?[3]?["id"]?.integer)
      let changed = try await server.send(
        "PUT", "/profile/7002", #"{"service":[{"id":\#(entry),"partnum":"100106"}]}"#)
      #expect(changed.status == 200)
      #expect(try await partnums(server, 7002).last == "100106")

      let removed = try await server.send("DELETE", "/profiles/7002", body("100106"))
      #expect(removed.status == 200)
      #expect(try await partnums(server, 7002) == ["100101", "100210", "100108"])
      #expect(try await server.get("/accounts/profiles/7002")["value"]?.integer == 91_800)
    }
  }

  @Test func addingTwiceKeepsOneEntry() async throws {
    try await TestServer.run { server in
      for _ in 0..<2 {
        let answer = try await server.send("POST", "/profiles/7002/services", body("100105"))
        #expect(answer.status == 200)
      }
      #expect(try await partnums(server, 7002).filter { $0 == "100105" }.count == 1)
    }
  }

  @Test func aListIsAppliedWholeOrNotAtAll() async throws {
    try await TestServer.run { server in
      let before = try await partnums(server, 7002)
      let list = body("100101", "100105")
      try expectErrorBody(try await server.send("DELETE", "/profiles/7002", list), status: 404)
      try expectErrorBody(
        try await server.send("POST", "/profiles/7002/services", body("100105", "999")),
        status: 404)
      try expectErrorBody(
        try await server.send(
          "PUT", "/profile/7002",
          #"{"service":[{"id":90020,"partnum":"100102"},{"id":90030,"partnum":"100102"}]}"#),
        status: 409, code: "conflict")
      try expectErrorBody(
        try await server.send(
          "PUT", "/profile/7002",
          #"{"service":[{"id":90020,"partnum":"100102"},{"id":90030,"partnum":"100103"}]}"#),
        status: 404)
      #expect(try await partnums(server, 7002) == before)
    }
  }

  @Test(arguments: ["", "{}", #"{"serviceCollection":[]}"#, "null", "[]"])
  func deletingWithoutAListDeletesNothing(_ body: String) async throws {
    try await TestServer.run { server in
      let before = try await partnums(server, 7002)
      try expectErrorBody(
        try await server.send("DELETE", "/profiles/7002", body), status: 400,
        code: "invalid_body")
      #expect(try await partnums(server, 7002) == before)
    }
  }

  @Test func recordingsAreMadeListedDownloadedAndErased() async throws {
    try await TestServer.run { server in
      let wanted = #"{"extensions":[2106,2105],\#(Self.january)}"#
      try expectErrorBody(try await server.send("GET", "/calls/1/310501/recordings"), status: 404)
      let list = try await server.send("POST", "/lines/recordings", wanted).json()
      let calls = try #require(list.array)
      #expect(
        calls.map { $0["idCall"]?.integer } == [310501, 310502, 310503, 310601, 310602, 310603])
      for call in calls {
        let id = try #require(call["idCall"]?.integer)
        let format = try #require(call["idFormat"]?.integer)
        let recording = try await server.get("/calls/\(format)/\(id)/recordings")
        #expect(recording["route"]?.string == "/recordings/\(id).\(format == 1 ? "wav" : "mp3")")
        try expectErrorBody(
          try await server.send("GET", "/calls/\(3 - format)/\(id)/recordings"), status: 404)
      }
      #expect(try await server.send("HEAD", "/calls/310501/recordings").status == 200)
      #expect(try await server.get("/calls/310501/recordings")["code"]?.integer == 0)
      try expectErrorBody(try await server.send("GET", "/calls/310501/recordings"), status: 404)
      try expectErrorBody(try await server.send("GET", "/calls/1/310501/recordings"), status: 404)
      #expect(try await server.send("HEAD", "/calls/310501/recordings").status == 404)
      _ = try await server.get("/calls/1/310502/recordings")

      let again = try await server.send("POST", "/lines/recordings", wanted)
      #expect(again.body == JSONWriter.bytes(list))
      _ = try await server.get("/calls/1/310501/recordings")
    }
  }

  struct Selection: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: String
    let calls: [Int]
  }

  static let selections = [
    Selection(
      testDescription: "inbound", body: #"{"extensions":[2101],\#(january),"direction":"INBOUND"}"#,
      calls: [310101, 310103]),
    Selection(
      testDescription: "outbound",
      body: #"{"extensions":[2101],\#(january),"direction":"OUTBOUND"}"#, calls: [310102]),
    Selection(
      testDescription: "an extension given twice", body: #"{"extensions":[2101,2101],\#(january)}"#,
      calls: [310101, 310102, 310103]),
    Selection(
      testDescription: "an extension that does not record",
      body: #"{"extensions":[2102],\#(january)}"#, calls: []),
    Selection(
      testDescription: "both ends included",
      body: """
        {"extensions":[2101],"start":"2026-01-05T08:01:00-05:00","end":"2026-01-06T13:01:00Z"}
        """, calls: [310101, 310102]),
    Selection(
      testDescription: "one second too late and too early",
      body: """
        {"extensions":[2101],"start":"2026-01-05T08:01:01-05:00","end":"2026-01-06T13:00:59.9Z"}
        """, calls: []),
  ]

  @Test(arguments: selections) func recordingsFollowTheRequest(_ row: Selection) async throws {
    try await TestServer.run { server in
      let answer = try await server.send("POST", "/lines/recordings", row.body)
      #expect(answer.status == 200, "\(answer.text)")
      #expect(try answer.json().array?.map { $0["idCall"]?.integer } == row.calls)
    }
  }

  struct Period: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(from) to \(till)" }
    let from: String
    let till: Int
    /// Company of the call found; nil for a 404.
    let company: String?
  }

  static let periods = [
    Period(from: "2026-01-01", till: 1_769_921_999, company: "Movistar"),
    Period(from: "2026-01-01", till: 1_767_884_399, company: "Claro"),
    Period(from: "2026-01-01", till: 1_767_711_600, company: "Tigo"),
    Period(from: "2026-01-01", till: 1_767_711_599, company: nil),
    Period(from: "2026-01-09", till: 1_769_921_999, company: nil),
    Period(from: "2024-02-29", till: Int.max, company: "Movistar"),
  ]

  @Test(arguments: periods) func theLatestCallOfThePeriodIsGiven(_ row: Period) async throws {
    try await TestServer.run { server in
      let target = "/customers/573001000100/calls/details?dateFrom=\(row.from)&dateTill=\(row.till)"
      guard let company = row.company else {
        return try expectErrorBody(try await server.send("GET", target), status: 404)
      }
      let call = try await server.get(target)
      #expect(call["company"]?.string == company)
      let seconds = ["airTime", "interconnectionTime"].compactMap { call[$0]?.integer }
      #expect(call["callDuration"]?.integer == seconds.reduce(0, +))
      let cents = ["airAmount", "interconnectionAmount", "callAmount"].compactMap { name in
        call[name]?.string.flatMap { Int($0.filter { $0 != "." }) }
      }
      #expect(cents.count == 3 && cents[0] + cents[1] == cents[2])
    }
  }

  struct Document: Sendable, CustomTestStringConvertible {
    var testDescription: String { request }
    let request: String
    /// Nil for a 404.
    let id: String?
  }

  static let documents = [
    Document(request: "900123456?movil=573001000100", id: "CORP-0002"),
    Document(request: "900123456?movil=573001000100&segment=CORPORATE", id: "CORP-0002"),
    Document(request: "900123456?movil=573001000100&document=CORP-0001", id: "CORP-0001"),
    Document(request: "900123456?movil=573001000100&segment=&document=", id: "CORP-0002"),
    Document(request: "900123456?movil=573001000100&segment=MASIVE", id: nil),
    Document(request: "900123456?movil=573001000100&document=CORP-0003", id: nil),
    Document(request: "900123456?movil=573001000300", id: nil),
    Document(
      request: "52345678?movil=573101234567&segment=MASIVE&additional=x%26y", id: "MAS-0001"),
  ]

  @Test(arguments: documents)
  func documentsAreChosenByEveryGivenParameter(_ row: Document) async throws {
    try await TestServer.run { server in
      let answer = try await server.send("GET", "/documents/\(row.request)")
      guard let id = row.id else { return try expectErrorBody(answer, status: 404) }
      #expect(try answer.json()["url"]?.string == "https://documents.example.com/\(id).pdf")
    }
  }

  @Test func aBranchNamesItsParentAndAHeadAccountItself() async throws {
    try await TestServer.run { server in
      #expect(try await server.get("/accounts/4002")["parentAccountId"]?.string == "4001")
      #expect(try await server.get("/accounts/4003")["parentAccountId"]?.string == "4003")
      let company = try await server.get("/accounts?idType=NIT&id=900123456")
      #expect(company["accountCollection"]?.array?.count == 2)
      #expect(try await server.get("/customers/802007551/portfolio").array?.isEmpty == true)
    }
  }

  @Test func everyProcessGetsItsOwnNumber() async throws {
    try await TestServer.run { server in
      var numbers: Set<String> = []
      for _ in 0..<3 {
        let answer = try await server.send(
          "POST", "/accounts/4003/processes", #"{"consultantId":502}"#)
        numbers.insert(try #require(try answer.json()["payload"]?.string))
      }
      #expect(numbers.count == 3)
    }
  }
}
