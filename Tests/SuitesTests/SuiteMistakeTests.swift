import Contracts
import Documents
import FoundationEssentials
import Suites
import Testing

/// What a person is told of each mistaken suite, as `muster plan` would.
@Suite("Messages about mistaken suites") struct SuiteMistakeTests {
  static let contract = """
    openapi: 3.1.0
    info: { title: Pets, version: "1" }
    paths:
      /pets:
        get:
          operationId: listPets
          parameters: [{ name: limit, in: query, schema: { type: integer } }]
          responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } } } }
        post:
          operationId: createPet
          requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
          responses: { "201": { description: made } }
      /pets/{petId}:
        parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
        get:
          operationId: getPet
          responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }
        delete:
          operationId: deletePet
          responses: { "204": { description: gone } }
    components:
      schemas:
        Pet: { type: object, properties: { id: { type: integer }, name: { type: string } } }
    """

  /// Nothing where the suite is fine.
  static func message(_ suite: String) throws -> String {
    let contract = try ContractLoader.load(
      Array(contract.utf8), file: SourceFile(name: "pets.yaml")
    ).contract
    let file = SourceFile(name: "s.yaml")
    do throws(InvalidInput) {
      let value = try StructuredReader.read(Array(suite.utf8), file: file)
      let planner = Planner(
        contract: contract, fixtures: Fixtures(), environment: [:],
        options: Planner.Options(derive: []))
      _ = try planner.plan([try SuiteFile(value, file: file)])
      return ""
    } catch {
      return error.description
    }
  }

  @Test("are exactly these") func messages() throws {
    var text = ""
    for mistake in SuiteSchemaTests.mistakes {
      let message = try Self.message(mistake.suite)
      #expect(!message.isEmpty, "\(mistake.testDescription)")
      #expect(
        message.split(separator: "\n").allSatisfy { $0.hasPrefix("s.yaml:") }, "\(message)")
      text += "\(mistake.testDescription)\n"
      text += message.split(separator: "\n").map { "  \($0)\n" }.joined()
    }
    let path = "\(SuiteSchemaTests.root)/Tests/SuitesTests/Fixtures/suite-mistakes.txt"
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
      Issue.record("recorded suite-mistakes.txt: read it, then run again")
      return
    }
    let golden = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let pairs = zip(
      golden.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    for (expected, actual) in pairs where expected != actual {
      Issue.record("expected \(expected)\ngot      \(actual)")
      break
    }
    #expect(golden == text)
  }
}
