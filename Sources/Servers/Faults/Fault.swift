import Documents

/// A defect put into the reference server on purpose, to see whether a run finds it.
///
/// Each concerns one operation and one aspect of it; everything else stays honest.
package protocol Fault: Sendable {
  /// Stable kebab-case name, as given on the command line.
  static var id: String { get }
  /// What the broken server does, in one sentence without a final full stop.
  static var summary: String { get }
  /// The only operation concerned, for instance `GET /accounts`.
  static var operation: String { get }
  /// The id of the check that has to notice.
  static var expectedCheck: String { get }

  init()

  /// Changes what the operation gets to see.
  func tamper(with call: inout FaultableCall)
  /// Changes what the operation answered.
  func tamper(with response: inout ServerResponse, answering call: FaultableCall)
}

extension Fault {
  package func tamper(with call: inout FaultableCall) {}
  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {}

  package var id: String { Self.id }
  package var summary: String { Self.summary }
  package var operation: String { Self.operation }
  package var expectedCheck: String { Self.expectedCheck }
}

/// A routed request on its way to its operation, open to a fault's meddling.
package struct FaultableCall: Sendable {
  package var request: ServerRequest
  /// The path parameters' texts by name.
  package var parameters: [String: String]
  /// True lets the request in without looking at its token.
  package var skipsAuthorization = false
}

extension ServerResponse {
  /// Replaces or adds one top-level member of a JSON object; without effect on other bodies.
  mutating func setMember(_ name: String, _ value: Value) {
    guard case .json(let body) = self.body, var members = body.object else { return }
    members[name] = value
    self.body = .json(.object(members))
  }

  /// Replaces the body by its own bytes after a change.
  mutating func rewriteBytes(_ change: ([UInt8]) -> [UInt8]) {
    body = .bytes(change(bytes))
  }
}
