import Documents

/// A defect put into a server on purpose, to see whether a run finds it.
///
/// Each concerns one aspect of what its scope names; everything else stays honest.
package protocol Fault: Sendable {
  /// Stable name, as given on the command line: kebab-case, and for a member of a family the family
  /// with what it concerns, as in `missing-property:documents.url`.
  var id: String { get }
  /// What the broken server does, in one sentence without a final full stop.
  var summary: String { get }
  var scope: FaultScope { get }
  /// The id of the check that has to notice.
  var expectedCheck: String { get }
  /// True where the standards leave a doubt, so that what is found is a warning.
  var isOnlyWarned: Bool { get }
  /// Why no suite can notice, where the contract allows what the broken server does; nil where one
  /// can.
  var equivalence: String? { get }

  /// Changes what the operation gets to see.
  func tamper(with call: inout FaultableCall)
  /// Changes what was answered.
  func tamper(with response: inout ServerResponse, answering call: FaultableCall)
}

extension Fault {
  package var isOnlyWarned: Bool { false }
  package var equivalence: String? { nil }
  package func tamper(with call: inout FaultableCall) {}
  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {}
}

/// Which requests a fault concerns.
package enum FaultScope: Sendable, Hashable, CustomStringConvertible {
  /// Those of one operation, for instance `GET /accounts`.
  case operation(String)
  /// Those with a method that their path doesn't have.
  case otherMethods
  /// Those of every operation.
  case allOperations

  package var description: String {
    switch self {
    case .operation(let operation): operation
    case .otherMethods: "any path, with a method that it lacks"
    case .allOperations: "every operation"
    }
  }

  /// Whether a call is concerned.
  package func covers(_ call: FaultableCall) -> Bool {
    switch self {
    case .operation(let operation): call.operation == operation
    case .otherMethods: call.operation == nil
    case .allOperations: call.operation != nil
    }
  }
}

/// A fault of which there is only one, known by its type.
package protocol SingleFault: Fault {
  static var id: String { get }
  static var summary: String { get }
  /// The only operation concerned, for instance `GET /accounts`.
  static var operation: String { get }
  static var expectedCheck: String { get }

  init()
}

extension SingleFault {
  package var id: String { Self.id }
  package var summary: String { Self.summary }
  package var scope: FaultScope { .operation(Self.operation) }
  package var expectedCheck: String { Self.expectedCheck }
}

/// A request that found its path, on its way to its operation, open to a fault's meddling.
package struct FaultableCall: Sendable {
  /// Method and path template, for instance `GET /accounts`; nil where the path lacks the method.
  package var operation: String?
  package var request: ServerRequest
  /// The path parameters' texts by name.
  package var parameters: [String: String]
  /// What was sent; empty where the operation takes no body.
  package var body: [UInt8] = []
  /// Whether its token was good once.
  package var hasExpiredToken = false
  /// Whether its token is good, but of other scopes.
  package var hasNarrowToken = false
  /// True lets the request in without looking at its token.
  package var skipsAuthorization = false
}

extension ServerResponse {
  /// Replaces or adds one top-level member of a JSON object; without effect on other bodies.
  mutating func setMember(_ name: String, _ value: Value) {
    changeMembers { $0[name] = value }
  }

  /// Changes the members of a JSON object; without effect on other bodies.
  mutating func changeMembers(_ change: (inout ValueObject) -> Void) {
    guard case .json(let body) = self.body, var members = body.object else { return }
    change(&members)
    self.body = .json(.object(members))
  }

  /// Replaces the body by its own bytes after a change.
  mutating func rewriteBytes(_ change: ([UInt8]) -> [UInt8]) {
    body = .bytes(change(bytes))
  }

  /// Replaces the body by text of another media type.
  mutating func setText(_ text: String, mediaType: String) {
    setHeader("Content-Type", mediaType)
    body = .bytes(Array(text.utf8))
  }
}
