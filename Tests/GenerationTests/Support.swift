import Contracts
import Documents
import Schemas
import Suites
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A schema alone, as the whole document of a contract.
struct Subject {
  let contract: Contract
  let schemas: ContractSchemas
  let generator: ValueGenerator
  let reference: Contract.SchemaReference

  init(_ document: Value, _ dialect: SchemaDialect, at pointer: JSONPointer = JSONPointer()) {
    contract = Contract(
      title: "t", version: "1", format: "test", source: SourceFile(name: "schema.json"),
      document: document, dialect: dialect)
    schemas = ContractSchemas(contract: contract)
    generator = ValueGenerator(contract: contract, schemas: schemas)
    reference = Contract.SchemaReference(pointer: pointer, label: "schema")
  }

  init(_ text: String, _ dialect: SchemaDialect = .draft202012, at pointer: String = "") throws {
    let document = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "schema.json"))
    self.init(
      Value(document), dialect, at: try #require(JSONPointer(parsing: pointer)))
  }

  func schema(_ direction: SchemaOptions.Direction = .request) throws -> Schema {
    try schemas.schema(reference, direction: direction)
  }

  func generated(
    _ seed: UInt64 = 1, named name: String? = nil,
    direction: SchemaOptions.Direction = .request, size: GenerationSize = .typical
  ) -> Generated {
    var random = SeededRandom(seed: seed, labels: ["test"])
    return generator.value(
      for: reference, named: name, direction: direction, random: &random, size: size)
  }

  func value(_ seed: UInt64 = 1, size: GenerationSize = .typical) throws -> Value {
    let generated = generated(seed, size: size)
    return try #require(generated.value, "\(generated.reason ?? "")")
  }

  func boundaries(_ direction: SchemaOptions.Direction = .request) -> [GeneratedVariant] {
    var random = SeededRandom(seed: 1)
    return generator.boundaries(of: reference, direction: direction, random: &random)
  }

  func violations(_ direction: SchemaOptions.Direction = .request) -> [GeneratedVariant] {
    var random = SeededRandom(seed: 1)
    return generator.violations(of: reference, direction: direction, random: &random)
  }
}

func isValid(_ value: Value, _ schema: Schema) throws -> Bool {
  let document = try JSONReader.read(
    JSONWriter.bytes(value), file: SourceFile(name: "value.json"))
  return schema.isValid(document.root)
}

func broken(_ value: Value, _ schema: Schema) throws -> [Violation] {
  let document = try JSONReader.read(
    JSONWriter.bytes(value), file: SourceFile(name: "value.json"))
  return schema.violations(in: document.root)
}

enum PackageFiles {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    let full = root.appendingPathComponent(path).path
    return Array(try #require(FileManager.default.contents(atPath: full), "\(full)"))
  }

  /// The official JSON Schema test suite, where its files are at hand.
  static let suite: String? = {
    let environment = ProcessInfo.processInfo.environment["MUSTER_JSON_SCHEMA_SUITE"]
    let beside = root.appendingPathComponent("../shared/data/json-schema-test-suite").path
    return [environment ?? beside, beside].first {
      FileManager.default.fileExists(atPath: $0 + "/tests/draft4")
    }
  }()

  static func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
      .sorted()
  }
}
