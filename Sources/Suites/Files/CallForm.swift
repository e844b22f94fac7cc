package import Contracts

/// How a step names its operation.
package enum CallForm: Sendable, Hashable, CustomStringConvertible {
  case path(Contract.Operation.ID)
  case operationID(String)

  /// Nil for what is neither a method and a path nor a name.
  init?(_ text: String) {
    if let id = StepForm.operationID(text) {
      self = .path(id)
    } else if !text.isEmpty, !text.utf8.contains(UInt8(ascii: " ")),
      text.utf8.first != UInt8(ascii: "/")
    {
      self = .operationID(text)
    } else {
      return nil
    }
  }

  package var description: String {
    switch self {
    case .path(let id): "\(id)"
    case .operationID(let name): name
    }
  }
}
