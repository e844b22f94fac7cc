import Contracts
import Evidence

extension Derivation {
  /// A right request for something that exists.
  func positive(_ subject: Subject) -> Case {
    let documented = subject.operation.responses.compactMap { response -> Int? in
      if case .code(let code) = response.status, (200...299).contains(code) { code } else { nil }
    }
    let isVouched = subject.invented.isEmpty
    var item = derived(
      subject, intent: .positive, name: "accepted", title: "answers a valid request",
      request: subject.request,
      expectation: isVouched
        ? Expectation(.accepted, subject.successes)
        : Expectation(
          .generated, subject.successes, circumstance: "\(subject.inventedNames) made up"),
      obligations: documented.map { Contract.ObligationID.status(subject.operation.id, $0) }
        + given(subject),
      blocker: subject.blocker ?? blocker(subject.lacking, of: subject.operation), needsSetup: true)
    if !isVouched { item.otherwise = blocker(subject.inventedSlots, of: subject.operation) }
    return item
  }

  /// The parameters that the request has: each is accepted where the request is.
  private func given(_ subject: Subject) -> [String] {
    let operation = subject.operation
    let names = (subject.request.path + subject.request.query + subject.request.headers).map(\.name)
    return operation.parameters.filter { !$0.isCredential && names.contains($0.name) }.map {
      Contract.ObligationID.parameter(operation.id, $0, .right)
    }
  }
}
