import Evidence

/// The outcomes that one case has for its obligations: each id once, the gravest outcome of it, in
/// the order of appearance.
struct ObligationMerge {
  private(set) var outcomes: [ObligationOutcome] = []
  /// Where the ids stand, once there are too many to look through.
  private var places: [String: Int] = [:]

  /// What a case has for its own obligations, then for what each of its answers showed; no answer shows
  /// the same twice.
  static func merged(
    _ own: [ObligationOutcome], _ seen: [[ObligationOutcome]]
  ) -> [ObligationOutcome] {
    var merged = ObligationMerge()
    for outcome in own { merged.add(outcome) }
    for outcomes in seen { merged.add(distinct: outcomes) }
    return merged.outcomes
  }

  /// Looking through so many costs less than a dictionary of them.
  private static let few = 24

  mutating func add(_ outcome: ObligationOutcome) {
    merge(outcome, among: outcomes.count)
  }

  /// Adds outcomes of which no two have the same id.
  mutating func add(distinct more: [ObligationOutcome]) {
    let known = outcomes.count
    outcomes.reserveCapacity(known + more.count)
    for outcome in more { merge(outcome, among: known) }
  }

  private mutating func merge(_ outcome: ObligationOutcome, among known: Int) {
    guard let place = place(of: outcome.id, among: known) else {
      outcomes.append(outcome)
      return
    }
    switch (outcomes[place].state, outcome.state) {
    case (.notReached, _), (.discharged, .failed): outcomes[place] = outcome
    default: break
    }
  }

  private mutating func place(of id: String, among known: Int) -> Int? {
    guard known > Self.few else {
      // A span lends what it holds, where an array's subscript counts it.
      let outcomes = outcomes.span
      for place in 0..<known where outcomes[place].id == id { return place }
      return nil
    }
    while places.count < known { places[outcomes[places.count].id] = places.count }
    return places[id]
  }
}
