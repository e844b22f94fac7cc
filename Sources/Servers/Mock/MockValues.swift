import Contracts
import Documents
import Schemas
import Suites

/// Makes up what a contract's schemas describe, and says whether they accept a value in an answer.
struct MockValues: Sendable {
  let contract: Contract
  let schemas: ContractSchemas
  let seed: UInt64
  private let generator: ValueGenerator

  init(contract: Contract, schemas: ContractSchemas, seed: UInt64) {
    self.contract = contract
    self.schemas = schemas
    self.seed = seed
    generator = ValueGenerator(contract: contract, schemas: schemas)
  }

  /// The stream of random numbers that belongs to some labels, the same whenever the mock runs with
  /// the same seed.
  func random(_ labels: [String]) -> SeededRandom { SeededRandom(seed: seed, labels: labels) }

  /// A value that an answer may hold; nil where none is found.
  ///
  /// - Parameter isDynamic: made up even where the definition has examples.
  func value(
    for schema: Contract.SchemaReference, named name: String? = nil, examples: [Value] = [],
    isDynamic: Bool = false, random: inout SeededRandom
  ) -> Value? {
    generator.value(
      for: schema, named: name, examples: isDynamic ? [] : examples, direction: .response,
      random: &random, size: .full, usesSchemaExamples: !isDynamic
    ).value
  }

  /// Whether an answer may hold a value under a schema.
  func accepts(_ value: Value, _ reference: Contract.SchemaReference) -> Bool {
    do {
      let schema = try schemas.schema(reference, direction: .response)
      let document = try JSONReader.read(JSONWriter.bytes(value), file: Self.file)
      return schema.isValid(document.root)
    } catch {
      // A schema that can't be compiled was reported when the contract was loaded, and accepts
      // nothing here.
      return false
    }
  }

  private static let file = SourceFile(name: "<answer>")
}
