import Contracts
import Documents
import Evidence
import Schemas

extension Derivation {
  /// Requests that are valid to the very edge of what the contract allows, one value at a time.
  ///
  /// Nobody vouches for these values: a refusal for what they mean is no failure, a crash is.
  func boundaries(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    // What destroys goes to nothing but what its fixtures made for it.
    guard operation.effect != .destroy, subject.blocker == nil, subject.lacking.isEmpty else {
      return []
    }
    return subject.slots.flatMap { slot -> [Case] in
      guard let base = bystander(subject, varying: slot) else { return [] }
      var random = SeededRandom(seed: seed, labels: ["\(operation.id)", slot.id, "edges"])
      let variants = generator.boundaries(
        of: slot.schema, named: slot.name, direction: .request, random: &random)
      var cases: [Case] = []
      for variant in variants where cases.count < limit(of: slot) {
        guard let request = proved(base, slot, variant.value, subject, isValid: true) else {
          continue
        }
        cases.append(
          derived(
            subject, intent: .boundary, name: "boundary:\(slot.id):\(variant.id)",
            title: "stands \(slot.label): \(variant.label)", request: request,
            expectation: expectation(subject, varying: [slot], "\(slot.label): \(variant.label)"),
            obligations: [], blocker: nil, needsSetup: true, varying: [slot]))
      }
      return cases
    }
  }

  /// The most variants of one slot that are sent.
  func limit(of slot: Slot) -> Int {
    slot.parameter == nil ? Limits.bodyVariants : Limits.parameterVariants
  }

  enum Limits {
    static let parameterVariants = 24
    static let bodyVariants = 60
  }

  /// The request in which a slot is varied, or with nil what lies beside the path, so that no harm is
  /// done: a change goes to a thing that its operation has for itself in the fixtures, or to one that
  /// does not exist.
  ///
  /// Nil where the change could only go to a thing that others share, or that was guessed: a valid id
  /// may be somebody's, and only one that is wrong is nobody's.
  func bystander(
    _ subject: Subject, varying slot: Slot?, isBreach: Bool = false
  ) -> RequestTemplate? {
    let operation = subject.operation
    guard operation.effect != .read else { return subject.request }
    if slot?.parameter?.location == .path, !isBreach { return nil }
    var request = subject.request
    for parameter in operation.parameters where parameter.location == .path {
      if slot?.parameter?.location == .path, slot?.name == parameter.name { continue }
      if subject.owns(parameter.name), !fixtures.shared.contains(parameter.name) { continue }
      guard let missing = fixtures.missing[parameter.name] else { return nil }
      request.add(
        .init(name: parameter.name, value: binder.scope.filled(missing)), to: .path)
    }
    return request
  }
}
