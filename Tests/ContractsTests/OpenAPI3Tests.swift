import Contracts
import Documents
import Testing

/// One construct of OpenAPI 3 each, with all that the contract makes of it and what is said about it.
@Suite("OpenAPI 3")
struct OpenAPI3Tests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var version: String
    /// What stands after `info`, from line 3.
    var text: String
    /// The contract's account, then the diagnostics; only these where there is no contract.
    var expected: String

    init(_ name: String, version: String, _ text: String, _ expected: String) {
      testDescription = name
      self.version = version
      self.text = text
      self.expected = expected
    }

    var document: String { "openapi: \(version)\ninfo: {title: t, version: '1'}\n\(text)\n" }
  }

  @Test(arguments: parameters + constructs)
  func reads(_ row: Row) {
    var lines: [String] = []
    do {
      let loaded = try load(row.document)
      lines = loaded.contract.account + loaded.diagnostics.map(\.description)
      #expect(
        ContractSchemas(contract: loaded.contract).compileAll().map(\.code).allSatisfy {
          $0 == "schema-unresolved-reference"
        })
    } catch {
      lines = error.diagnostics.map(\.description)
    }
    #expect(lines.joined(separator: "\n") == row.expected)
  }
}
