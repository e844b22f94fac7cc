import Contracts
import Evidence

extension Derivation {
  /// A right request for something that exists.
  func positive(_ subject: Subject) -> Case {
    let documented = subject.operation.responses.compactMap { response -> Int? in
      if case .code(let code) = response.status, (200...299).contains(code) { code } else { nil }
    }
    let statuses = documented.isEmpty ? [200] : documented
    return derived(
      subject, intent: .positive, name: "accepted", title: "answers a valid request",
      request: subject.request, expectation: Expectation(.accepted, statuses),
      obligations: documented.map { Contract.ObligationID.status(subject.operation.id, $0) },
      blocker: subject.blocker ?? blocker(subject.lacking, of: subject.operation), needsSetup: true)
  }
}
