import Contracts
import Documents
import Evidence
import Testing

@testable import Suites

@Suite("Cases of a plan")
struct PlanCasesTests {
  private static let spec = """
    swagger: "2.0"
    info: {title: t, version: "1"}
    paths:
      /things:
        get: {responses: {"200": {description: ok}}}
        put: {responses: {"200": {description: ok}}}
        delete: {responses: {"200": {description: ok}}}
    """

  private static func operation(_ method: String) throws -> Contract.Operation {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "spec.yaml")
    ).contract
    return try #require(
      contract.operation(Contract.Operation.ID(method: method, path: "/things")))
  }

  private static func item(_ id: String, _ operation: Contract.Operation) -> Case {
    Case(
      id: id, title: id, group: "g", intent: .positive,
      steps: [
        Step(
          role: .test, operation: operation, request: RequestTemplate(),
          expectation: Expectation(.accepted, [200]))
      ])
  }

  /// One part of a plan: letters are stored cases, a number that many computed ones.
  private static func plan(_ parts: [String]) throws -> PlanCases {
    let operations = [
      "r": try operation("GET"), "w": try operation("PUT"), "d": try operation("DELETE"),
    ]
    var cases = PlanCases()
    for (place, part) in parts.enumerated() {
      if let count = Int(part.dropFirst()), let operation = operations[String(part.prefix(1))] {
        cases.append(count: count, effect: operation.effect) { item("\(place)-\($0)", operation) }
      } else {
        cases.append(
          contentsOf: try part.map { item("\(place)\($0)", try #require(operations["\($0)"])) })
      }
    }
    return cases
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var parts: [String]
    var stretches: [Range<Int>]
  }

  private static let rows = [
    Row(testDescription: "nothing", parts: [], stretches: []),
    Row(testDescription: "empty parts", parts: ["", "r0"], stretches: []),
    Row(testDescription: "reads", parts: ["rrr"], stretches: [0..<3]),
    Row(testDescription: "reads of both kinds", parts: ["rr", "r3", "r"], stretches: [0..<6]),
    Row(
      testDescription: "changes apart", parts: ["rwdrr"],
      stretches: [0..<1, 1..<2, 2..<3, 3..<5]),
    Row(
      testDescription: "computed changes", parts: ["r", "w2", "r2", "d1"],
      stretches: [0..<1, 1..<2, 2..<3, 3..<5, 5..<6]),
    Row(
      testDescription: "reads up to a stored change", parts: ["r2", "rw", "r1"],
      stretches: [0..<3, 3..<4, 4..<5]),
  ]

  @Test("neighbours that read are one stretch, a change is one of its own", arguments: rows)
  func stretches(_ row: Row) throws {
    let cases = try Self.plan(row.parts)
    var stretches: [Range<Int>] = []
    var stretch = cases.stretch(from: 0)
    while !stretch.isEmpty {
      stretches.append(stretch)
      stretch = cases.stretch(from: stretch.upperBound)
    }
    #expect(stretches == row.stretches)
  }

  @Test("every place holds its case, whatever the parts")
  func places() throws {
    let cases = try Self.plan(["rw", "r2", "r", "d", "w1"])
    #expect(cases.map(\.id) == ["0r", "0w", "1-0", "1-1", "2r", "3d", "4-0"])
    #expect(cases.indices.map { cases[$0].id } == cases.map(\.id))
    #expect(cases.last?.id == "4-0")
  }

  @Test("a plan of a billion cases computes only what it is asked for")
  func many() throws {
    let operation = try Self.operation("GET")
    var cases = PlanCases()
    cases.append(count: 1_000_000_000, effect: .read) { Self.item("c\($0)", operation) }
    #expect(cases.count == 1_000_000_000)
    #expect(cases[999_999_999].id == "c999999999")
    #expect(cases.stretch(from: 7) == 7..<1_000_000_000)
  }

  @Test("what is done to each case is done on access, in order")
  func adjusted() throws {
    let cases = try Self.plan(["r", "r2"])
      .adjusted {
        var item = $0
        item.title += " a"
        return item
      }
      .adjusted {
        var item = $0
        item.title += " b"
        return item
      }
    #expect(cases.map(\.title) == ["0r a b", "1-0 a b", "1-1 a b"])
  }
}
