import Documents
import FoundationEssentials
import Servers
import Testing

/// Each fault breaks what its summary says, in the operation it names, and nothing else.
struct FaultTests {
  static let checks: Set<String> = [
    "status-code", "content-type", "body-schema", "error-body", "auth-enforced", "wire-json",
    "negative-accepted", "positive-rejected", "undocumented-property", "method-not-allowed",
    "server-error", "scope-enforced", "head-options", "required-parameter", "error-leak",
    "auth-challenge", "response-headers", "latency", "transport", "assertion", "token-answer",
  ]

  @Test func theListIsInOrder() throws {
    let ids = AllFaults.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    let operations = Set(try MarkdownFacts().operations)
    for fault in AllFaults.all {
      #expect(fault.id.contains(/^[a-z0-9]+(-[a-z0-9]+)*$/))
      #expect(!fault.summary.isEmpty && !fault.summary.hasSuffix("."))
      switch fault.scope {
      case .operation(let operation):
        #expect(operations.contains(operation), "\(fault.id): \(operation)")
      case .operations(let several):
        #expect(!several.isEmpty && operations.isSuperset(of: several), "\(fault.id)")
      case .otherMethods, .allOperations, .tokenEndpoint: break
      }
      #expect(operations.isSuperset(of: fault.places.map(\.operation)), "\(fault.id)")
      #expect(Self.checks.contains(fault.expectedCheck), "\(fault.id): \(fault.expectedCheck)")
      #expect(AllFaults.fault(id: fault.id).map { type(of: $0) == type(of: fault) } == true)
    }
    #expect(AllFaults.fault(id: "no-such-fault") == nil)
  }

  @Test func everyFileOfTheFolderIsListed() throws {
    let root = try #require(SpecFolder.root)
    let folder = root + "/Sources/Servers/Faults"
    try #require(FileManager.default.fileExists(atPath: folder))
    let faults = try ["", "/Auth", "/State", "/Timing", "/Wire"].flatMap { part in
      try FileManager.default.contentsOfDirectory(atPath: folder + part)
        .filter { $0.hasSuffix("Fault.swift") && $0 != "Fault.swift" }
    }
    #expect(Set(faults).count == faults.count)
    #expect(Set(faults) == Set(AllFaults.all.map { "\(type(of: $0)).swift" }))
  }

  /// Which cells of which operation a fault may change, and how it shows in the wire's bytes.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { id }
    let id: String
    let status: Int
    /// True where the tampered answer shows the fault.
    let shows: @Sendable (HTTPAnswer) throws -> Bool
  }

  static let rows = [
    Row(id: "wrong-type", status: 200) { try $0.json()["accountId"]?.integer == 4001 },
    Row(id: "integer-as-text", status: 200) { answer in
      try answer.json()["weight"]?.string.flatMap { Int($0) } != nil
    },
    Row(id: "fraction-for-integer", status: 200) {
      try $0.json()["value"]?.number?.text == "7.5"
    },
    Row(id: "wrong-item", status: 200) { answer in
      let numbers = try answer.json().array?.flatMap { site in
        site["extensions"]?.array?.map { $0["number"] } ?? []
      }
      return numbers?.filter { $0?.string != nil }.count == 1
    },
    Row(id: "missing-field", status: 200) { try $0.json().object?.names == ["weight"] },
    Row(id: "renamed-field", status: 200) { try $0.json().object?.names == ["uri"] },
    Row(id: "extra-field", status: 200) { try $0.json()["internalId"]?.integer == 17 },
    Row(id: "empty-object", status: 200) { $0.text == "{}" },
    Row(id: "null-field", status: 200) { try $0.json()["company"]?.isNull == true },
    Row(id: "invalid-date-time", status: 200) {
      try $0.json()["callDateTime"]?.string == "15/01/2026 08:30"
    },
    Row(id: "object-for-array", status: 200) { try $0.json()["portfolioList"]?.array != nil },
    Row(id: "error-body-missing", status: 404) { $0.body.isEmpty && $0.status == 404 },
    Row(id: "error-body-html", status: 404) {
      $0.status == 404 && $0.header("content-type") == "text/html" && $0.text.hasPrefix("<html>")
    },
    Row(id: "error-body-string", status: 404) { try $0.json()["error"]?.string == "not found" },
    Row(id: "error-page", status: 400) {
      $0.status == 400 && $0.header("content-type") == "text/html" && $0.text.hasPrefix("<html>")
    },
    Row(id: "error-key-renamed", status: 404) { try $0.json().object?.names == ["errors"] },
    Row(id: "error-empty-object", status: 404) { $0.status == 404 && $0.text == "{}" },
    Row(id: "unauthorised-empty", status: 401) { $0.status == 401 && $0.body.isEmpty },
    Row(id: "unauthorised-text", status: 401) {
      $0.status == 401 && $0.header("content-type") == "text/plain" && $0.text == "unauthorized"
    },
    Row(id: "missing-content-type", status: 200) {
      $0.header("content-type") == nil && !$0.body.isEmpty
    },
    Row(id: "unknown-success", status: 200) { $0.status == 299 },
    Row(id: "teapot", status: 200) { try $0.status == 418 && $0.json()["error"] != nil },
    Row(id: "token-not-checked", status: 401) { $0.status == 200 },
    Row(id: "no-validation", status: 400) { $0.status == 200 },
    Row(id: "wrong-content-type", status: 200) { $0.header("content-type") == "text/plain" },
    Row(id: "truncated-json", status: 200) { answer in
      answer.status == 200 && (try? answer.json()) == nil
    },
    Row(id: "duplicate-key", status: 200) { answer in
      let document = try JSONReader.read(answer.body, file: SourceFile(name: "<answer>"))
      return document.duplicateMembers.map(\.name) == ["msisdn"]
    },
    Row(id: "invalid-utf8", status: 200) { String(validating: $0.body, as: UTF8.self) == nil },
    Row(id: "server-error", status: 200) { try $0.status == 500 && $0.json()["error"] != nil },
    Row(id: "undocumented-success", status: 200) { $0.status == 201 },
    Row(id: "unknown-as-empty", status: 404) {
      try $0.status == 200 && $0.json()["serviceCollection"]?.array?.isEmpty == true
    },
    Row(id: "empty-collection", status: 200) {
      try $0.json()["accountCollection"]?.array?.isEmpty == true
    },
    Row(id: "null-item", status: 200) {
      try $0.json()["profileCollection"]?.array?.last?.isNull == true
    },
    Row(id: "negative-price", status: 200) { try $0.json()["service"]?["price"]?.integer == -1 },
    Row(id: "wrong-sum", status: 200) {
      let call = try $0.json()
      return call["callDuration"]?.integer == call["airTime"]?.integer
        && call["callAmount"]?.string == call["airAmount"]?.string
    },
    Row(id: "swapped-parts", status: 200) {
      let call = try $0.json()
      return call["airTime"]?.integer == 30 && call["airAmount"]?.string == "36.00"
        && call["interconnectionTime"]?.integer == 100
        && call["interconnectionAmount"]?.string == "250.00"
    },
    Row(id: "unknown-direction", status: 200) {
      try $0.json().array?.first?["direction"]?.string == "SIDEWAYS"
    },
    Row(id: "redirect", status: 200) { $0.status == 302 && $0.header("location") == "/login" },
    Row(id: "error-media-type", status: 404) {
      try $0.header("content-type") == "text/plain" && $0.json()["error"] != nil
    },
    Row(id: "error-extra-member", status: 404) {
      try $0.json().object?.names == ["error", "trace"]
    },
    Row(id: "error-leak", status: 404) {
      try $0.json()["error"]?["developerMessage"]?.string?.contains(".java:42)") == true
    },
    Row(id: "unprotected-operation", status: 401) { $0.status == 200 },
    Row(id: "others-data", status: 200) { try $0.json()["accountId"]?.string == "4003" },
    Row(id: "others-accounts", status: 200) {
      let accounts = try $0.json()["accountCollection"]?.array
      return accounts?.count == 3 && accounts?.last?["accountId"]?.string == "4003"
    },
    Row(id: "others-line", status: 200) { try $0.json()["msisdn"]?.string == "573001000200" },
    Row(id: "others-service", status: 200) {
      try $0.json()["service"]?["partnum"]?.string == "100102"
    },
    Row(id: "repeated-account", status: 200) {
      isLastTwice(try $0.json()["accountCollection"]?.array, of: "accountId")
    },
    Row(id: "repeated-line", status: 200) {
      isLastTwice(try $0.json()["lineCollection"]?.array, of: "msisdn")
    },
    Row(id: "repeated-service", status: 200) {
      isLastTwice(try $0.json()["serviceCollection"]?.array, of: "partnum")
    },
    Row(id: "repeated-site", status: 200) { isLastTwice(try $0.json().array, of: "id") },
    Row(id: "byte-order-mark", status: 200) { $0.body.starts(with: [0xEF, 0xBB, 0xBF, 0x7B]) },
    Row(id: "trailing-bytes", status: 200) { $0.text.hasSuffix("}{}") },
    Row(id: "not-a-number", status: 200) { $0.text.contains("\"weight\":NaN,") },
    Row(id: "raw-line-break", status: 200) { $0.body.contains(0x0A) },
    Row(id: "duplicate-header", status: 200) {
      $0.header("content-type") == "application/json, application/json;charset=latin1"
    },
  ]

  private static func isLastTwice(_ items: [Value]?, of name: String) -> Bool {
    let names = items?.compactMap { $0[name].map { JSONWriter.text($0) } } ?? []
    return names.count > 2 && names.last == names.dropLast().last
      && Set(names).count == names.count - 1
  }

  @Test(arguments: rows) func changesItsCellAndNoOther(_ row: Row) async throws {
    let fault = try #require(AllFaults.fault(id: row.id))
    let facts = try MarkdownFacts()
    let fixtures = try SpecFolder.fixtures()
    var broken: [String: HTTPAnswer] = [:]
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      for cell in StatusCellTests.cells {
        let answer = try await cell.provoke(on: server, fixtures: fixtures, facts: facts)
        broken[cell.testDescription] = answer
      }
    }
    let honest = try await Self.honest.answers(fixtures, facts)
    guard case .operation(let operation) = fault.scope else {
      Issue.record("\(fault.id) concerns no operation")
      return
    }
    let target = FixtureCell(operation: operation, status: row.status).testDescription
    for (cell, answer) in broken {
      let original = try #require(honest[cell])
      let isSame =
        answer.status == original.status && answer.body == original.body
        && answer.header("content-type") == original.header("content-type")
      #expect(isSame == (cell != target), "\(cell): \(answer.text)")
    }
    let tampered = try #require(broken[target])
    #expect(try row.shows(tampered), "\(tampered.status) \(tampered.text)")
  }

  @Test func aForeignTokenIsAcceptedByItsFaultOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "foreign-token-accepted"))
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      let foreign = [("Authorization", "Bearer not-a-token")]
      let answer = try await server.client.send("GET", "/accounts/4001", headers: foreign)
      #expect(answer.status == 200)
      let without = try await server.client.send("GET", "/accounts/4001")
      try expectErrorBody(without, status: 401)
      let other = try await server.client.send("GET", "/services/100101", headers: foreign)
      try expectErrorBody(other, status: 401)
    }
  }

  struct TokenRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { id }
    var id: String
    /// What the fault is about, and another operation.
    var target: String
    var other: String
    /// The value of Authorization, made of a good token and one for nothing.
    var field: @Sendable (_ good: String, _ narrow: String) -> String
    /// What an honest server says to it.
    var status: Int
  }

  static let tokenRows = [
    TokenRow(
      id: "expired-token-accepted", target: "/accounts?idType=NIT&id=900123456",
      other: "/accounts/4001", field: { _, _ in "Bearer stale" }, status: 401),
    TokenRow(
      id: "wrong-scope-accepted", target: "/customers/900123456/portfolio",
      other: "/accounts/4001", field: { "Bearer \($1)" }, status: 403),
    TokenRow(
      id: "wrong-scheme-accepted",
      target:
        "/documents/900123456?movil=573001000100&segment=CORPORATE&document=CORP-0002&additional=none",
      other: "/accounts/4001", field: { good, _ in "Basic \(good)" }, status: 401),
  ]

  @Test("a token that is not good enough is taken by its fault only", arguments: tokenRows)
  func token(_ row: TokenRow) async throws {
    let fault = try #require(AllFaults.fault(id: row.id))
    for faults in [[], [fault]] {
      var configuration = TestServer.configuration(faults: faults)
      configuration.expiredToken = "stale"
      try await TestServer.run(configuration) { server in
        let narrow = try await TestServer.newToken(server.client, scope: "status")
        let headers = [("Authorization", row.field(server.token, narrow))]
        let answer = try await server.client.send("GET", row.target, headers: headers)
        if faults.isEmpty {
          try expectErrorBody(answer, status: row.status)
          #expect(answer.header("www-authenticate")?.hasPrefix("Bearer realm=") == true)
        } else {
          #expect(answer.status == 200)
        }
        let other = try await server.client.send("GET", row.other, headers: headers)
        try expectErrorBody(other, status: row.status)
        let unknown = [("Authorization", "Bearer not-a-token")]
        let refused = try await server.client.send("GET", row.target, headers: unknown)
        try expectErrorBody(refused, status: 401)
      }
    }
  }

  @Test func aNegativeIdCrashesOneOperationOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "negative-id-crash"))
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      let headers = [("Authorization", "Bearer \(server.token)")]
      let crash = try await server.client.send("GET", "/accounts/-1/profiles", headers: headers)
      try expectErrorBody(crash, status: 500)
      let none = try await server.client.send("GET", "/accounts/999/profiles", headers: headers)
      try expectErrorBody(none, status: 404)
      let other = try await server.client.send("GET", "/accounts/-1", headers: headers)
      try expectErrorBody(other, status: 404)
    }
  }

  @Test func anUnknownMethodIsNotFoundByItsFaultOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "method-not-found"))
    try await TestServer.run { server in
      let honest = try await server.client.send("PATCH", "/accounts")
      try expectErrorBody(honest, status: 405)
    }
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      let answer = try await server.client.send("PATCH", "/accounts")
      try expectErrorBody(answer, status: 404)
      #expect(answer.header("allow") == nil)
    }
  }

  @Test func optionsAreLeftOutByTheirFaultOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "options-incomplete"))
    for (faults, allow) in [([], "GET, HEAD, OPTIONS"), ([fault], "OPTIONS")] {
      try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        let answer = try await server.client.send("OPTIONS", "/accounts")
        #expect(answer.status == 204)
        #expect(answer.header("allow") == allow)
        try expectErrorBody(try await server.client.send("PATCH", "/accounts"), status: 405)
      }
    }
  }

  @Test func anUnknownMethodIsAcceptedByItsFaultOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "method-accepted"))
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      let answer = try await server.client.send("PATCH", "/accounts")
      #expect(answer.status == 200 && answer.text == "{}")
      #expect(try await server.client.send("GET", "/accounts").status == 401)
    }
  }

  @Test func aRefusedMethodDoesNotSayWhichThereAreByItsFaultOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "allow-missing"))
    try await TestServer.run { server in
      let honest = try await server.client.send("PATCH", "/accounts")
      #expect(honest.header("allow") != nil)
    }
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      let answer = try await server.client.send("PATCH", "/accounts")
      try expectErrorBody(answer, status: 405)
      #expect(answer.header("allow") == nil)
    }
  }

  @Test func aMissingParameterIsMadeUpByItsFaultOnly() async throws {
    let fault = try #require(AllFaults.fault(id: "missing-parameter-accepted"))
    try await TestServer.run { server in
      let honest = try await server.send("GET", "/accounts?id=900123456")
      #expect(honest.status == 400)
    }
    try await TestServer.run(TestServer.configuration(faults: [fault])) { server in
      var statuses: [Int] = []
      for query in ["id=900123456", "idType=NIT", "idType=&id=900123456"] {
        statuses.append(try await server.send("GET", "/accounts?\(query)").status)
      }
      #expect(statuses == [200, 400, 400])
    }
  }

  @Test func bodiesThatAreNoneAreAcceptedByTheirFaultsOnly() async throws {
    let path = "/accounts/4003/processes"
    let good = #"{"consultantId":502}"#
    func statuses(_ id: String?) async throws -> [Int] {
      let faults = try id.map { [try #require(AllFaults.fault(id: $0))] } ?? []
      return try await TestServer.run(TestServer.configuration(faults: faults)) { server in
        [
          try await server.send("POST", path, good).status,
          try await server.send("POST", path, "{").status,
          try await server.send("POST", path, "{}").status,
          try await server.send("POST", path, good, type: "text/plain").status,
        ]
      }
    }
    #expect(try await statuses(nil) == [200, 400, 400, 415])
    #expect(try await statuses("malformed-body-accepted") == [200, 200, 400, 415])
    #expect(try await statuses("any-media-type") == [200, 400, 400, 200])
  }

  @Test func everyFaultHasATest() {
    let tested = Set(Self.rows.map(\.id)).union([
      "foreign-token-accepted", "negative-id-crash", "method-not-found", "method-accepted",
      "allow-missing", "missing-parameter-accepted", "malformed-body-accepted", "any-media-type",
      "options-incomplete",
    ])
    .union(DeliveryFaultTests.rows.map(\.id)).union(DeliveryFaultTests.others)
    .union(StateFaultTests.ids).union(AuthFaultTests.ids).union(DataFaultTests.ids)
    .union(Self.tokenRows.map(\.id))
    #expect(tested == Set(AllFaults.all.map(\.id)))
  }

  private static let honest = HonestAnswers()

  /// The honest server's answers to all cells, asked for once.
  private actor HonestAnswers {
    private var task: Task<[String: HTTPAnswer], any Error>?

    func answers(_ fixtures: Value, _ facts: MarkdownFacts) async throws -> [String: HTTPAnswer] {
      let task =
        task
        ?? Task {
          try await TestServer.run { server in
            var answers: [String: HTTPAnswer] = [:]
            for cell in StatusCellTests.cells {
              answers[cell.testDescription] = try await cell.provoke(
                on: server, fixtures: fixtures, facts: facts)
            }
            return answers
          }
        }
      self.task = task
      return try await task.value
    }
  }
}
