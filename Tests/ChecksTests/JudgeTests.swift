import Checks
import Contracts
import Documents
import Evidence
import Testing

@Suite("Judge")
struct JudgeTests {
  /// A small contract with everything that the rows below break.
  static let spec = """
    swagger: "2.0"
    info: {title: t, version: "1"}
    produces: [application/json]
    securityDefinitions:
      app: {type: oauth2, flow: application, tokenUrl: "https://h/token", scopes: {}}
    paths:
      /things/{id}:
        get:
          security: [{app: []}]
          parameters:
            - {name: id, in: path, required: true, type: integer}
          responses:
            "200": {description: ok, schema: {$ref: "#/definitions/thing"}}
            "404": {description: no, schema: {$ref: "#/definitions/errorBody"}}
            default: {description: other, schema: {$ref: "#/definitions/errorBody"}}
      /strict:
        get:
          responses:
            "200": {description: ok, schema: {type: array, items: {$ref: "#/definitions/thing"}}}
            "204": {description: nothing}
      /text:
        get:
          produces: [text/plain]
          responses:
            "200": {description: ok, schema: {type: string}}
      /any:
        get:
          produces: ["*/*"]
          responses:
            "200": {description: ok, schema: {$ref: "#/definitions/thing"}}
      /map:
        get:
          responses:
            "200":
              description: ok
              schema:
                type: object
                properties: {meta: {type: string}}
                additionalProperties: {type: string}
    definitions:
      thing:
        type: object
        properties:
          id: {type: integer}
          name: {type: string}
          part: {$ref: "#/definitions/part"}
      part:
        type: object
        properties:
          size: {type: integer}
      errorBody:
        type: object
        properties:
          error: {type: object}
    """

  static func contract() throws -> Contract {
    try ContractLoader.load(Array(spec.utf8), file: SourceFile(name: "spec.yaml")).contract
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var operation = "/things/{id}"
    var expectation = Expectation(.accepted, [200])
    var status = 200
    var contentType: String? = "application/json"
    var body: [UInt8]
    /// `check pointer severity` of each finding at lenient, standard and strict.
    var lenient: [String] = []
    var standard: [String] = []
    var strict: [String] = []

    init(
      _ description: String, operation: String = "/things/{id}",
      expect: Expectation = Expectation(.accepted, [200]), status: Int = 200,
      contentType: String? = "application/json", body: String = #"{"id":1}"#, bytes: [UInt8]? = nil,
      lenient: [String], standard: [String], strict: [String]
    ) {
      testDescription = description
      self.operation = operation
      expectation = expect
      self.status = status
      self.contentType = contentType
      self.body = bytes ?? Array(body.utf8)
      self.lenient = lenient
      self.standard = standard
      self.strict = strict
    }

    /// The same at every strictness.
    init(
      _ description: String, operation: String = "/things/{id}",
      expect: Expectation = Expectation(.accepted, [200]), status: Int = 200,
      contentType: String? = "application/json", body: String = #"{"id":1}"#, bytes: [UInt8]? = nil,
      always: [String]
    ) {
      self.init(
        description, operation: operation, expect: expect, status: status,
        contentType: contentType, body: body, bytes: bytes, lenient: always, standard: always,
        strict: always)
    }
  }

  static let error = #"{"error":{"code":"x"}}"#

  static let rows: [Row] = [
    Row("a right answer", always: []),
    Row(
      "a right answer with everything", body: #"{"id":1,"name":"n","part":{"size":2}}"#, always: []),
    Row("wrong type", body: #"{"id":"1"}"#, always: ["body-schema /id failure"]),
    Row("7.5 for an integer", body: #"{"id":7.5}"#, always: ["body-schema /id failure"]),
    Row("null", body: #"{"id":1,"name":null}"#, always: ["body-schema /name failure"]),
    Row(
      "wrong type below a reference", body: #"{"part":{"size":"2"}}"#,
      always: ["body-schema /part/size failure"]),
    Row(
      "two wrong types are two findings", body: #"{"id":"1","name":2}"#,
      always: ["body-schema /id failure", "body-schema /name failure"]),
    Row("an array for an object", body: "[]", always: ["body-schema  failure"]),
    Row("no body", body: "", always: ["body-schema  failure"]),
    Row(
      "empty object", body: "{}", lenient: ["vacuous-answer  warning"],
      standard: ["vacuous-answer  failure"], strict: ["vacuous-answer  failure"]),
    Row(
      "renamed wrapper", body: #"{"thing":{"id":1}}"#, lenient: ["vacuous-answer  warning"],
      standard: ["vacuous-answer  failure"], strict: ["vacuous-answer  failure"]),
    Row(
      "additional property", body: #"{"id":1,"nme":"n"}"#, lenient: [],
      standard: ["undocumented-property /nme warning"],
      strict: ["undocumented-property /nme failure"]),
    Row(
      "additional property deep in an array", operation: "/strict",
      body: #"[{"id":1},{"id":2,"part":{"size":1,"x":2}}]"#, lenient: [],
      standard: ["undocumented-property /1/part/x warning"],
      strict: ["undocumented-property /1/part/x failure"]),
    Row(
      "additional properties of several items alike", operation: "/strict",
      body: #"[{"id":1},{"id":2},{"id":3,"x":1},{"id":4,"x":1},{"id":5}]"#, lenient: [],
      standard: ["undocumented-property /2/x warning", "undocumented-property /3/x warning"],
      strict: ["undocumented-property /2/x failure", "undocumented-property /3/x failure"]),
    Row(
      "a name that differs in an item like the one before", operation: "/strict",
      body: #"[{"id":1,"name":"a"},{"id":2,"name":"b"},{"id":3,"nome":"c"}]"#, lenient: [],
      standard: ["undocumented-property /2/nome warning"],
      strict: ["undocumented-property /2/nome failure"]),
    Row(
      "wrong Content-Type", contentType: "text/plain", lenient: ["content-type - warning"],
      standard: ["content-type - failure"], strict: ["content-type - failure"]),
    Row(
      "missing Content-Type", contentType: nil, lenient: ["content-type - warning"],
      standard: ["content-type - failure"], strict: ["content-type - failure"]),
    Row(
      "parameters of the media type do not matter", contentType: "Application/JSON; charset=UTF-8",
      always: []),
    Row("a structured suffix is JSON too", contentType: "application/hal+json", always: []),
    Row(
      "a page where JSON is promised has one cause", contentType: "text/html", body: "<p>hi",
      lenient: ["content-type - warning", "wire-json - failure"],
      standard: ["content-type - failure"],
      strict: ["content-type - failure"]),
    Row(
      "no JSON and no Content-Type", contentType: nil, body: "this is not json",
      lenient: ["content-type - warning", "wire-json - failure"],
      standard: ["content-type - failure"], strict: ["content-type - failure"]),
    Row(
      "a page where any type is allowed but an object is promised", operation: "/any",
      contentType: "text/html", body: "<p>hi", always: ["wire-json - failure"]),
    Row(
      "an object where any type is allowed", operation: "/any", body: #"{"id":1}"#, always: []),
    Row(
      "a map with names of its own is not vacuous", operation: "/map", body: #"{"x":"y"}"#,
      always: []),
    Row(
      "an empty map says nothing", operation: "/map", body: "{}",
      lenient: ["vacuous-answer  warning"], standard: ["vacuous-answer  failure"],
      strict: ["vacuous-answer  failure"]),
    Row("truncated JSON", body: #"{"id":1"#, always: ["wire-json - failure"]),
    Row(
      "invalid UTF-8", bytes: Array(#"{"name":""#.utf8) + [0xFF] + Array(#""}"#.utf8),
      always: ["wire-json - failure"]),
    Row("trailing bytes", body: #"{"id":1} x"#, always: ["wire-json - failure"]),
    Row("NaN", body: #"{"id":NaN}"#, always: ["wire-json - failure"]),
    Row("duplicate key", body: #"{"id":1,"id":1}"#, always: ["wire-json /id failure"]),
    Row(
      "204 without a body needs no Content-Type", operation: "/strict",
      expect: Expectation(.accepted, [200, 204]), status: 204, contentType: nil, body: "",
      always: []),
    Row(
      "text that reads like JSON is text", operation: "/text", contentType: "text/plain",
      body: "123", always: []),
    // Statuses
    Row(
      "299 where default would take it", status: 299, body: error,
      lenient: ["status-code - warning", "positive-rejected - failure"],
      standard: ["status-code - failure"], strict: ["status-code - failure"]),
    Row(
      "500 where default would take it", status: 500, body: error,
      lenient: ["server-error - warning", "positive-rejected - failure"],
      standard: ["server-error - failure"], strict: ["server-error - failure"]),
    Row(
      "undocumented without default", operation: "/strict", status: 418, body: error,
      always: ["status-code - failure"]),
    Row(
      "a valid request refused", status: 404, body: error, always: ["positive-rejected - failure"]),
    Row(
      "a valid request refused through default", status: 418, body: error,
      always: ["positive-rejected - failure"]),
    Row(
      "an unforeseen refusal of another form", operation: "/strict",
      expect: Expectation(.refused, [400]), status: 409, body: #"{"detail":"no"}"#,
      lenient: ["status-code - warning", "error-body /error warning"],
      standard: ["status-code - warning", "error-body /error warning"],
      strict: ["status-code - failure", "error-body /error failure"]),
    Row(
      "an undocumented refusal of what may be supported or not", operation: "/strict",
      expect: Expectation(.optional, [200, 406]), status: 404, body: #"{"detail":"no"}"#,
      always: []),
    // Error bodies
    Row(
      "a right refusal", expect: Expectation(.absent, [404]), status: 404, body: error, always: []),
    Row(
      "empty error body", expect: Expectation(.absent, [404]), status: 404, contentType: nil,
      body: "", always: ["error-body /error failure"]),
    Row(
      "HTML error body", expect: Expectation(.absent, [404]), status: 404, contentType: "text/html",
      body: "<h1>404</h1>", always: ["error-body - failure"]),
    Row(
      "text error body", expect: Expectation(.absent, [404]), status: 404,
      contentType: "text/plain", body: "not found", always: ["error-body - failure"]),
    Row(
      "{} as error body", expect: Expectation(.absent, [404]), status: 404, body: "{}",
      always: ["error-body /error failure"]),
    Row(
      "renamed error key", expect: Expectation(.absent, [404]), status: 404,
      body: #"{"fault":{"code":1}}"#, always: ["error-body /error failure"]),
    Row(
      "string error", expect: Expectation(.absent, [404]), status: 404, body: #"{"error":"no"}"#,
      always: ["error-body /error failure"]),
    Row(
      "empty error object", expect: Expectation(.absent, [404]), status: 404,
      body: #"{"error":{}}"#, always: ["error-body /error failure"]),
    Row(
      "null error", expect: Expectation(.absent, [404]), status: 404, body: #"{"error":null}"#,
      always: ["error-body /error failure"]),
    Row(
      "array as error body", expect: Expectation(.absent, [404]), status: 404, body: "[]",
      always: ["error-body  failure"]),
    Row(
      "more than the model has", expect: Expectation(.absent, [404]), status: 404,
      body: #"{"error":{"code":1},"trace":"x"}"#, lenient: [], standard: [],
      strict: ["error-body /trace failure"]),
    Row(
      "a right error body of the wrong type", expect: Expectation(.absent, [404]), status: 404,
      contentType: "text/plain", body: error, lenient: ["content-type - warning"],
      standard: ["content-type - failure"], strict: ["content-type - failure"]),
    Row(
      "a refusal through default owes an error body", expect: Expectation(.refused, [400]),
      status: 415, body: "", always: ["negative-accepted - warning", "error-body /error failure"]),
    // Expectations
    Row(
      "an invalid request accepted", expect: Expectation(.refused, [400]),
      always: ["negative-accepted - failure"]),
    Row(
      "a missing thing found", expect: Expectation(.absent, [404]),
      always: ["negative-accepted - failure"]),
    Row(
      "an invalid request refused otherwise is no failure", expect: Expectation(.refused, [400]),
      status: 422, body: error, always: ["negative-accepted - warning"]),
    Row(
      "answered without a token", expect: Expectation(.unauthorised, [401]),
      always: ["auth-enforced - failure"]),
    Row(
      "refused without a token, otherwise", expect: Expectation(.unauthorised, [401]), status: 403,
      body: error, always: ["auth-enforced - warning"]),
    Row(
      "answered without a token through default", expect: Expectation(.unauthorised, [401]),
      status: 201, body: error,
      lenient: ["status-code - warning", "auth-enforced - failure"],
      standard: ["status-code - failure"], strict: ["status-code - failure"]),
    Row(
      "a suite's own status", expect: Expectation(.exactly, [404]), status: 404, body: error,
      always: []),
    Row(
      "not a suite's status", expect: Expectation(.exactly, [404]),
      always: ["positive-rejected - failure"]),
  ]

  @Test("one cause, one finding, at each strictness", arguments: rows)
  func findings(_ row: Row) throws {
    let contract = try Self.contract()
    let operation = try #require(
      contract.operation(Contract.Operation.ID(method: "GET", path: row.operation)))
    for (strictness, expected) in [
      (Strictness.lenient, row.lenient), (.standard, row.standard), (.strict, row.strict),
    ] {
      let judge = try Judge(contract: contract, strictness: strictness)
      let judgement = judge.judge(exchange(row), of: operation, expecting: row.expectation)
      let found = judgement.findings.map {
        "\($0.check) \(Self.place($0)) \($0.severity.rawValue)"
      }
      #expect(found == expected, "at \(strictness)")
      #expect(judgement.findings.allSatisfy { $0.range?.file.name == "spec.yaml" })
    }
  }

  /// The pointer; `-` for what is about no place in a JSON body.
  private static func place(_ finding: Finding) -> String {
    let aboutStatus = ["positive-rejected", "negative-accepted", "auth-enforced"]
    return finding.pointer.map {
      aboutStatus.contains(finding.check) && $0.tokens.isEmpty ? "-" : "\($0)"
    }
      ?? "-"
  }

  private func exchange(_ row: Row) -> Exchange {
    var headers = HTTPHeaders()
    if let type = row.contentType { headers.append("content-type", type) }
    return Exchange(
      request: HTTPRequest(method: "GET", url: "http://h/"),
      attempts: [
        Exchange.Attempt(
          outcome: .response(HTTPResponse(status: row.status, headers: headers, body: row.body)),
          timing: Exchange.Timing())
      ])
  }

  @Test(
    "an error body that is only remarked upon shows nothing of its promise",
    arguments: [(#"{"detail":"no"}"#, [ObligationOutcome.State]()), (error, [.discharged])])
  func remarkedErrorBody(body: String, states: [ObligationOutcome.State]) throws {
    let row = Row(
      "unforeseen", operation: "/strict", expect: Expectation(.refused, [400]), status: 409,
      body: body, always: [])
    let contract = try Self.contract()
    let operation = try #require(
      contract.operation(Contract.Operation.ID(method: "GET", path: row.operation)))
    let judgement = try Judge(contract: contract, strictness: .standard).judge(
      exchange(row), of: operation, expecting: row.expectation)
    #expect(judgement.promises.map(\.state) == states)
  }

  /// A contract that documents 401 and asks for no credential leaves nobody one to give.
  @Test(
    "a documented 401 to what the contract asks no credential for judges nobody",
    arguments: [
      (Expectation.Rule.accepted, false, true), (.accepted, true, false), (.refused, false, false),
    ])
  func undeclaredCredential(rule: Expectation.Rule, isSent: Bool, isInconclusive: Bool) throws {
    let spec = """
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /login: {get: {responses: {"200": {description: ok}, "401": {description: no}}}}
      """
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let operation = try #require(contract.operations.first)
    let headers = HTTPHeaders(isSent ? ["Authorization": "Basic eDp5"] : [:])
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://h/login", headers: headers),
      attempts: [
        Exchange.Attempt(
          outcome: .response(HTTPResponse(status: 401, headers: HTTPHeaders(), body: [])),
          timing: Exchange.Timing())
      ])
    let judgement = try Judge(contract: contract, strictness: .standard).judge(
      exchange, of: operation, expecting: Expectation(rule, [200]))
    #expect(judgement.inconclusive?.code == (isInconclusive ? "credential-undeclared" : nil))
    let isFailure = judgement.findings.contains { $0.severity == .failure }
    #expect(isFailure == (rule == .accepted && !isInconclusive))
  }

  /// How long a made-up value keeps a target busy is the value's affair: a day to wait, say.
  @Test(
    "an answer that takes too long judges nobody where the values were made up",
    arguments: [(Expectation.Rule.generated, true), (.accepted, false), (.refused, false)])
  func slowAnswer(rule: Expectation.Rule, isInconclusive: Bool) throws {
    let contract = try Self.contract()
    let operation = try #require(contract.operations.first)
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://h/"),
      attempts: [
        Exchange.Attempt(
          outcome: .failure(TransportFailure(.answerTimeout, message: "m", remedy: "r")),
          timing: Exchange.Timing())
      ])
    let judgement = try Judge(contract: contract, strictness: .standard).judge(
      exchange, of: operation, expecting: Expectation(rule, [200]))
    #expect((judgement.inconclusive?.code == "answer-timeout") == isInconclusive)
    #expect(judgement.findings.isEmpty == isInconclusive)
  }

  struct FailureRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { kind.rawValue }
    var kind: TransportFailure.Kind
  }

  @Test(
    "a transport failure is the target's or nobody's, never passed over",
    arguments: TransportFailure.Kind.allCases.map { FailureRow(kind: $0) })
  func transport(_ row: FailureRow) throws {
    let contract = try Self.contract()
    let operation = try #require(contract.operations.first)
    let judge = try Judge(contract: contract, strictness: .standard)
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://h/"),
      attempts: [
        Exchange.Attempt(
          outcome: .failure(TransportFailure(row.kind, message: "m", remedy: "r")),
          timing: Exchange.Timing())
      ])
    let judgement = judge.judge(exchange, of: operation, expecting: Expectation(.accepted, [200]))
    if row.kind.blame == .target {
      #expect(judgement.findings.map(\.check) == ["transport"])
      #expect(judgement.inconclusive == nil)
    } else {
      #expect(judgement.findings.isEmpty)
      #expect(judgement.inconclusive?.code == row.kind.rawValue)
    }
  }

  @Test("a busy target can't be judged", arguments: [429, 503])
  func busy(_ status: Int) throws {
    let contract = try Self.contract()
    let operation = try #require(contract.operations.first)
    let judge = try Judge(contract: contract, strictness: .strict)
    let busy = exchange(Row("", status: status, body: "", always: []))
    let judgement = judge.judge(busy, of: operation, expecting: Expectation(.accepted, [200]))
    #expect(judgement.findings.isEmpty)
    #expect(judgement.inconclusive?.code == "target-busy")
  }

  @Test("a list of a thousand wrong items is a bounded list of findings")
  func bounded() throws {
    let contract = try Self.contract()
    let operation = try #require(
      contract.operation(Contract.Operation.ID(method: "GET", path: "/strict")))
    let judge = try Judge(contract: contract, strictness: .strict)
    let body = "[" + Array(repeating: #"{"id":1,"x":1}"#, count: 1000).joined(separator: ",") + "]"
    let judgement = judge.judge(
      exchange(Row("", body: body, always: [])), of: operation,
      expecting: Expectation(.accepted, [200]))
    #expect(judgement.findings.count == 100)
    #expect(
      judgement.findings.last?.hint == "the answer has 900 more that are not in the contract")
  }

  @Test("properties are seen where they occur, and fail where they break")
  func properties() throws {
    let contract = try Self.contract()
    let operation = try #require(
      contract.operation(Contract.Operation.ID(method: "GET", path: "/things/{id}")))
    let judge = try Judge(contract: contract, strictness: .standard)
    let judgement = judge.judge(
      exchange(Row("", body: #"{"id":1,"part":{"size":"x"}}"#, always: [])), of: operation,
      expecting: Expectation(.accepted, [200]))
    let states = Dictionary(
      judgement.properties.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
    #expect(states["property:thing.id"] == .discharged)
    #expect(states["property:part.size"] == .failed)
    #expect(states["property:thing.name"] == nil)
  }
}
