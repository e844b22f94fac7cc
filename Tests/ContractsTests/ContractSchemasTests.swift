import Contracts
import Documents
import FoundationEssentials
import Schemas
import Testing

@Suite("Schemas of a contract")
struct ContractSchemasTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var body: String
    /// Pointer and keyword of each violation.
    var violations: [String]
    var testDescription: String { name }
  }

  static let rows = [
    Row(
      name: "good", body: #"{"name": "Ann", "born": "2000-02-29", "numbers": [{"digits": "1"}]}"#,
      violations: []),
    Row(name: "wrong type", body: #"{"name": 7}"#, violations: ["/name type"]),
    Row(name: "missing", body: "{}", violations: [" required"]),
    Row(
      name: "wrong format", body: #"{"name": "Ann", "born": "2001-02-29"}"#,
      violations: ["/born format"]),
    Row(
      name: "through a reference", body: #"{"name": "Ann", "numbers": [{"digits": 1}]}"#,
      violations: ["/numbers/0/digits type"]),
    Row(name: "no object", body: "[]", violations: [" type"]),
  ]

  @Test(arguments: rows)
  func judges(_ row: Row) throws {
    let contract = try load(PhoneBook.text).contract
    let schemas = ContractSchemas(contract: contract)
    let reference = try #require(
      contract.operations.first?.response(for: 200)?.content.first?.schema)
    let schema = try schemas.schema(reference, direction: .response)
    let document = try JSONReader.read(Array(row.body.utf8), file: SourceFile(name: "<answer>"))
    let violations = schema.violations(in: document.root)
    #expect(violations.map { "\($0.instance) \($0.keyword)" } == row.violations)
    #expect(violations.allSatisfy { $0.schemaRange?.file.name == "spec" })
  }

  @Test func parametersAreSchemas() throws {
    let contract = try load(Swagger2Tests.full).contract
    let schemas = ContractSchemas(contract: contract)
    let operation = try #require(contract.operations.first)
    for (name, good, bad) in [
      ("id", "7", "\"x\""), ("limit", "10", "11"), ("X-Trace", "\"t\"", "1"),
    ] {
      let parameter = try #require(operation.parameters.first { $0.name == name })
      let schema = try schemas.schema(parameter.schema, direction: .request)
      for (text, isValid) in [(good, true), (bad, false)] {
        let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "<value>"))
        #expect(schema.isValid(document.root) == isValid, "\(name) \(text)")
      }
    }
  }

  /// Schemas are compiled from what a reference says stands there, without looking again.
  @Test(arguments: [
    "shop-swagger2.yaml", "shop-openapi3.yaml", "order-book.yaml", "order-book.md",
    "phone-book.pandoc.md",
  ])
  func referencesKnowWhatStandsThere(_ name: String) throws {
    let contract = try Shared.load(Shared.fixtures.appending(path: name)).contract
    var references = contract.operations.flatMap(\.schemaReferences) + contract.models.map(\.schema)
    references += contract.models.flatMap { $0.properties.map(\.schema) }
    let known = references.filter { $0.value != nil }
    #expect(!known.isEmpty)
    for reference in known {
      let there = try #require(contract.document[reference.pointer], "\(reference.pointer)")
      #expect(reference.value?.range == there.range, "\(reference.pointer)")
      #expect(reference.value.map { "\($0)" } == "\(there)", "\(reference.pointer)")
    }
  }

  @Test func propertiesAreTheSameHoweverManyAreRequired() throws {
    let names = (0..<20).map { "p\($0)" }
    for required in [[], ["p3"], ["p19", "absent", "p0", "p0"], names.reversed()] {
      let members = names.map { "\"\($0)\": {type: string}" }.joined(separator: ", ")
      let contract = try load(
        """
        swagger: '2.0'
        info: {title: t, version: '1'}
        paths: {/a: {get: {responses: {200: {description: ok}}}}}
        definitions:
          M: {type: object, required: \(required), properties: {\(members)}}
          R: {type: object, required: \(required), properties: {\(members), r: {$ref: '#/definitions/M'}}}
        """
      ).contract
      for model in contract.models {
        let expected = names + (model.name == "R" ? ["r"] : [])
        #expect(model.properties.map(\.name) == expected)
        #expect(
          model.properties.filter(\.isRequired).map(\.name)
            == names.filter { required.contains($0) })
        #expect(model.properties.allSatisfy { $0.range?.start.line == (model.name == "M" ? 5 : 6) })
        #expect(
          model.properties.first?.schema.pointer.description
            == "/definitions/\(model.name)/properties/p0")
      }
      #expect(
        contract.models.last?.properties.last?.schema.pointer.description == "/definitions/M")
    }
  }

  @Test func everythingCompiles() throws {
    #expect(ContractSchemas(contract: try load(Swagger2Tests.full).contract).compileAll().isEmpty)
    #expect(
      ContractSchemas(contract: try load(PhoneBook.text).contract).compileAll()
        .isEmpty)
  }

  @Test(
    .enabled(if: Shared.exists(Shared.seed), "the founding contract (../shared/seed) is not here"))
  func theFoundingContractCompiles() throws {
    let plain = try Shared.load(Shared.seed).contract
    #expect(ContractSchemas(contract: plain).compileAll().isEmpty)
    let refined = try Shared.load(Shared.seed, overlays: [Shared.ownOverlay]).contract
    #expect(ContractSchemas(contract: refined).compileAll().isEmpty)
  }

  @Test func impossibleSchemasAreLocated() throws {
    let overlay = OverlayTests.overlay(
      "- {target: $.definitions.Owner.properties.name, update: {type: strin}}\n"
        + "- {target: $.definitions.Pet.properties.name, update: {pattern: '['}}")
    let contract = try load(Swagger2Tests.full, overlays: [overlay]).contract
    let problems = ContractSchemas(contract: contract).compileAll()
    #expect(problems.count == 2)
    #expect(problems.allSatisfy { $0.severity == .error && $0.range?.file.name == "overlay" })
    #expect(Set(problems.map { $0.range?.start.line }) == [4, 5])
  }
}
