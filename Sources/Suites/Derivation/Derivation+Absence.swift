import Contracts
import Documents
import Evidence
import Schemas

extension Derivation {
  /// A request for something that surely nobody made, where no fixture says what is missing: only to
  /// what reads, and no proof of anything but by the answer 404, because nobody vouches for it.
  func madeUpAbsence(_ subject: Subject, _ codes: [Int]) -> Case? {
    let operation = subject.operation
    guard operation.effect == .read, subject.blocker == nil, !codes.isEmpty,
      let slot = subject.slots.last(where: { $0.parameter?.location == .path }),
      subject.lacking.allSatisfy({ $0 == slot.short }), let request = unlikely(slot, subject)
    else { return nil }
    var item = derived(
      subject, intent: .negative, name: "absent", title: "does not find what is not there",
      request: request,
      expectation: Expectation(
        .generated, codes + subject.successes, circumstance: "\(slot.short) was made up"),
      obligations: codes.map { Contract.ObligationID.status(operation.id, $0) }, blocker: nil,
      needsSetup: false)
    item.otherwise = Reason(
      code: "fixture-missing",
      message: "no fixture says what is missing on the target for \(operation.id)",
      remedy: "add the parameter under `missing` in the fixtures, with a value that does not exist")
    return item
  }

  /// The positive request with an id that is valid and hardly anybody's.
  private func unlikely(_ slot: Slot, _ subject: Subject) -> RequestTemplate? {
    var random = SeededRandom(
      seed: seed, labels: ["\(subject.operation.id)", slot.id, "absence"])
    let made = generator.value(
      for: slot.schema, named: nil, direction: .request, random: &random
    ).value
    let candidates: [Value?] = [.string("muster-made-this-up"), .integer(2_147_483_629), made]
    let given = given(slot, subject).map { JSONWriter.text($0) }
    for candidate in candidates {
      if let candidate, JSONWriter.text(candidate) != given,
        let request = proved(subject.request, slot, candidate, subject, isValid: true)
      {
        return request
      }
    }
    return nil
  }
}
