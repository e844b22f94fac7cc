import Suites

/// How often each case and each demand of the suites noticed a fault, added up over all runs.
struct SelftestTally: Sendable {
  private var runs: [String: Int] = [:]
  private var kills: [String: Int] = [:]
  private var broken: [Demand.ID: Int] = [:]

  mutating func add(_ heard: TrialWitness.State) {
    for id in heard.ran { runs[id, default: 0] += 1 }
    for id in heard.failed { kills[id, default: 0] += 1 }
    for id in heard.broken { broken[id, default: 0] += 1 }
  }

  /// In the plan's order, without those that are skipped; the token's case, which is in no plan, is
  /// the first.
  func cases(of plan: Plan) -> [CaseTally] {
    let planned = plan.cases.filter { $0.skip == nil }.map { item in
      CaseTally(
        id: item.id, title: item.title, group: item.group, runs: runs[item.id] ?? 0,
        kills: kills[item.id] ?? 0)
    }
    let known = Set(planned.map(\.id))
    let others = runs.keys.filter { !known.contains($0) }.sorted().map { id in
      CaseTally(
        id: id, title: "gives a token", group: "authentication", runs: runs[id] ?? 0,
        kills: kills[id] ?? 0)
    }
    return others + planned
  }

  func demands(_ list: DemandList) -> [DemandTally] {
    list.all.map { DemandTally(demand: $0, kills: broken[$0.id] ?? 0) }
  }
}

/// What one case was good for.
package struct CaseTally: Sendable, Hashable {
  package var id: String
  package var title: String
  package var group: String
  /// Runs in which it came to a verdict.
  package var runs: Int
  /// Runs in which it failed.
  package var kills: Int
}

/// What one demand of a suite was good for.
package struct DemandTally: Sendable, Hashable {
  package var demand: Demand
  /// Runs in which it was not met.
  package var kills: Int
}
