package import Contracts
package import Documents

/// What a mock is to know nothing of: the values under `missing` in the fixtures of a run.
package struct MockAbsence: Sendable {
  /// Values by parameter name, for every operation.
  package var parameters: ValueObject
  /// The same for one operation alone.
  package var operations: [Contract.Operation.ID: ValueObject]

  package init(
    parameters: ValueObject = ValueObject(),
    operations: [Contract.Operation.ID: ValueObject] = [:]
  ) {
    self.parameters = parameters
    self.operations = operations
  }

  /// Whether a call asks for one of them.
  func covers(_ call: MockCall) -> Bool {
    let own = operations[call.operation.id] ?? ValueObject()
    return call.seen.parameters.contains { parameter in
      [own[parameter.name], parameters[parameter.name]].contains { missing in
        missing.map { $0.idText == parameter.value.idText } ?? false
      }
    }
  }
}
