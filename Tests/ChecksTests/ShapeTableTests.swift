import Contracts
import Documents
import Testing

@testable import Checks

/// What a hostile target may make the judge remember.
@Suite("Remembered shapes and answers")
struct ShapeTableTests {
  @Test("only so many combinations of alternatives are told apart, and those always")
  func combinations() {
    let table = ShapeTable(combinationLimit: 2)
    let root = table.number(of: JSONPointer(["root"]))
    let first = table.number(of: root, with: [JSONPointer(["a"])])
    let second = table.number(of: root, with: [JSONPointer(["b"])])
    #expect(first != nil && second != nil && first != second)
    #expect(table.number(of: root, with: [JSONPointer(["a"]), JSONPointer(["b"])]) == nil)
    #expect(table.number(of: root, with: [JSONPointer(["a"])]) == first)
    #expect(table.number(of: root, with: []) == nil)
  }

  @Test("an answer is remembered by its content type, unless that is long")
  func contentTypes() throws {
    let contract = try ContractLoader.load(
      Array(AlternativeTests.spec.utf8), file: SourceFile(name: "t.yaml")
    ).contract
    let operation = try #require(contract.operations.first)
    let rules = try JudgeRules(
      contract: contract, schemas: nil, strictness: .standard, judges: [], latency: LatencyLimits())
    func asked(_ contentType: String?) -> DocumentedAnswer {
      rules.documented(operation, status: 200, contentType: contentType)
    }
    let long = "application/json; x=" + String(repeating: "y", count: 300)
    #expect(asked(nil) === asked(nil))
    #expect(asked("application/json") === asked("application/json"))
    #expect(asked(long) !== asked(long))
    #expect(asked(long).hasDocumentedMediaType)
  }
}
