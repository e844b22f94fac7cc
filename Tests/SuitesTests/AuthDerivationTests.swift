import Contracts
import Documents
import Evidence
import Suites
import Testing

/// Which credentials that are not good enough are tried, and which of them the contract owes a refusal.
@Suite("Credentials that must be refused")
struct AuthDerivationTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The operation's security, in YAML's flow style.
    var security: String
    var path = "/things"
    var fixtures = ""
    var atHand: Set<Contract.CredentialDefect> = [.expired, .wrongScope, .foreign]
    /// What the contract owes, by the ids' ends.
    var owed: [String]
    /// What is sent.
    var sent: [String]
  }

  static let thing = "/things/{thingId}"
  static let fixture = "parameters: {thingId: 4}\n"

  static let rows: [Row] = [
    Row(
      testDescription: "scopes of client credentials", security: "[{app: [read]}]", path: thing,
      fixtures: fixture,
      owed: ["absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope"],
      sent: [
        "absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope", "foreign",
      ]),
    Row(
      testDescription: "nothing at hand", security: "[{app: [read]}]", atHand: [],
      owed: ["absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope"],
      sent: ["absent", "malformed", "wrong-scheme", "in-query"]),
    Row(
      testDescription: "no scope is asked for", security: "[{app: []}]",
      owed: ["absent", "malformed", "wrong-scheme", "in-query", "expired"],
      sent: ["absent", "malformed", "wrong-scheme", "in-query", "expired"]),
    Row(
      testDescription: "a token of a user", security: "[{user: [read]}]", path: thing,
      fixtures: fixture,
      owed: [
        "absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope", "foreign",
      ],
      sent: [
        "absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope", "foreign",
      ]),
    Row(
      testDescription: "a thing that both have", security: "[{user: [read]}]", path: thing,
      fixtures: fixture + "shared: [thingId]\n",
      owed: [
        "absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope", "foreign",
      ],
      sent: ["absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope"]),
    Row(
      testDescription: "a thing that was made up", security: "[{bearer: []}]", path: thing,
      owed: ["absent", "malformed", "wrong-scheme", "in-query", "expired", "foreign"],
      sent: ["absent", "malformed", "wrong-scheme", "in-query", "expired"]),
    Row(
      testDescription: "a password", security: "[{basic: []}]",
      owed: ["absent", "malformed", "wrong-scheme"], sent: ["absent", "malformed", "wrong-scheme"]),
    Row(
      testDescription: "a token or a password", security: "[{bearer: []}, {basic: []}]",
      owed: ["absent", "malformed"], sent: ["absent", "malformed"]),
    Row(
      testDescription: "a key stands elsewhere", security: "[{key: []}]",
      owed: ["absent", "malformed"], sent: ["absent", "malformed"]),
    Row(
      testDescription: "a token or a key", security: "[{app: [read]}, {key: []}]",
      owed: ["absent", "malformed"], sent: ["absent", "malformed"]),
    Row(
      testDescription: "a token and a key", security: "[{app: [read], key: []}]",
      owed: ["absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope"],
      sent: ["absent", "malformed", "wrong-scheme", "in-query", "expired", "wrong-scope"]),
    Row(
      testDescription: "a token and a key in the query", security: "[{bearer: [], late: []}]",
      owed: ["absent", "malformed", "wrong-scheme", "expired"],
      sent: ["absent", "malformed", "wrong-scheme", "expired"]),
    Row(testDescription: "optional", security: "[{bearer: []}, {}]", owed: [], sent: []),
  ]

  static func spec(_ row: Row) -> String {
    let parameter =
      row.path == thing
      ? "[{name: thingId, in: path, required: true, schema: {type: integer}}]" : "[]"
    return """
      openapi: 3.0.4
      info: {title: t, version: "1"}
      components:
        securitySchemes:
          app: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {read: r, more: m}}}}
          user: {type: oauth2, flows: {authorizationCode: {authorizationUrl: /a, tokenUrl: /t, scopes: {read: r}}}}
          bearer: {type: http, scheme: bearer}
          basic: {type: http, scheme: basic}
          key: {type: apiKey, in: header, name: X-Key}
          late: {type: apiKey, in: query, name: key}
      paths:
        \(row.path):
          get:
            security: \(row.security)
            parameters: \(parameter)
            responses: {"200": {description: o}, "401": {description: u}, "403": {description: f}}
      """
  }

  @Test("what is owed and what is sent", arguments: rows)
  func defects(_ row: Row) throws {
    let contract = try ContractLoader.load(
      Array(Self.spec(row).utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let owed = contract.obligations.filter { $0.kind == .security }
    #expect(owed.map { String($0.id.split(separator: ":").last ?? "") } == row.owed)
    #expect(owed.allSatisfy { $0.remedy?.isEmpty == false })
    let plan = try DerivationSafetyTests.plan(
      "muster: fixtures/1\n\(row.fixtures)", spec: Self.spec(row),
      options: Planner.Options(derive: [.auth], credentials: row.atHand))
    #expect(
      plan.cases.compactMap { $0.id.split(separator: "token-").last.map(String.init) } == row.sent)
    for item in plan.cases {
      let step = try #require(item.steps.last)
      #expect(
        item.steps.dropLast().map(\.request.credential)
          == (["wrong-scope", "foreign"].contains { item.id.hasSuffix($0) }
            ? [.literal(HTTPRequest.malformedCredential)] : []))
      let name = String(item.id.split(separator: "token-").last ?? "")
      let isForbidden = name == "wrong-scope" || name == "foreign"
      #expect(
        step.expectation.statuses == (name == "foreign" ? [403, 404] : [isForbidden ? 403 : 401]))
      #expect(
        item.obligations.contains("status:GET \(row.path):\(isForbidden ? 403 : 401)")
          == (name != "foreign"))
      #expect(item.obligations.contains("security:GET \(row.path):\(name)"))
    }
  }
}
