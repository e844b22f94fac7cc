import Documents
import Servers
import Testing

/// Every operation answers every documented status, from the fixtures alone.
struct StatusCellTests {
  static let cells: [FixtureCell] = {
    let operations = (try? MarkdownFacts())?.operations ?? []
    return operations.flatMap { operation in
      [200, 400, 401, 404].map { FixtureCell(operation: operation, status: $0) }
    }
  }()

  @Test func eighteenOperationsTimesFourStatuses() {
    #expect(Self.cells.count == 72)
  }

  @Test(arguments: cells)
  func answersAsDocumented(_ cell: FixtureCell) async throws {
    let facts = try MarkdownFacts()
    let fixtures = try SpecFolder.fixtures()
    try await TestServer.run { server in
      let answer = try await cell.provoke(on: server, fixtures: fixtures, facts: facts)
      if cell.status == 200 {
        try expectConforming(answer, cell.operation, facts)
      } else {
        try expectErrorBody(answer, status: cell.status)
      }
      if cell.status == 401 {
        #expect(answer.header("www-authenticate") == "Bearer realm=\"crm\"")
      }
    }
  }

  /// All cells three times on one server, in an order that is different each time.
  @Test(.timeLimit(.minutes(2))) func cellsCanBeRepeatedInAnyOrder() async throws {
    let facts = try MarkdownFacts()
    let fixtures = try SpecFolder.fixtures()
    try await TestServer.run { server in
      for stride in [1, 5, 71] {
        for step in Self.cells.indices {
          let cell = Self.cells[step * stride % Self.cells.count]
          let answer = try await cell.provoke(on: server, fixtures: fixtures, facts: facts)
          #expect(answer.status == cell.status, "\(cell.testDescription): \(answer.text)")
        }
      }
    }
  }

  /// Every documented member is there with its type, and no other.
  private func expectConforming(
    _ answer: HTTPAnswer, _ operation: String, _ facts: MarkdownFacts
  ) throws {
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.header("content-type") == "application/json")
    let model = try #require(facts.answers[operation])
    let properties = try #require(facts.models[model])
    let body = try answer.json()
    if properties.isEmpty {
      let items = try #require(body.array)
      #expect(!items.isEmpty)
      #expect(items.allSatisfy { $0.object != nil })
      return
    }
    #expect(Set(body.object?.names ?? []) == Set(properties.map(\.name)))
    for (name, type) in properties {
      let value = try #require(body[name], "\(name)")
      #expect(Self.conforms(value, to: type), "\(name) is \(value.typeName), not \(type)")
    }
  }

  private static func conforms(_ value: Value, to type: String) -> Bool {
    switch type {
    case "string": value.string != nil
    case "integer": value.integer != nil
    case "object": value.object != nil
    case "[ object ]": value.array?.allSatisfy { $0.object != nil } == true
    case "dateTime": value.string?.contains(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-05:00$/) == true
    default: false
    }
  }
}
