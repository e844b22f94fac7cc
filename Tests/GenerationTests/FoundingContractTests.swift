import Contracts
import Documents
import Schemas
import Suites
import Testing

/// Every schema of the founding contract, with and without its overlay.
@Suite struct FoundingContractTests {
  static func contract(overlaid: Bool) throws -> Contract {
    let spec = try PackageFiles.bytes("spec/crm/crm-b2b-co.md")
    var overlays: [(bytes: [UInt8], file: SourceFile)] = []
    if overlaid {
      overlays = [
        (try PackageFiles.bytes("spec/crm/overlay.yaml"), SourceFile(name: "overlay.yaml"))
      ]
    }
    return try ContractLoader.load(
      spec, file: SourceFile(name: "crm-b2b-co.md"), overlays: overlays
    ).contract
  }

  @Test(arguments: [false, true])
  func generates(overlaid: Bool) throws {
    let contract = try Self.contract(overlaid: overlaid)
    let schemas = ContractSchemas(contract: contract)
    let generator = ValueGenerator(contract: contract, schemas: schemas)
    var references = contract.models.map { ($0.name, $0.schema) }
    for operation in contract.operations {
      references += operation.parameters.map { ($0.name, $0.schema) }
    }
    #expect(references.count > 20)
    for direction in [SchemaOptions.Direction.request, .response] {
      for (name, reference) in references {
        for size in GenerationSize.allCases {
          var random = SeededRandom(seed: 7, labels: [name])
          let generated = generator.value(
            for: reference, named: name, direction: direction, random: &random, size: size)
          let value = try #require(generated.value, "\(name): \(generated.reason ?? "")")
          #expect(try isValid(value, schemas.schema(reference, direction: direction)), "\(name)")
        }
      }
    }
  }
}
