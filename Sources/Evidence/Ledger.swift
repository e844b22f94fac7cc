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
      places = Dictionary(
        entries.enumerated().map { ($1.fact.id, $0) }, uniquingKeysWith: { first, _ in first })
    case .caseFinished(let result):
      for outcome in result.obligations { merge(outcome) }
      guard result.verdict == .failed else { break }
      for step in result.steps where step.findings.contains(where: { $0.severity == .failure }) {
        failedOperations.insert(step.operation)
      }
    case .finished: break
    }
  }

  /// A failure outweighs everything, a discharge outweighs a miss.
  private mutating func merge(_ outcome: ObligationOutcome) {
    guard let place = places[outcome.id] else { return }
    switch (entries[place].outcome.state, outcome.state) {
    case (.notReached, _), (.discharged, .failed): entries[place].outcome = outcome
    default: break
    }
  }

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
