import Contracts
import Documents
import Evidence
import Schemas

extension Derivation {
  /// Requests that break one constraint of the contract each, so that they must be refused.
  ///
  /// A value counts only if the target can see that it is wrong: it is written as it will be sent,
  /// read back as a server reads it, and must break its schema then. A text for a text parameter
  /// never does.
  func violations(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    guard subject.blocker == nil else { return [] }
    return subject.slots.flatMap { slot -> [Case] in
      // A target that ignores bodies would destroy more than was meant.
      let isPath = slot.parameter?.location == .path
      if operation.effect == .destroy, !isPath { return [] }
      guard subject.lacking.allSatisfy({ $0 == slot.short }),
        let base = bystander(subject, varying: slot, isBreach: true)
      else { return [] }
      var random = SeededRandom(seed: seed, labels: ["\(operation.id)", slot.id, "breaches"])
      let variants = generator.violations(
        of: slot.schema, named: slot.name, direction: .request, random: &random)
      var sent: Set<[UInt8]> = []
      var cases: [Case] = []
      for variant in variants where cases.count < limit(of: slot) {
        guard let request = proved(base, slot, variant.value, subject, isValid: false),
          sent.insert(proof.wireText(request, operation)).inserted
        else { continue }
        cases.append(
          refused(
            subject, name: "invalid:\(slot.id):\(variant.id)",
            title: "refuses \(slot.label): \(variant.label)", request: request,
            circumstance: "\(slot.label): \(variant.label)",
            obligations: [slot.obligation(operation.id, .wrong)], varying: [slot]))
      }
      return cases
    }
  }

  /// Requests that lack what is required, one thing each. Never for an operation that destroys:
  /// without its filter it may destroy everything.
  func omissions(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    guard operation.effect != .destroy, subject.blocker == nil, subject.lacking.isEmpty else {
      return []
    }
    return subject.slots.compactMap { slot -> Case? in
      guard let base = bystander(subject, varying: slot) else { return nil }
      var request = base
      if let parameter = slot.parameter {
        guard parameter.isRequired, parameter.location != .path else { return nil }
        request.remove(parameter.name, from: parameter.location)
      } else {
        guard operation.body?.isRequired == true else { return nil }
        request.body = nil
      }
      guard isSendable(request, operation) else { return nil }
      return refused(
        subject, name: "missing:\(slot.id)", title: "refuses a request without \(slot.label)",
        request: request, circumstance: "\(slot.label) was left out", omitted: slot.short,
        obligations: [slot.obligation(operation.id, .absent)])
    }
  }

  /// A case that is to be refused with 400 or 422.
  func refused(
    _ subject: Subject, name: String, title: String, request: RequestTemplate,
    circumstance: String, omitted: String? = nil, obligations: [String] = [],
    varying varied: [Slot] = []
  ) -> Case {
    let operation = subject.operation
    let codes = documentedCodes(operation, among: [400, 422])
    return derived(
      subject, intent: .negative, name: name, title: title, request: request,
      expectation: Expectation(
        .refused, codes.isEmpty ? [400, 422] : codes, circumstance: circumstance,
        omitted: omitted),
      obligations: obligations, blocker: nil, needsSetup: false, varying: varied)
  }
}
