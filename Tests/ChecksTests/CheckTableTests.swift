import Checks
import Contracts
import Documents
import Evidence
import Testing

/// Every check that looks beyond a body and its schema, row by row.
@Suite("Tables of checks")
struct CheckTableTests {
  static let spec = """
    openapi: 3.0.3
    info: {title: t, version: "1"}
    components:
      securitySchemes: {app: {type: http, scheme: bearer}}
      schemas: {error: {type: object, properties: {error: {type: object}}}}
    paths:
      /things/{id}:
        parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
        get:
          security: [{app: []}]
          x-muster-latency: 500ms
          responses:
            "200":
              description: ok
              headers:
                X-Total: {required: true, schema: {type: integer}}
                X-Tags: {schema: {type: array, items: {type: string, enum: [a, b]}}}
                Content-Type: {required: true, schema: {type: integer}}
              content: {application/json: {schema: {type: object}}}
            "404": {description: no}
        put: {responses: {"200": {description: ok}, "201": {description: new}, "409": {description: no}}}
        delete: {responses: {"204": {description: gone}, "404": {description: no}}}
      /kept/{id}:
        put:
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          responses: {"200": {description: ok}, "201": {description: new}, "404": {description: no}}
      /login:
        get: {responses: {"200": {description: ok}, "401": {description: unknown}}}
      /bare:
        get: {responses: {"200": {description: ok}}}
      /moved:
        get: {responses: {"302": {description: elsewhere}}}
      /range:
        get: {responses: {2XX: {description: ok}}}
      /busy:
        post:
          responses:
            "201": {description: made}
            "500": {description: broken}
            "501": {description: not there}
      /open:
        get:
          parameters: [{name: limit, in: query, required: true, schema: {type: integer}}]
          responses:
            "200": {description: ok, content: {application/json: {}}}
            "400": {description: no}
            "404": {description: no}
            "409": {description: no}
            "500": {description: broken}
            "4XX": {description: no}
    """

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var call = "GET /open"
    /// The method on the wire where it is another than the operation's.
    var method: String?
    var expect = Expectation(.accepted, [200])
    var status = 200
    var headers: [HTTPHeaders.Field] = []
    var body = ""
    var seconds = 0.01
    var earlier: (Comparison.Relation, Int, [HTTPHeaders.Field], String)?
    /// `check severity` at lenient, standard and strict.
    var lenient: [String]
    var standard: [String]
    var strict: [String]
  }

  static func row(
    _ name: String, on call: String = "GET /open", method: String? = nil,
    expect: Expectation = Expectation(.accepted, [200]), status: Int = 200,
    headers: KeyValuePairs<String, String> = [:], body: String = "", seconds: Double = 0.01,
    after: (Comparison.Relation, Int, KeyValuePairs<String, String>, String)? = nil,
    lenient: [String], standard: [String], strict: [String]
  ) -> Row {
    Row(
      testDescription: name, call: call, method: method, expect: expect, status: status,
      headers: HTTPHeaders(headers).fields, body: body, seconds: seconds,
      earlier: after.map { ($0.0, $0.1, HTTPHeaders($0.2).fields, $0.3) }, lenient: lenient,
      standard: standard, strict: strict)
  }

  static func always(
    _ name: String, on call: String = "GET /open", method: String? = nil,
    expect: Expectation = Expectation(.accepted, [200]), status: Int = 200,
    headers: KeyValuePairs<String, String> = [:], body: String = "", seconds: Double = 0.01,
    after: (Comparison.Relation, Int, KeyValuePairs<String, String>, String)? = nil,
    finds found: String...
  ) -> Row {
    row(
      name, on: call, method: method, expect: expect, status: status, headers: headers, body: body,
      seconds: seconds,
      after: after, lenient: found, standard: found, strict: found)
  }

  /// A warning, and nothing in a lenient run.
  static func doubtful(
    _ name: String, on call: String = "GET /open", method: String? = nil,
    expect: Expectation = Expectation(.accepted, [200]), status: Int = 200,
    headers: KeyValuePairs<String, String> = [:], body: String = "", seconds: Double = 0.01,
    after: (Comparison.Relation, Int, KeyValuePairs<String, String>, String)? = nil,
    finds check: String
  ) -> Row {
    row(
      name, on: call, method: method, expect: expect, status: status, headers: headers, body: body,
      seconds: seconds,
      after: after, lenient: [], standard: ["\(check) warning"], strict: ["\(check) warning"])
  }

  /// A warning that a strict run takes for a failure, and nothing in a lenient one.
  static func strictOnly(
    _ name: String, on call: String = "GET /open",
    expect: Expectation = Expectation(.accepted, [200]), status: Int,
    headers: KeyValuePairs<String, String> = [:], body: String = "", finds check: String
  ) -> Row {
    row(
      name, on: call, expect: expect, status: status, headers: headers, body: body, lenient: [],
      standard: ["\(check) warning"], strict: ["\(check) failure"])
  }

  static let thing = "GET /things/{id}"
  static let refused = Expectation(.refused, [400])
  static let omitted = Expectation(.refused, [400], omitted: "limit")
  static let generated = Expectation(.generated, [200])
  static let noMethod = Expectation.methodNotAllowed(circumstance: "it is not documented")
  static let json: KeyValuePairs = ["Content-Type": "application/json", "X-Total": "1"]

  static let rows: [Row] =
    ExpectationRows.all + HeaderRows.all + SequenceRows.all + ErrorRows.all + FieldRows.all

  @Test("is found by its check and no other, at each strictness", arguments: rows)
  func findings(_ row: Row) throws {
    let contract = try ContractLoader.load(
      Array(Self.spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let parts = row.call.split(separator: " ").map(String.init)
    let id = Contract.Operation.ID(method: parts[0], path: parts[1])
    // A method that the contract does not document has no responses.
    let operation =
      contract.operation(id) ?? Contract.Operation(id: id, effect: .read, effectOrigin: .method)
    let earlier = row.earlier.map { relation, status, headers, body in
      Answer.Earlier(
        relation: relation,
        exchange: Self.exchange(row.method ?? id.method, status, headers, body, 0.01),
        pointer: JSONPointer(["id"]), names: ["thingId"])
    }
    for (strictness, expected) in [
      (Strictness.lenient, row.lenient), (.standard, row.standard), (.strict, row.strict),
    ] {
      let judge = try Judge(contract: contract, strictness: strictness)
      let exchange = Self.exchange(
        row.method ?? id.method, row.status, row.headers, row.body, row.seconds)
      let found = judge.judge(
        exchange, of: operation, expecting: row.expect, comparedWith: earlier
      ).findings
      #expect(found.map { "\($0.check) \($0.severity.rawValue)" } == expected, "\(strictness)")
      #expect(found.allSatisfy { !$0.message.isEmpty && !$0.message.hasSuffix(".") })
    }
  }

  private static func exchange(
    _ method: String, _ status: Int, _ headers: [HTTPHeaders.Field], _ body: String,
    _ seconds: Double
  ) -> Exchange {
    Exchange(
      request: HTTPRequest(method: method, url: "http://h/home/ann/things"),
      attempts: [
        Exchange.Attempt(
          outcome: .response(
            HTTPResponse(status: status, headers: HTTPHeaders(headers), body: Array(body.utf8))),
          timing: Exchange.Timing(total: seconds))
      ])
  }
}
