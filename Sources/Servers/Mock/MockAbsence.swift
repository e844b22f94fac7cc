package import Contracts
package import Documents

/// What a mock is to know nothing of: the values under `missing` in the fixtures of a run.
package struct MockAbsence: Sendable {
  /// What one operation is asked for where it must not be found, all of it together.
  package struct Variant: Sendable {
    package var parameters: ValueObject
    package var body: Value?

    package init(parameters: ValueObject = ValueObject(), body: Value? = nil) {
      self.parameters = parameters
      self.body = body
    }
  }

  /// Values by parameter name, for every operation; each is missing by itself.
  package var parameters: ValueObject
  package var operations: [Contract.Operation.ID: Variant]

  package init(
    parameters: ValueObject = ValueObject(),
    operations: [Contract.Operation.ID: Variant] = [:]
  ) {
    self.parameters = parameters
    self.operations = operations
  }

  /// Whether a call asks for one of them.
  func covers(_ call: MockCall) -> Bool {
    if parameters.contains(where: { names($0, call) }) { return true }
    guard let own = operations[call.operation.id], !own.parameters.isEmpty || own.body != nil,
      own.parameters.allSatisfy({ names($0, call) })
    else { return false }
    guard let body = own.body else { return true }
    return call.seen.body.map { JSONWriter.text($0) == JSONWriter.text(body) } ?? false
  }

  private func names(_ member: ValueObject.Member, _ call: MockCall) -> Bool {
    call.seen.parameters.contains {
      $0.name == member.name && $0.value.idText == member.value.idText
    }
  }
}
