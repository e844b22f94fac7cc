import Contracts
import Documents
import Schemas

/// What the contract says of all answers to one operation that have the same status and content
/// type. It is worked out once, and looked up for every answer.
final class DocumentedAnswer: Sendable {
  /// Which answers it is about.
  struct Key: Hashable {
    var operation: Contract.Operation.ID
    var status: Int
    /// The value of Content-Type; nil where there is none.
    var contentType: String?
  }

  let operation: Contract.Operation
  /// The response that documents the status: exact, range, or `default`.
  let response: Contract.Response?
  let mediaType: MediaTypeName?
  /// The representation that is documented for the status; nil where there is none.
  let representation: Contract.MediaType?
  /// What a JSON body must satisfy: the representation's schema, or the error model where the status
  /// is not documented at all; nil where neither is there.
  let schema: Schema?
  /// The number of that schema's shape in the `ShapeTable`; nil where there is no schema.
  let shape: Int?
  /// Whether something else than JSON is documented.
  let isDocumentedAsOther: Bool
  /// Whether the media type of the body is one that the contract documents.
  let hasDocumentedMediaType: Bool
  /// Whether the contract promises JSON here: it says so, or it allows any media type for what only
  /// JSON can express.
  let promisesJSON: Bool
  let latencyLimit: LatencyLimits.Limit

  init(_ key: Key, _ operation: Contract.Operation, by rules: JudgeRules) {
    let response = operation.response(for: key.status)
    let content = response?.content ?? []
    let mediaType = key.contentType.flatMap { MediaTypeName($0) }
    let representation =
      key.contentType.flatMap { content.best(for: $0)?.mediaType } ?? content.first
    let reference =
      representation?.schema ?? (response == nil ? rules.errorPolicy.model?.schema : nil)
    self.operation = operation
    self.response = response
    self.mediaType = mediaType
    self.representation = representation
    schema = reference.flatMap { rules.schemas[$0.pointer] }
    shape = reference.map { rules.index.table.number(of: $0.pointer) }
    let names = content.map { MediaTypeName($0.name) }
    isDocumentedAsOther = names.contains { name in
      name.map { !$0.isJSON && !$0.isRange } ?? false
    }
    hasDocumentedMediaType = names.contains { range in
      guard let range, let mediaType else { return false }
      return mediaType.isCovered(by: range) || (range.isJSON && mediaType.isJSON)
    }
    promisesJSON = Self.promisesJSON(representation, rules.contract)
    latencyLimit = rules.latency.limit(of: operation)
  }

  private static func promisesJSON(
    _ representation: Contract.MediaType?, _ contract: Contract
  ) -> Bool {
    guard let representation, let schema = representation.schema,
      let name = MediaTypeName(representation.name)
    else { return false }
    guard name.isRange else { return name.isJSON }
    let members = contract.document[schema.pointer]?.object
    return ["object", "array"].contains(members?["type"]?.string) || members?["properties"] != nil
  }
}
