import Contracts
import Documents
import Evidence
import Suites
import Testing

/// What is expected and sent where a definition says little, as those of real servers do.
@Suite("Derivation from definitions that say little")
struct FieldDerivationTests {
  static let spec = """
    swagger: "2.0"
    info: {title: t, version: "1"}
    paths:
      /moved:
        get: {responses: {"302": {description: elsewhere}}}
      /error:
        get: {responses: {"404": {description: n}, "500": {description: e}}}
      /default:
        get: {responses: {"404": {description: n}, default: {description: d}}}
      /things/{id}:
        parameters: [{name: id, in: path, required: true, type: string}]
        get: {responses: {"200": {description: o}, "404": {description: n}}}
        delete: {responses: {"204": {description: o}, "404": {description: n}}}
      /picture:
        get:
          produces: [image/webp, image/*]
          responses: {"200": {description: o}}
      /search:
        get:
          parameters: [{name: text, in: query, required: true, type: string}]
          responses: {"200": {description: o}}
    """

  static func plan(_ fixtures: String = "muster: fixtures/1\n") throws -> Plan {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    let file = SourceFile(name: "f.yaml")
    let read = try Fixtures(try StructuredReader.read(Array(fixtures.utf8), file: file), file: file)
    return try Planner(contract: contract, fixtures: read, environment: [:]).plan([])
  }

  private func derived(_ plan: Plan, _ name: String, _ operation: String) throws -> Case {
    try #require(plan.cases.first { $0.id == "derived:\(operation):\(name)" })
  }

  private func sent(_ item: Case) throws -> HTTPRequest {
    let step = try #require(item.steps.last)
    return try step.request.request(for: step.operation, baseURL: "", variables: [:])
  }

  @Test(
    "a valid request gets what is documented, be it no success",
    arguments: [
      ("GET /moved", [302]), ("GET /error", [404, 500]), ("GET /default", [200]),
      ("GET /picture", [200]),
    ])
  func successes(operation: String, statuses: [Int]) throws {
    let item = try derived(try Self.plan(), "accepted", operation)
    #expect(item.steps.last?.expectation.statuses == statuses)
  }

  @Test(
    "asked for is what the definition says is answered, without a schema too",
    arguments: [
      ("GET /picture", "image/webp, image/*"), ("GET /moved", "application/json, */*;q=0.5"),
    ])
  func accept(operation: String, value: String) throws {
    let request = try sent(try derived(try Self.plan(), "accepted", operation))
    #expect(request.headers["Accept"] == value)
  }

  @Test("where no fixture says what is missing, what reads asks for a made-up id")
  func madeUpAbsence() throws {
    let plan = try Self.plan("muster: fixtures/1\nparameters: {id: a}\n")
    let item = try derived(plan, "absent", "GET /things/{id}")
    #expect(item.blocker == nil)
    #expect(item.otherwise?.code == "fixture-missing")
    #expect(item.obligations == ["status:GET /things/{id}:404"])
    #expect(try sent(item).url != "/things/a")
    // It may exist: an answer is no failure.
    #expect(item.steps.last?.expectation.rule == .generated)
    #expect(item.steps.last?.expectation.statuses == [404, 200])
    // What destroys goes to nothing that was guessed.
    #expect(try derived(plan, "absent", "DELETE /things/{id}").blocker?.code == "fixture-missing")
  }

  @Test("an empty list in a query is nothing, and no value of a wrong type")
  func emptyList() throws {
    let plan = try Self.plan("muster: fixtures/1\nparameters: {text: a}\n")
    let requests = try plan.cases.filter { $0.group == "GET /search" && $0.intent == .negative }
      .filter { $0.id.contains(":invalid:") }.map { try sent($0).url }
    #expect(!requests.contains("/search"))
  }
}
