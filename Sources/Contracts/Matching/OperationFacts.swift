package import Documents

/// What follows from an operation's definition and is asked for with every request, worked out once.
package final class OperationFacts: Sendable {
  /// Method and path template, for instance `GET /accounts/{accountId}`.
  package let label: String
  package let path: PathTemplate
  /// The media types that its responses document, JSON first, as a value of Accept
  /// (RFC 9110 §12.5.1); those that it says it produces where no response has any, and JSON before
  /// all else where nothing is said.
  package let acceptedTypes: String

  /// The parameters, in their order.
  package let arguments: [Argument]

  /// What writing an argument of a parameter takes.
  package struct Argument: Sendable {
    package let notation: ParameterNotation
    package let isCredential: Bool
    /// `name=`, percent-encoded, where a scalar follows in a query as it is; nil elsewhere.
    private let start: String?

    package init(_ notation: ParameterNotation, isCredential: Bool = false) {
      self.notation = notation
      self.isCredential = isCredential
      let isPlain =
        notation.location == .query && notation.mediaType == nil && notation.style != .deepObject
      start = isPlain ? PercentCoding.encoded(notation.name) + "=" : nil
    }

    /// The pair of a query that most values become: what ``ParameterWriter`` gives for them, at less cost.
    ///
    /// - Returns: nil where the writer is to be asked.
    package func pair(_ value: Value) -> String? {
      guard let start, let text = FlatValue.text(value) else { return nil }
      return start
        + PercentCoding.encoded(
          text, keeping: notation.allowsReserved ? .reservedInQuery : .unreserved)
    }
  }

  /// The ids of the status cells of the codes that are documented by themselves.
  fileprivate let cells: [Int: String]

  init(_ operation: Contract.Operation) {
    label = operation.id.description
    path = PathTemplate(operation.id.path)
    acceptedTypes = Self.acceptedTypes(operation)
    arguments = operation.parameters.map {
      Argument($0.notation, isCredential: $0.isCredential)
    }
    var cells: [Int: String] = [:]
    for response in operation.responses {
      guard case .code(let code) = response.status else { continue }
      cells[code] = Contract.ObligationID.status(operation.id, code)
    }
    self.cells = cells
  }

  private static func acceptedTypes(_ operation: Contract.Operation) -> String {
    var json: [String] = []
    var others: [String] = []
    let documented = operation.responses.flatMap(\.content).map(\.name)
    for name in documented.isEmpty ? operation.produces : documented {
      guard let type = MediaTypeName(name), !json.contains(name), !others.contains(name) else {
        continue
      }
      if type.isJSON { json.append(name) } else { others.append(name) }
    }
    let all = json + others
    return all.isEmpty ? "application/json, */*;q=0.5" : all.joined(separator: ", ")
  }
}

extension Contract.Operation {
  /// The id of the status cell that an answer of a status stands in, and whether the contract names
  /// that status, by itself or by its range.
  ///
  /// - Parameter facts: the operation's own, by whoever has asked for them already.
  package func cell(
    of status: Int, _ facts: OperationFacts? = nil
  ) -> (id: String, isNamed: Bool) {
    if let id = (facts ?? self.facts).cells[status] { return (id, true) }
    if let named = response(for: status)?.status, named != .default {
      return (Contract.ObligationID.status(id, named), true)
    }
    return (Contract.ObligationID.status(id, status), false)
  }
}
