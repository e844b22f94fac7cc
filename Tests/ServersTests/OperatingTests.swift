import Documents
import Logging
import Servers
import Synchronization
import Testing

/// What whoever runs the reference server can set, and what they get to see.
struct OperatingTests {
  // MARK: Request ids

  struct IDRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var sent: [String]
    var isEchoed: Bool
  }

  static let idRows = [
    IDRow(
      testDescription: "a UUID", sent: ["5b1f9c1e-8e1d-4b53-a3a1-1f9c1e8e1d4b"], isEchoed: true),
    IDRow(
      testDescription: "the longest", sent: [String(repeating: "a", count: 128)], isEchoed: true),
    IDRow(testDescription: "none", sent: [], isEchoed: false),
    IDRow(testDescription: "an empty one", sent: [""], isEchoed: false),
    IDRow(testDescription: "too long", sent: [String(repeating: "a", count: 129)], isEchoed: false),
    IDRow(testDescription: "with blanks", sent: ["a b"], isEchoed: false),
    IDRow(testDescription: "with quotes", sent: ["a\" status=200"], isEchoed: false),
    IDRow(testDescription: "not ASCII", sent: ["é"], isEchoed: false),
    IDRow(testDescription: "two", sent: ["a", "b"], isEchoed: false),
  ]

  @Test(arguments: idRows) func aSaneRequestIDIsEchoed(_ row: IDRow) async throws {
    try await TestServer.run { server in
      let headers = row.sent.map { ("X-Request-Id", $0) }
      for target in ["/accounts/4001", "/nope"] {
        let answer = try await server.client.send("GET", target, headers: headers)
        let id = try #require(answer.header("x-request-id"))
        #expect((id == row.sent.joined(separator: ", ")) == row.isEchoed)
        if !row.isEchoed { #expect(id.utf8.count == 32) }
      }
    }
  }

  // MARK: The rate limit

  @Test func whatIsTooMuchIsToldWhenToComeBack() async throws {
    let clock = Mutex(100.0)
    var configuration = TestServer.configuration()
    configuration.rateLimit = 3
    configuration.hasHealthPath = true
    configuration.uptime = { clock.withLock { $0 } }
    try await TestServer.run(configuration) { server in
      // One of the three went for the token.
      #expect(try await server.send("GET", "/accounts/4001").status == 200)
      #expect(try await server.send("GET", "/nope").status == 404)
      let refused = try await server.send("GET", "/accounts/4001")
      try expectErrorBody(refused, status: 429, code: "too_many_requests")
      #expect(refused.header("retry-after") == "1")
      #expect(refused.header("x-request-id") != nil)
      #expect(try await server.client.send("GET", "/healthz").status == 200)
      clock.withLock { $0 += 0.4 }
      #expect(try await server.send("GET", "/accounts/4001").status == 200)
      #expect(try await server.send("GET", "/accounts/4001").status == 429)
      clock.withLock { $0 += 60 }
      for _ in 0..<3 { #expect(try await server.send("GET", "/accounts/4001").status == 200) }
      #expect(try await server.send("GET", "/accounts/4001").status == 429)
    }
  }

  // MARK: Health

  @Test func theHealthPathIsThereWhereAskedFor() async throws {
    try await TestServer.run { server in
      try expectErrorBody(
        try await server.send("GET", "/healthz"), status: 404, code: "unknown_path")
    }
    var configuration = TestServer.configuration()
    configuration.hasHealthPath = true
    try await TestServer.run(configuration) { server in
      let answer = try await server.client.send("GET", "/healthz")
      #expect(answer.status == 200)
      #expect(answer.text == #"{"status":"ok"}"#)
      let head = try await server.client.send("HEAD", "/healthz")
      #expect(head.status == 200)
      #expect(head.header("content-length") == answer.header("content-length"))
      let refused = try await server.client.send("POST", "/healthz")
      #expect(refused.status == 405)
      #expect(refused.header("allow") == "GET, HEAD, OPTIONS")
    }
  }

  // MARK: What the client takes

  struct AcceptRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(method) \(target) as \(accept) → \(status)" }
    var method = "GET"
    var target = "/accounts/4001"
    var accept: String
    var status: Int
  }

  static let acceptRows = [
    AcceptRow(accept: "application/json", status: 200),
    AcceptRow(accept: "application/*", status: 200),
    AcceptRow(accept: "text/html, */*;q=0.1", status: 200),
    AcceptRow(accept: "text/html", status: 406),
    AcceptRow(accept: "*/*, application/json;q=0", status: 406),
    AcceptRow(method: "HEAD", accept: "text/html", status: 406),
    // What is wrong besides is told first or last, by the order of the checks.
    AcceptRow(target: "/nope", accept: "text/html", status: 404),
    AcceptRow(target: "/accounts/abc", accept: "text/html", status: 406),
  ]

  @Test(arguments: acceptRows) func anAnswerIsJSONOrNone(_ row: AcceptRow) async throws {
    try await TestServer.run { server in
      let answer = try await server.client.send(
        row.method, row.target,
        headers: [("Authorization", "Bearer \(server.token)"), ("Accept", row.accept)])
      #expect(answer.status == row.status)
      if row.status >= 400, row.method != "HEAD" { try expectErrorBody(answer, status: row.status) }
    }
  }

  @Test func aTokenIsLookedAtBeforeTheAcceptField() async throws {
    try await TestServer.run { server in
      let answer = try await server.client.send(
        "GET", "/accounts/4001", headers: [("Accept", "text/html")])
      #expect(answer.status == 401)
    }
  }

  // MARK: The log

  @Test func aRequestIsOneStructuredLine() async throws {
    let lines = Mutex<[Logger.Metadata]>([])
    var configuration = TestServer.configuration()
    configuration.logger = Logger(label: "test") { _ in
      // The framework has words of its own at the end.
      MetadataLog { metadata in
        if metadata["status"] != nil { lines.withLock { $0.append(metadata) } }
      }
    }
    try await TestServer.run(configuration) { server in
      lines.withLock { $0 = [] }
      _ = try await server.client.send(
        "GET", "/accounts/4001?secret=1%0A",
        headers: [("Authorization", "Bearer \(server.token)"), ("X-Request-Id", "one")])
    }
    let line = try #require(lines.withLock { $0.first })
    #expect(lines.withLock { $0.count } == 1)
    #expect(line.keys.sorted() == ["id", "method", "microseconds", "path", "status"])
    #expect(line["id"] == "one")
    #expect(line["method"] == "GET")
    #expect(line["path"] == "/accounts/4001")
    #expect(line["status"] == "200")
    #expect(Int("\(line["microseconds"] ?? "")") != nil)
  }

  private struct MetadataLog: LogHandler {
    var hear: @Sendable (Logger.Metadata) -> Void
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.info

    init(_ hear: @escaping @Sendable (Logger.Metadata) -> Void) { self.hear = hear }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { hear(event.metadata ?? [:]) }
  }
}
