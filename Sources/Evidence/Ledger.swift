/// Which obligations a run discharged, gathered from its events in bounded memory.
package struct Ledger: Sendable {
  /// How far the obligations of one kind got.
  package struct Tally: Sendable, Hashable {
    package var discharged = 0
    package var failed = 0
    package var notReached = 0

    package init() {}

    package var total: Int { discharged + failed + notReached }
    package var reached: Int { discharged + failed }
  }

  package struct Entry: Sendable, Hashable {
    package var fact: ObligationFact
    package var outcome: ObligationOutcome
  }

  /// In the contract's order.
  package private(set) var entries: [Entry] = []
  private var places: [String: Int] = [:]
  /// All outcomes of the last case: the same ones again change nothing.
  private var last: [ObligationOutcome] = []
  /// The outcomes' ids of the last case with their places: neighbouring cases mostly have the same
  /// ones, and comparing costs less than looking up. Nil: no entry has that id.
  private var recent: [(id: String, place: Int?)] = []
  /// Those of which an answer broke the contract.
  private(set) var failedOperations: Set<String> = []

  package init() {}

  package mutating func record(_ event: RunEvent) {
    switch event {
    case .started(let facts):
      entries = facts.obligations.map {
        Entry(
          fact: $0,
          outcome: ObligationOutcome(
            id: $0.id, state: .notReached, reason: Ledger.unreachedReason(of: $0.kind)))
      }
      recent = []
      last = []
      places = Dictionary(
        entries.enumerated().map { ($1.fact.id, $0) }, uniquingKeysWith: { first, _ in first })
    case .caseFinished(let result):
      let outcomes = result.obligations
      if outcomes != last {
        for number in outcomes.indices { merge(outcomes[number], number) }
        last = outcomes.count <= Self.recentLimit ? outcomes : []
      }
      guard result.verdict == .failed else { break }
      // By place: a step is large, and copying it counts every part of it.
      let steps = result.steps
      for place in steps.indices {
        let findings = steps[place].findings
        if findings.indices.contains(where: { findings[$0].severity == .failure }) {
          failedOperations.insert(steps[place].operation)
        }
      }
    case .finished: break
    }
  }

  /// A failure outweighs everything, a discharge outweighs a miss.
  private mutating func merge(_ outcome: ObligationOutcome, _ number: Int) {
    guard let place = place(of: outcome.id, number) else { return }
    switch (entries[place].outcome.state, outcome.state) {
    case (.notReached, _), (.discharged, .failed): entries[place].outcome = outcome
    default: break
    }
  }

  /// The place of the entry that the outcome of a number in its case is about.
  private mutating func place(of id: String, _ number: Int) -> Int? {
    if number < recent.count, recent[number].id == id { return recent[number].place }
    let place = places[id]
    if number < recent.count {
      recent[number] = (id, place)
    } else if recent.count < Self.recentLimit {
      recent.append((id, place))
    }
    return place
  }

  private static let recentLimit = 256

  package func tally(_ kind: ObligationFact.Kind) -> Tally {
    var tally = Tally()
    for entry in entries where entry.fact.kind == kind {
      switch entry.outcome.state {
      case .discharged: tally.discharged += 1
      case .failed: tally.failed += 1
      case .notReached: tally.notReached += 1
      }
    }
    return tally
  }

  private static func unreachedReason(of kind: ObligationFact.Kind) -> String {
    switch kind {
    case .status, .security, .parameter: "no case of this run aimed at it"
    case .property: "never seen in an answer"
    case .errorBody: "no refusal of it was seen"
    case .fallback: "no undocumented situation was met"
    }
  }
}
