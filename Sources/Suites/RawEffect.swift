import Contracts
import Documents
import Evidence

/// What a request does whose method or target a suite overrides. Never milder than it may be: nobody
/// is to erase by a request that passes for a read.
struct RawEffect {
  private let contract: Contract

  init(_ contract: Contract) { self.contract = contract }

  /// - Parameter operation: what would be called without the overrides.
  func effect(
    of raw: RawForm, instead operation: Contract.Operation
  ) -> Contract.Operation.Effect {
    guard raw.method != nil || raw.target != nil else { return operation.effect }
    let method = raw.method ?? operation.id.method
    guard let target = raw.target else {
      let called = contract.operation(.init(method: method, path: operation.id.path))
      return called?.effect ?? Self.worst(operation.effect, Self.byMethod(method))
    }
    // A variable may lead anywhere.
    guard target.variables.isEmpty, let text = target.string else { return .destroy }
    let path = text.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let matcher = OperationMatcher(contract: contract)
    if case .match(let match) = matcher.outcome(method: method, path: String(Substring(path))),
      let called = contract.operation(match.operation)
    {
      return called.effect
    }
    return Self.worst(operation.effect, Self.byMethod(method))
  }

  private static func byMethod(_ method: String) -> Contract.Operation.Effect {
    switch method {
    case "GET", "HEAD", "OPTIONS", "TRACE": .read
    case "DELETE": .destroy
    default: .write
    }
  }

  private static func worst(
    _ one: Contract.Operation.Effect, _ other: Contract.Operation.Effect
  ) -> Contract.Operation.Effect {
    one.gravity > other.gravity ? one : other
  }
}
