import Contracts
import Documents
import Schemas

/// What all answers of a run are judged by.
final class JudgeRules: Sendable {
  let contract: Contract
  let strictness: Strictness
  /// The ids of the checks that judge, so that a check defers to none that is silenced.
  let judges: Set<String>
  let latency: LatencyLimits
  let errorPolicy: ErrorPolicy
  let index: ModelIndex
  /// Of response bodies and headers, by place.
  let schemas: [JSONPointer: Schema]
  private let known = Locked(Known())

  private struct Known {
    var answers: [DocumentedAnswer.Key: DocumentedAnswer] = [:]
    /// The last one: neighbouring answers are mostly alike, and comparing costs less than hashing.
    var last: (key: DocumentedAnswer.Key, answer: DocumentedAnswer)?
  }

  /// A target that makes up content types must not fill the memory with what is said of them: so many
  /// answers are remembered, and none with a content type of more bytes.
  private static let limit = 10_000
  private static let longestContentType = 256

  /// Compiles every response schema of the contract; throws where one can't be.
  init(
    contract: Contract, schemas known: ContractSchemas?, strictness: Strictness,
    judges: Set<String>, latency: LatencyLimits
  ) throws(InvalidInput) {
    self.contract = contract
    self.strictness = strictness
    self.judges = judges
    self.latency = latency
    let errorPolicy = ErrorPolicy(contract)
    self.errorPolicy = errorPolicy
    let compiler = known ?? ContractSchemas(contract: contract)
    index = ModelIndex(contract, schemas: compiler)
    var schemas: [JSONPointer: Schema] = [:]
    var wanted = contract.operations.flatMap(\.responses).flatMap(\.content).compactMap(\.schema)
    wanted += contract.operations.flatMap(\.responses).flatMap(\.headers).compactMap(\.schema)
    if let model = errorPolicy.model { wanted.append(model.schema) }
    for reference in wanted where schemas[reference.pointer] == nil {
      schemas[reference.pointer] = try compiler.schema(reference, direction: .response)
    }
    self.schemas = schemas
  }

  /// What is documented of an answer; the operation is one of the contract's.
  func documented(
    _ operation: Contract.Operation, status: Int, contentType: String?
  ) -> DocumentedAnswer {
    let key = DocumentedAnswer.Key(
      operation: operation.id, status: status, contentType: contentType)
    let found = known.withLock { known -> DocumentedAnswer? in
      if let last = known.last, last.key == key { return last.answer }
      guard let answer = known.answers[key] else { return nil }
      known.last = (key, answer)
      return answer
    }
    if let found { return found }
    let made = DocumentedAnswer(key, operation, by: self)
    guard contentType.map({ $0.utf8.count <= Self.longestContentType }) ?? true else { return made }
    known.withLock { known in
      if known.answers.count < Self.limit { known.answers[key] = made }
    }
    return made
  }
}
