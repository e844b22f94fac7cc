import Contracts
import Documents

extension Derivation {
  /// The request with a value in a slot, where the target will see that it is right, or wrong.
  func proved(
    _ base: RequestTemplate, _ slot: Slot, _ value: Value, _ subject: Subject, isValid: Bool
  ) -> RequestTemplate? {
    proof.proved(base, slot, value, subject.operation, isValid: isValid)
  }

  /// Whether a request can be written at all.
  func isSendable(_ request: RequestTemplate, _ operation: Contract.Operation) -> Bool {
    proof.sent(request, operation) != nil
  }

  /// What a case made up, so that it may be made smaller; nil where nothing was, or where sending
  /// more of its kind might do harm.
  ///
  /// What changes something goes on doing so only to things that its operation has for itself in the
  /// fixtures, or that do not exist: every attempt is one more change.
  func invention(
    _ subject: Subject, varying slots: [Slot], preparedBy steps: [Step]
  ) -> Invention? {
    let places = Set(slots.map(\.id)).union(subject.invented)
    guard !places.isEmpty, steps.allSatisfy({ $0.operation.effect == .read }) else { return nil }
    switch subject.operation.effect {
    case .destroy: return nil
    case .write:
      let path = subject.operation.parameters.filter { $0.location == .path }
      guard !path.isEmpty, bystander(subject, varying: nil) != nil else { return nil }
    case .read: break
    }
    return Invention(places: places.sorted(), base: subject.request)
  }
}
