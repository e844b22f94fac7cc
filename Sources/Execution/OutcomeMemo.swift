import Documents
import Evidence

/// The outcomes of the last case. Neighbouring cases mostly have the same ones; those are handed on as one
/// list, which whoever has seen it before knows at a glance.
final class OutcomeMemo: Sendable {
  private let last = Locked<[ObligationOutcome]>([])

  /// The outcomes, as the list that was handed on before where they are the same.
  func shared(_ outcomes: [ObligationOutcome]) -> [ObligationOutcome] {
    last.withLock { last in
      if Self.areDischargedAlike(outcomes, last) { return last }
      last = outcomes
      return outcomes
    }
  }

  /// Whether both discharge the same, and do nothing else: then no reason need be compared.
  private static func areDischargedAlike(
    _ left: [ObligationOutcome], _ right: [ObligationOutcome]
  ) -> Bool {
    guard left.count == right.count else { return false }
    for place in left.indices {
      guard left[place].state == .discharged, right[place].state == .discharged,
        left[place].id == right[place].id
      else { return false }
    }
    return true
  }
}
