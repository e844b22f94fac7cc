/// Which requests a fault concerns.
package enum FaultScope: Sendable, Hashable, CustomStringConvertible {
  /// Those of one operation, for instance `GET /accounts`.
  case operation(String)
  /// Those of several operations, of which one shows what another did.
  case operations([String])
  /// Those with a method that their path doesn't have.
  case otherMethods
  /// Those of every operation.
  case allOperations
  /// Those for a token.
  case tokenEndpoint

  package var description: String {
    switch self {
    case .operation(let operation): operation
    case .operations(let operations): operations.joined(separator: ", ")
    case .otherMethods: "any path, with a method that it lacks"
    case .allOperations: "every operation"
    case .tokenEndpoint: "the token endpoint"
    }
  }

  /// Whether a call is concerned.
  package func covers(_ call: FaultableCall) -> Bool {
    switch self {
    case .operation(let operation): call.operation == operation
    case .operations(let operations): call.operation.map { operations.contains($0) } ?? false
    case .otherMethods: call.operation == nil && !call.isTokenRequest
    case .allOperations: call.operation != nil
    case .tokenEndpoint: call.isTokenRequest
    }
  }

  /// The operations that it names.
  var operations: [String] {
    switch self {
    case .operation(let operation): [operation]
    case .operations(let operations): operations
    case .otherMethods, .allOperations, .tokenEndpoint: []
    }
  }
}

/// An operation's answers in which a fault shows.
package struct FaultPlace: Sendable, Hashable {
  /// For instance `GET /accounts`.
  package var operation: String
  /// Nil: whatever their status.
  package var status: Int?

  package init(operation: String, status: Int?) {
    self.operation = operation
    self.status = status
  }
}
