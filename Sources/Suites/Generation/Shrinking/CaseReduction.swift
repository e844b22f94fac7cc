import Contracts
import Documents
import Schemas

/// Makes the last request of a case smaller as long as something that was seen with it is still seen.
///
/// First what is optional is left out, then what was made up gives way to what the fixtures vouch
/// for, then each value that is left is made smaller by itself. What the server thinks of each place
/// stays as it was: a request that breaks the contract goes on breaking it in the same place, and one
/// that keeps to it goes on keeping to it, both read back from the bytes that would be sent.
///
/// A state machine without any I/O: `next` gives a case to run, `report` takes what came of it.
/// Deterministic, and bounded by the values of `Shrinker`.
package struct CaseReduction: Sendable {
  private enum Move: Sendable {
    case leaveOut([Slot])
    /// Back to the base's values.
    case settle([Slot])
  }

  /// The smallest case so far with which it was seen.
  package private(set) var item: Case
  private let generator: ValueGenerator
  private let proof: RequestProof
  private let invention: Invention
  private let slots: [Slot]
  private let standings: [RequestProof.Standing]
  private var moves: [Move]
  /// The slots whose values are still to be made smaller.
  private var rest: [Slot]
  private var shrinker: (slot: Slot, values: Shrinker)?
  private var seen: Set<[UInt8]> = []
  private var pending: RequestTemplate?

  init?(_ item: Case, generator: ValueGenerator, proof: RequestProof) {
    guard let invention = item.invention, let step = item.steps.last, step.request.rawBody == nil,
      step.comparison == nil
    else { return nil }
    let slots = step.operation.slots(sending: Self.medium(of: step))
    guard let standings = proof.standings(step.request, slots, step.operation) else { return nil }
    self.item = item
    self.generator = generator
    self.proof = proof
    self.invention = invention
    self.slots = slots
    self.standings = standings
    // A change stays with the thing that it goes to: another valid id may be somebody's.
    let varied = zip(slots, standings).filter { slot, standing in
      step.operation.effect == .read || standing != .right || slot.parameter?.location != .path
    }
    moves = Self.moves(step.request, invention, varied.map { ($0, $1) })
    rest = varied.map(\.0).filter { invention.places.contains($0.id) }
    seen.insert(proof.wireText(step.request, step.operation))
  }

  private static func medium(of step: Step) -> Contract.MediaType? {
    guard let body = step.operation.body else { return nil }
    if let name = step.request.contentType { return body.mediaType(named: name) }
    return body.mediaType(for: step.request.body ?? .object([]))
  }

  /// All at once first, then one by one.
  private static func moves(
    _ request: RequestTemplate, _ invention: Invention,
    _ slots: [(slot: Slot, standing: RequestProof.Standing)]
  ) -> [Move] {
    let free = slots.filter { $0.standing == .right && request.value(in: $0.slot) != nil }
      .map(\.slot)
    let optional = free.filter(\.isOptional)
    let changed = free.filter { slot in
      guard invention.places.contains(slot.id), let value = invention.base.value(in: slot) else {
        return false
      }
      return request.value(in: slot).map { !$0.isSameJSON(as: value) } ?? false
    }
    func all(_ slots: [Slot], _ move: ([Slot]) -> Move) -> [Move] {
      (slots.count > 1 ? [move(slots)] : []) + slots.map { move([$0]) }
    }
    return all(optional) { .leaveOut($0) } + all(changed) { .settle($0) }
  }

  /// The request of the smallest case so far.
  private var request: RequestTemplate? { item.steps.last?.request }

  /// The next case to run, which is to be reported on before the next one; nil at the end.
  package mutating func next() -> Case? {
    while !moves.isEmpty {
      let move = moves.removeFirst()
      if let request = request.map({ made($0, move) }), let candidate = accepted(request) {
        return candidate
      }
    }
    while true {
      guard let current = shrinker else {
        guard startNext() else { return nil }
        continue
      }
      guard let value = shrinker?.values.next() else {
        shrinker = nil
        continue
      }
      if let request = replaced(current.slot, by: value), let candidate = accepted(request) {
        return candidate
      }
      shrinker?.values.report(false)
    }
  }

  /// Whether with the last case what was seen is still seen.
  package mutating func report(_ isStillSeen: Bool) {
    guard let request = pending else { return }
    pending = nil
    shrinker?.values.report(isStillSeen)
    if isStillSeen { item = with(request) }
  }

  // MARK: Candidates

  private func made(_ request: RequestTemplate, _ move: Move) -> RequestTemplate {
    var request = request
    switch move {
    case .leaveOut(let slots): for slot in slots { request.clear(slot) }
    case .settle(let slots):
      for slot in slots where request.value(in: slot) != nil {
        if let value = invention.base.value(in: slot) { request.set(slot, value) }
      }
    }
    return request
  }

  private func replaced(_ slot: Slot, by value: Value) -> RequestTemplate? {
    guard let step = item.steps.last, let place = slots.firstIndex(where: { $0.id == slot.id })
    else { return nil }
    return proof.proved(
      step.request, slot, value, step.operation, isValid: standings[place] == .right)
  }

  /// The case with another request, where it is one that was not tried and that the server thinks the
  /// same of.
  private mutating func accepted(_ request: RequestTemplate) -> Case? {
    guard let operation = item.steps.last?.operation,
      seen.insert(proof.wireText(request, operation)).inserted,
      proof.standings(request, slots, operation) == standings
    else { return nil }
    pending = request
    return with(request)
  }

  private func with(_ request: RequestTemplate) -> Case {
    var copy = item
    if let last = copy.steps.indices.last { copy.steps[last].request = request }
    return copy
  }

  /// Opens the next slot whose value can be made smaller; false where none is left.
  private mutating func startNext() -> Bool {
    while !rest.isEmpty {
      let slot = rest.removeFirst()
      guard let place = slots.firstIndex(where: { $0.id == slot.id }),
        standings[place] != .doubtful, let value = request?.value(in: slot),
        invention.base.value(in: slot).map({ !$0.isSameJSON(as: value) }) ?? true,
        // What an earlier step gives is not ours to change.
        let plain = try? value.filled(from: [:]),
        let values = generator.shrinker(for: plain, of: slot.schema, direction: .request)
      else { continue }
      shrinker = (slot, values)
      return true
    }
    return false
  }
}

extension Slot {
  /// Whether a request may do without it.
  fileprivate var isOptional: Bool {
    parameter.map { !$0.isRequired } ?? false
  }
}
