import Documents
import Evidence

/// The outcomes of the last case. Neighbouring cases mostly show the same; then what it comes to is not worked
/// out again, and is handed on as one list, which whoever has seen it before knows at a glance.
final class OutcomeMemo: Sendable {
  private struct Last {
    var own: [ObligationOutcome] = []
    var seen: [[ObligationOutcome]] = []
    var merged: [ObligationOutcome] = []
  }

  private let last = Locked(Last())

  /// What a case has for its own obligations and for what its answers showed, each id once.
  func merged(
    _ own: [ObligationOutcome], _ seen: [[ObligationOutcome]]
  ) -> [ObligationOutcome] {
    let known = last.withLock { last in
      Self.areAlike(own, last.own) && Self.areAlike(seen, last.seen) ? last.merged : nil
    }
    if let known { return known }
    let merged = ObligationMerge.merged(own, seen)
    return last.withLock { last in
      // Where only the parts differ, it is still the same list.
      if !Self.areAlike(merged, last.merged) { last.merged = merged }
      last.own = own
      last.seen = seen
      return last.merged
    }
  }

  private static func areAlike(
    _ left: [[ObligationOutcome]], _ right: [[ObligationOutcome]]
  ) -> Bool {
    guard left.count == right.count else { return false }
    for place in left.indices where !areAlike(left[place], right[place]) { return false }
    return true
  }

  /// Whether both discharge the same, and do nothing else: then no reason need be compared.
  private static func areAlike(
    _ left: [ObligationOutcome], _ right: [ObligationOutcome]
  ) -> Bool {
    guard left.count == right.count else { return false }
    let (left, right) = (left.span, right.span)
    // What all answers showed is mostly one list.
    if left.isIdentical(to: right) { return allDischarged(left) }
    for place in left.indices {
      guard left[place].state == .discharged, right[place].state == .discharged,
        left[place].id == right[place].id
      else { return false }
    }
    return true
  }

  private static func allDischarged(_ outcomes: Span<ObligationOutcome>) -> Bool {
    for place in outcomes.indices where outcomes[place].state != .discharged { return false }
    return true
  }
}
