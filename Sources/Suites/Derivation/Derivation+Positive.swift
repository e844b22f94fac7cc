import Contracts
import Evidence

extension Derivation {
  /// A right request for something that exists.
  func positive(_ subject: Subject) -> Case {
    let isVouched = subject.invented.isEmpty
    var item = derived(
      subject, intent: .positive, name: "accepted", title: "answers a valid request",
      request: subject.request,
      expectation: isVouched
        ? Expectation(.accepted, subject.successes)
        : Expectation(
          .generated, subject.successes, circumstance: "\(subject.inventedNames) made up"),
      obligations: subject.documentedSuccesses.map {
        Contract.ObligationID.status(subject.operation.id, $0)
      } + givenParameters(subject),
      blocker: subject.blocker ?? blocker(subject.lacking, of: subject.operation), needsSetup: true)
    if !isVouched { item.otherwise = blocker(subject.inventedSlots, of: subject.operation) }
    return item
  }

  /// The parameters and the body that the request has: each is accepted where the request is.
  private func givenParameters(_ subject: Subject) -> [String] {
    let operation = subject.operation
    let parameters = operation.parameters.filter {
      !$0.isCredential && subject.request.value(of: $0) != nil
    }.map { Contract.ObligationID.parameter(operation.id, $0, .right) }
    return parameters
      + (subject.request.body == nil ? [] : [Contract.ObligationID.body(operation.id, .right)])
  }
}
