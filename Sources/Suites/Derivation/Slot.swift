import Contracts
import Documents

/// A place in an operation's request that takes a value.
struct Slot: Sendable {
  enum Place: Sendable {
    case parameter(Contract.Parameter)
    case body(Contract.MediaType)
  }

  var place: Place
  var schema: Contract.SchemaReference

  init(_ parameter: Contract.Parameter) {
    place = .parameter(parameter)
    schema = parameter.schema
  }

  /// Nil where the body has no schema to make values from.
  init?(_ medium: Contract.MediaType) {
    guard let schema = medium.schema else { return nil }
    place = .body(medium)
    self.schema = schema
  }

  var parameter: Contract.Parameter? {
    if case .parameter(let parameter) = place { parameter } else { nil }
  }

  /// The parameter's name, a hint for what it holds; nil for a body.
  var name: String? { parameter?.name }

  /// Part of the ids of cases: `path.accountId` or `body`.
  var id: String {
    parameter.map { "\($0.location.rawValue).\($0.name)" } ?? "body"
  }

  /// For people: `path parameter accountId` or `body`.
  var label: String {
    parameter.map { "\($0.location.rawValue) parameter \($0.name)" } ?? "the body"
  }

  /// The promise of an operation about a use of what it takes here.
  func obligation(_ operation: Contract.Operation.ID, _ use: Contract.ParameterUse) -> String {
    parameter.map { Contract.ObligationID.parameter(operation, $0, use) }
      ?? Contract.ObligationID.body(operation, use)
  }

  /// As fixtures call it.
  var short: String { parameter?.name ?? "body" }
}

extension Contract.Operation {
  /// What its requests take values for, parameters first; the body in the media type that is sent.
  func slots(sending medium: Contract.MediaType?) -> [Slot] {
    parameters.filter { !$0.isCredential }.map { Slot($0) }
      + [medium.flatMap { Slot($0) }].compactMap { $0 }
  }
}

extension Value {
  /// The value with every text taken literally: `${` in what was made up is no variable.
  var literal: Value {
    switch kind {
    case .string(let text):
      text.contains("${") ? .string(text.replacing("${", with: "$${"), at: range) : self
    case .array(let items): .array(items.map(\.literal), at: range)
    case .object(var members):
      Value(
        .object(
          {
            for member in members { members[member.name] = member.value.literal }
            return members
          }()), at: range)
    default: self
    }
  }
}
