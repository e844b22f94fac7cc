import Contracts
import Documents

/// A request that found its operation and keeps to the contract.
struct MockCall: Sendable {
  var operation: Contract.Operation
  var seen: SeenRequest
  /// The variables of the path, percent-decoded, in its order.
  var pathValues: [(name: String, value: String)]
  var accept: AcceptField
  var prefer: PreferField

  /// What tells this request from others, so far as the contract knows of it: the same request gets
  /// the same answer, whatever else it carries.
  var identity: [String] {
    seen.parameters.map { "\($0.location.rawValue).\($0.name)=\(JSONWriter.text($0.value))" }
      + [seen.body.map { JSONWriter.text($0) } ?? ""]
  }
}
