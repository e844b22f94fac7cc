import Checks
import Contracts
import Documents
import Evidence
import Suites
import Synchronization
import Testing
import Transport

@testable import Execution

/// What failed is made smaller after the plan, and nothing else changes.
@Suite("Reduction")
struct ReductionTests {
  static let spec = """
    openapi: 3.0.3
    info: {title: t, version: "1"}
    paths:
      /things:
        get:
          parameters:
            - {name: limit, in: query, required: true, schema: {type: integer, minimum: 1, maximum: 50}}
            - {name: kind, in: query, schema: {type: string, enum: [a, b]}}
            - {name: text, in: query, schema: {type: string, maxLength: 20}}
          responses: {"200": {description: o}, "400": {description: b}}
        post:
          requestBody: &body
            required: true
            content:
              application/json:
                schema:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string, minLength: 1, maxLength: 9}
                    age: {type: integer, minimum: 0, maximum: 150}
                    tags: {type: array, maxItems: 3, items: {type: string, maxLength: 8}}
          responses: {"200": {description: o}, "400": {description: b}}
      /things/{thingId}:
        put:
          parameters:
            - {name: thingId, in: path, required: true, schema: {type: integer}}
          requestBody: *body
          responses: {"200": {description: o}, "400": {description: b}}
    """
  static let fixtures = """
    muster: fixtures/1
    parameters: {limit: 7}
    operations:
      POST /things: {body: {name: ann, age: 30}}
      PUT /things/{thingId}: {parameters: {thingId: 4}, body: {name: ann, age: 30}}
    """

  /// A server that looks at what it is sent, and forgets nothing.
  private actor Looker: HTTPTransport {
    private let status: @Sendable (HTTPRequest) -> Int
    private(set) var requests: [HTTPRequest] = []

    init(_ status: @escaping @Sendable (HTTPRequest) -> Int) { self.status = status }

    func send(_ request: HTTPRequest, options: RequestOptions) async -> Exchange.Attempt {
      requests.append(request)
      return Exchange.Attempt(
        outcome: .response(HTTPResponse(status: status(request), headers: HTTPHeaders(), body: [])),
        timing: Exchange.Timing())
    }
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var derive: Set<Case.Intent>
    var operation: String
    /// What the server answers; wrong in one way.
    var status: @Sendable (HTTPRequest) -> Int
    /// What the smallest request that shows it says: its target and its body.
    var smallest: String
    /// Whether every request on the way keeps to the contract, or else breaks it.
    var isValid = true
  }

  private static func query(_ name: String, _ request: HTTPRequest) -> String? {
    request.url.split(separator: "?").last?.split(separator: "&")
      .first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
  }

  private static func limit(_ request: HTTPRequest) -> Int? {
    query("limit", request).flatMap { Int($0) }
  }

  private static func body(_ request: HTTPRequest) -> Value? {
    (try? JSONReader.read(request.body ?? [], file: SourceFile(name: "<body>"))).map { Value($0) }
  }

  static let rows: [Row] = [
    Row(
      testDescription: "a number goes to the smallest that fails, all else is left out",
      derive: [.boundary], operation: "GET /things",
      status: { (limit($0) ?? 0) > 20 ? 500 : 200 }, smallest: "/things?limit=21"),
    Row(
      testDescription: "what is to blame stays, the rest goes back to the fixtures' values",
      derive: [.boundary], operation: "GET /things",
      status: { (query("text", $0) ?? "").count > 4 ? 500 : 200 },
      smallest: "/things?limit=7&text=aaaaa"),
    Row(
      testDescription: "an invalid value stays invalid in the same way",
      derive: [.negative], operation: "GET /things",
      status: { request in
        guard (query("text", request) ?? "").count <= 20,
          ["a", "b", nil].contains(query("kind", request))
        else { return 400 }
        // Long words are taken for numbers.
        if (query("limit", request) ?? "").count > 5 { return 200 }
        return (1...50).contains(limit(request) ?? 0) ? 200 : 400
      },
      smallest: "/things?limit=aaaaaa", isValid: false),
    Row(
      testDescription: "a body keeps the item to blame and what is required",
      derive: [.boundary], operation: "PUT /things/{thingId}",
      status: { request in
        let tags = body(request)?["tags"]?.array ?? []
        return tags.contains { ($0.string ?? "").count > 3 } ? 500 : 200
      },
      smallest: #"/things/4 {"name":"a","tags":["aaaa"]}"#),
  ]

  private static func run(
    _ row: Row, maxShrinks: Int, fixtures: String = fixtures
  ) async throws -> (results: [CaseResult], summary: RunSummary, sent: [HTTPRequest]) {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let file = SourceFile(name: "f.yaml")
    let plan = try Planner(
      contract: contract,
      fixtures: try Fixtures(
        try StructuredReader.read(Array(fixtures.utf8), file: file), file: file),
      environment: [:],
      options: Planner.Options(
        derive: row.derive, operations: [row.operation], seed: 3, maxCases: 200)
    ).plan([])
    let server = Looker(row.status)
    let runner = Runner(
      configuration: Runner.Configuration(
        baseURL: "http://h", jobs: 1, maxShrinks: maxShrinks),
      judge: try Judge(contract: contract, strictness: .standard), transport: server,
      credentials: .notNeeded, vault: SecretVault(), clock: StillTime.clock)
    let seen = Mutex<(results: [CaseResult], summary: RunSummary?)>(([], nil))
    await runner.run(plan, facts: RunnerTests.facts(plan)) { event in
      seen.withLock { seen in
        switch event {
        case .started: break
        case .caseFinished(let result): seen.results.append(result)
        case .finished(let summary): seen.summary = summary
        }
      }
    }
    let (results, summary) = seen.withLock { $0 }
    return (results, try #require(summary), await server.requests)
  }

  private static func text(_ request: HTTPRequest?) -> String {
    guard let request else { return "nothing" }
    let body = request.body.map { " " + String(decoding: $0, as: UTF8.self) } ?? ""
    return request.url.replacing("http://h", with: "") + body
  }

  @Test("the smallest request is found, and is found again", arguments: rows)
  func smallest(_ row: Row) async throws {
    let first = try await Self.run(row, maxShrinks: 200)
    let found = try #require(first.summary.reductions.first)
    #expect(first.summary.reductions.count == 1)
    #expect(Self.text(found.exchange?.request) == row.smallest)
    #expect(found.isComplete)
    #expect(found.requests <= 200)
    for request in first.sent.suffix(found.requests) where request.method == "GET" {
      #expect((1...50).contains(Self.limit(request) ?? 0) == row.isValid, "\(request.url)")
    }
    let second = try await Self.run(row, maxShrinks: 200)
    #expect(first.sent == second.sent)
    #expect(first.summary.reductions == second.summary.reductions)
  }

  @Test("verdicts, counts and evidence of the plan are as without it", arguments: rows)
  func unaffected(_ row: Row) async throws {
    let plain = try await Self.run(row, maxShrinks: 0)
    let shrunk = try await Self.run(row, maxShrinks: 5)
    #expect(plain.summary.reductions.isEmpty)
    #expect(plain.results == shrunk.results)
    #expect(plain.sent == Array(shrunk.sent.prefix(plain.sent.count)))
    let extra = shrunk.sent.count - plain.sent.count
    #expect((1...5).contains(extra))
    #expect(shrunk.summary.requests == plain.summary.requests + extra)
    #expect(shrunk.summary.reductions.map(\.requests) == [extra])
  }

  @Test("a change stays with the thing that it went to")
  func staying() async throws {
    let row = Row(
      testDescription: "", derive: [.boundary], operation: "PUT /things/{thingId}",
      status: { Self.body($0)?["age"]?.integer == nil ? 500 : 200 }, smallest: "")
    let fixtures = """
      muster: fixtures/1
      shared: [thingId]
      parameters: {thingId: 4}
      missing: {thingId: 999}
      operations:
        PUT /things/{thingId}: {body: {name: ann, age: 30}}
      """
    let run = try await Self.run(row, maxShrinks: 200, fixtures: fixtures)
    #expect(run.summary.reductions.count == 1)
    #expect(run.sent.allSatisfy { $0.url == "http://h/things/999" })
    #expect(run.sent.count > run.results.reduce(0) { $0 + $1.steps.count })
  }

  @Test("what creates things is not sent again")
  func creating() async throws {
    let row = Row(
      testDescription: "", derive: [.boundary], operation: "POST /things",
      status: { (Self.body($0)?["age"]?.integer ?? 0) > 100 ? 500 : 200 }, smallest: "")
    let run = try await Self.run(row, maxShrinks: 200)
    #expect(run.results.contains { $0.verdict == .failed })
    #expect(run.summary.reductions.isEmpty)
    #expect(run.sent.count == run.results.reduce(0) { $0 + $1.steps.count })
  }

  @Test("what fails with the fixtures' own values too is shown by them")
  func vouched() async throws {
    let row = Row(
      testDescription: "", derive: [.positive, .boundary], operation: "GET /things",
      status: { _ in 500 }, smallest: "")
    let run = try await Self.run(row, maxShrinks: 200)
    #expect(run.summary.reductions.isEmpty)
  }
}
