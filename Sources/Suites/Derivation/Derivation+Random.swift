import Contracts
import Documents
import Evidence
import Schemas

extension Derivation {
  /// What random cases of one operation are made from, worked out once.
  struct RandomSource: Sendable {
    var subject: Subject
    /// The breaches of each slot that the target can see, by the slot's place.
    var breaches: [(slot: Slot, variants: [GeneratedVariant])]
  }

  /// Adds so many random cases to a plan, in turn for one operation after the other: first those that
  /// only read, which run side by side, then those that change something.
  func addRandom(
    _ count: Int, _ subjects: [Subject], breaking: Bool, to plan: inout PlanCases
  ) {
    let sources = randomSources(subjects, breaking: breaking)
    guard !sources.isEmpty else { return }
    for effect in [Contract.Operation.Effect.read, .write] {
      let these = sources.filter { $0.subject.operation.effect == effect }
      guard !these.isEmpty else { continue }
      // Each operation has its share, whatever its effect.
      let share = effect == .read ? count * these.count / sources.count : count
      let earlier = effect == .write ? count * (sources.count - these.count) / sources.count : 0
      plan.append(count: share - earlier, effect: effect) { number in
        random(these[number % these.count], number / these.count)
      }
    }
  }

  /// Those operations for which requests can be made up without harm.
  private func randomSources(_ subjects: [Subject], breaking: Bool) -> [RandomSource] {
    subjects.filter {
      $0.operation.effect != .destroy && $0.blocker == nil && $0.lacking.isEmpty
        && !$0.slots.isEmpty
    }.compactMap { subject in
      guard bystander(subject, varying: nil) != nil else { return nil }
      let breaches = (breaking ? subject.slots : []).map { slot in
        var random = SeededRandom(
          seed: seed, labels: ["\(subject.operation.id)", slot.id, "breaches"])
        let variants = generator.violations(
          of: slot.schema, named: slot.name, direction: .request, random: &random)
        return (
          slot,
          variants.filter {
            proved(subject.request, slot, $0.value, subject, isValid: false) != nil
          }
        )
      }.filter { !$0.1.isEmpty }
      return RandomSource(subject: subject, breaches: breaches)
    }
  }

  /// The random case of a number: a pure function of the seed, the operation and the number.
  private func random(_ source: RandomSource, _ number: Int) -> Case {
    let subject = source.subject
    var random = SeededRandom(
      seed: seed, labels: ["\(subject.operation.id)", "random", String(number)])
    if let breach = random.below(3) == 0 ? random.pick(source.breaches) : nil,
      let variant = random.pick(breach.variants),
      let base = bystander(subject, varying: breach.slot, isBreach: true),
      let request = proved(
        mixed(base, subject, besides: breach.slot, &random), breach.slot, variant.value, subject,
        isValid: false)
    {
      return refused(
        subject, name: "random:\(number)", title: "refuses the random request \(number)",
        request: request, circumstance: "\(breach.slot.label): \(variant.label)",
        varying: subject.slots)
    }
    let base = bystander(subject, varying: nil) ?? subject.request
    return derived(
      subject, intent: .boundary, name: "random:\(number)",
      title: "stands the random request \(number)",
      request: mixed(base, subject, besides: nil, &random),
      expectation: expectation(subject, varying: subject.slots, "all values were made up"),
      obligations: [], blocker: nil, needsSetup: true, varying: subject.slots)
  }

  /// The request with other valid values: some kept, some made up, optional ones there or not.
  private func mixed(
    _ base: RequestTemplate, _ subject: Subject, besides fixed: Slot?, _ random: inout SeededRandom
  ) -> RequestTemplate {
    var request = base
    for slot in subject.slots where slot.id != fixed?.id {
      let draw = random.below(4)
      if let parameter = slot.parameter, !parameter.isRequired, draw == 0 {
        request.remove(parameter.name, from: parameter.location)
        continue
      }
      guard draw > 1, subject.operation.effect == .read || slot.parameter?.location != .path else {
        continue
      }
      let made = generator.value(
        for: slot.schema, named: slot.name, direction: .request, random: &random,
        size: [.minimal, .typical, .full][random.below(3)])
      guard let value = made.value,
        let changed = proved(request, slot, value, subject, isValid: true)
      else { continue }
      request = changed
    }
    return request
  }
}
