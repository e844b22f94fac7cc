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
  /// Where it shows, so that what looks there can be tried first; empty where nobody knows.
  var places: [FaultPlace] { get }
  /// Whether it can break any operation just as well as its own.
  var isMovable: Bool { get }

  /// The same fault about another member of the answer; nil where it is about none.
  func concerning(field: String) -> (any Fault)?

  /// Changes what the operation gets to see.
  func tamper(with call: inout FaultableCall)
  /// Changes what was answered.
  func tamper(with response: inout ServerResponse, answering call: FaultableCall)
}

extension Fault {
  package var isOnlyWarned: Bool { false }
  package var equivalence: String? { nil }
  package var isMovable: Bool { false }
  package var places: [FaultPlace] {
    scope.operations.map { FaultPlace(operation: $0, status: nil) }
  }
  package func concerning(field: String) -> (any Fault)? { nil }
  package func tamper(with call: inout FaultableCall) {}
  package func tamper(with response: inout ServerResponse, answering call: FaultableCall) {}
}

/// A fault of which there is only one, known by its type.
package protocol SingleFault: Fault {
  static var id: String { get }
  static var summary: String { get }
  /// The only operation concerned, for instance `GET /accounts`.
  static var operation: String { get }
  static var expectedCheck: String { get }
  /// Whether it can break any operation just as well as its own.
  static var isMovable: Bool { get }

  init()
}

extension SingleFault {
  package var id: String { Self.id }
  package var summary: String { Self.summary }
  package var scope: FaultScope { .operation(Self.operation) }
  package var expectedCheck: String { Self.expectedCheck }
  package static var isMovable: Bool { false }
  package var isMovable: Bool { Self.isMovable }
}

/// A request that found its path, on its way to its operation, open to a fault's meddling.
package struct FaultableCall: Sendable {
  /// Method and path template, for instance `GET /accounts`; nil where the path lacks the method,
  /// and for the token endpoint.
  package var operation: String?
  /// True for a request for a token.
  package var isTokenRequest = false
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
  /// The ids of the faults that leave this call alone, though it is in their scope.
  var spared: Set<String> = []
  /// A fault has changed it.
  var isChanged = false
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
