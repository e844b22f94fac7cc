package import Contracts
import Documents
import Schemas

/// What predicates of a step may refer to.
package struct PredicateBinding: Sendable {
  let contract: Contract
  let schemas: ContractSchemas
  /// The ids of the steps before.
  let earlierSteps: Set<String>

  package init(contract: Contract, schemas: ContractSchemas, earlierSteps: Set<String> = []) {
    self.contract = contract
    self.schemas = schemas
    self.earlierSteps = earlierSteps
  }

  /// A schema that a suite writes; throws located diagnostics for one that can't be compiled.
  func compile(_ schema: Value) throws(InvalidInput) -> Schema {
    try schemas.schema(writtenInSuite: schema)
  }
}
