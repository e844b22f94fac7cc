import Contracts
import Documents
import Evidence
import Suites
import Testing

@testable import Selftest

/// Cases that look where a fault shows come first, and nothing gets lost.
struct CaseOrderTests {
  private static let spec = """
    openapi: 3.0.4
    info: {title: t, version: "1"}
    paths:
      /a/{id}:
        get: &read
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          responses: {"200": {description: o}, "400": {description: n}, "404": {description: n}}
      /b/{id}:
        get: *read
    """

  private static let suite = """
    muster: suite/1
    name: s
    cases:
      - id: both
        title: both
        steps:
          - {call: "GET /a/{id}", with: {id: 1}}
          - {call: "GET /b/{id}", with: {id: 1}, expect: {status: 200, body: {/x: 1}}}
    """

  private func plan() throws -> Plan {
    func value(_ text: String, _ name: String) throws -> (Value, SourceFile) {
      let file = SourceFile(name: name)
      return (try StructuredReader.read(Array(text.utf8), file: file), file)
    }
    let loaded = try ContractLoader.load(
      Array(Self.spec.utf8), file: SourceFile(name: "spec.yaml"))
    let (fixtures, fixturesFile) = try value(
      "muster: fixtures/1\nparameters: {id: 1}\nmissing: {id: 9}\n", "fixtures.yaml")
    let (suite, suiteFile) = try value(Self.suite, "suite.yaml")
    let planner = Planner(
      contract: loaded.contract, fixtures: try Fixtures(fixtures, file: fixturesFile),
      environment: [:], options: Planner.Options(derive: [.positive, .negative]))
    return try planner.plan([try SuiteFile(suite, file: suiteFile)])
  }

  private func mutant(_ places: [Mutant.Place]) -> Mutant {
    Mutant(id: "m", summary: "s", scope: "x", expectedCheck: "c", places: places)
  }

  @Test func theLikelyComeFirst() throws {
    let plan = try plan()
    let order = CaseOrder(plan)
    let ids = plan.cases.map(\.id)
    func first(_ places: [Mutant.Place]) -> String? {
      let ordered = order.plan(for: mutant(places)).cases.map(\.id)
      #expect(Set(ordered) == Set(ids) && ordered.count == ids.count)
      return ordered.first
    }
    #expect(first([]) == ids.first)
    let absent = try #require(
      plan.cases.first { item in
        item.steps.contains { step in
          "\(step.operation.id)" == "GET /b/{id}" && step.expectation.statuses.contains(404)
        }
      })
    #expect(first([.answer(operation: "GET /b/{id}", status: 404)]) == absent.id)
    #expect(
      first([
        .answer(operation: "GET /a/{id}", status: nil),
        .answer(operation: "GET /b/{id}", status: nil),
      ]) == "s:both")
    #expect(first([.otherMethods])?.contains(":method:") == true)
    #expect(order.reversed.cases.map(\.id) == ids.reversed())
  }

  @Test func theOrderIsThePlansAmongEquals() throws {
    let plan = try plan()
    let places: [Mutant.Place] = [.answer(operation: "GET /b/{id}", status: nil)]
    let ordered = CaseOrder(plan).plan(for: mutant(places)).cases.map(\.id)
    let ids = plan.cases.map(\.id)
    let mine = ids.filter { $0.hasPrefix("derived:GET /b/") || $0 == "s:both" }
    #expect(ordered == mine + ids.filter { !mine.contains($0) })
  }

  @Test func demandsAreThoseOfSuites() throws {
    let demands = DemandList(try plan()).all
    #expect(demands.map(\.text) == ["status 200", "status 200", "/x equals 1"])
    #expect(demands.map(\.id.step) == [0, 1, 1])
    #expect(demands.allSatisfy { $0.id.caseID == "s:both" && $0.range?.file.name == "suite.yaml" })
  }
}
