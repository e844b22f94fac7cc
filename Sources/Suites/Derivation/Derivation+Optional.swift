import Contracts
import Documents
import Evidence

extension Derivation {
  /// The positive request with its optional parameters: each alone, all, none, and so many
  /// combinations that every pair is seen with both, with either and with neither.
  func combinations(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    guard operation.effect == .read, subject.blocker == nil, subject.lacking.isEmpty else {
      return []
    }
    let optional = subject.slots.filter { $0.parameter?.isRequired == false }
    var values: [(slot: Slot, value: Value)] = []
    for slot in optional {
      if let value = given(slot, subject) ?? invented(slot, subject) {
        values.append((slot, value))
      }
    }
    guard !values.isEmpty else { return [] }
    var rows = values.indices.map { [$0] }
    for row in PresenceRows(count: values.count).rows where !rows.contains(row) {
      rows.append(row)
    }
    return rows.compactMap { row -> Case? in
      var request = subject.request
      for slot in optional {
        if let parameter = slot.parameter {
          request.remove(parameter.name, from: parameter.location)
        }
      }
      for place in row { request.set(values[place].slot, values[place].value) }
      guard isSendable(request, operation) else { return nil }
      let names = row.map { values[$0].slot.short }
      let circumstance = names.isEmpty ? nil : "\(names.joined(separator: ", ")) given"
      let isVouched =
        subject.invented.isEmpty && row.allSatisfy { given(values[$0].slot, subject) != nil }
      let title =
        switch names.count {
        case 0: "takes no optional parameter"
        case 1: "takes \(names[0])"
        case values.count: "takes every optional parameter"
        default: "takes \(names.joined(separator: ", "))"
        }
      return derived(
        subject, intent: .positive,
        name: "optional:\(names.isEmpty ? "none" : names.joined(separator: "+"))", title: title,
        request: request,
        expectation: isVouched
          ? Expectation(.accepted, subject.successes, circumstance: circumstance)
          : expectation(subject, varying: row.map { values[$0].slot }, circumstance),
        obligations: row.compactMap { place in
          values[place].slot.parameter.map {
            Contract.ObligationID.parameter(operation.id, $0, .right)
          }
        },
        blocker: nil, needsSetup: true,
        varying: row.map { values[$0].slot }.filter { given($0, subject) == nil })
    }
  }

  /// The requests that the definition itself gives as examples.
  func examples(_ subject: Subject) -> [Case] {
    let operation = subject.operation
    guard operation.effect != .destroy, subject.blocker == nil, subject.lacking.isEmpty else {
      return []
    }
    return subject.slots.flatMap { slot -> [Case] in
      guard let base = bystander(subject, varying: slot) else { return [] }
      return slot.examples.enumerated().compactMap { place, example -> Case? in
        let name = example.name ?? String(place + 1)
        guard let value = example.value,
          let request = proved(base, slot, value, subject, isValid: true)
        else { return nil }
        return derived(
          subject, intent: .positive, name: "example:\(slot.id):\(name)",
          title: "takes the example \(name) of \(slot.label)", request: request,
          expectation: expectation(
            subject, varying: [slot], "the example \(name) of \(slot.label)"),
          obligations: [], blocker: nil, needsSetup: true, varying: [slot])
      }
    }
  }
}

extension Slot {
  /// The values that the definition gives for it, in its order.
  var examples: [Contract.Example] {
    switch place {
    case .parameter(let parameter): parameter.examples
    case .body(let medium): medium.examples
    }
  }
}
