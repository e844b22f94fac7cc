/// Makes the results of a run's shards those of the run, case by case in the plan's order; in memory that
/// does not grow with the cases.
package struct ShardMerge: Sendable {
  private let shards: ShardSet
  private var probe: BaseURLProbe
  private var book = ReductionBook()
  /// Cases of tokens, with which every shard begins, that are still to come.
  private var tokens: Int
  /// The place of the next case in the plan.
  private var place = 0
  /// Of the next result that the run tells.
  private var toldPlace = 0
  /// Requests for the tokens of all shards but one.
  private var doubled = 0

  package init(_ shards: ShardSet) {
    self.shards = shards
    probe = BaseURLProbe(isSpread: shards.shard.isSpread)
    tokens = max(0, shards.facts.plannedCases - shards.shard.cases)
  }

  package var started: RunFacts { shards.facts }

  /// Takes what every shard says of the next case, by the shards' indices; gives what the run says.
  package mutating func take(_ results: [CaseResult]) throws(ShardFault) -> [CaseResult] {
    guard let first = results.first, results.allSatisfy({ $0.id == first.id }) else {
      throw ShardFault(
        "the shards differ in what case \(place + 1) of the plan is",
        remedy: "give streams that --report ndjson=PATH wrote, unchanged")
    }
    if tokens > 0 {
      tokens -= 1
      return [token(results)]
    }
    place += 1
    var result = try own(results)
    result.result.started += shards.offsets[result.shard]
    let told = probe.isOpen ? [result.result] : probe.take(result.result)
    note(told)
    return told
  }

  /// Ends the run: what was held back, and what is known after it.
  package mutating func finish(_ summaries: [RunSummary]) -> (held: [CaseResult], RunSummary) {
    let held = probe.end()
    note(held)
    var unused = 0
    var found: [String: [Reduction]] = [:]
    for summary in summaries {
      for reduction in summary.reductions {
        unused += Self.sensible(reduction.requests)
        found[reduction.caseID, default: []].append(reduction)
      }
    }
    let reductions = book.entries.prefix(ReductionBook.causeLimit).compactMap { entry in
      let cause = ReductionBook.Cause(entry.finding)
      return found[entry.caseID]?.first { ReductionBook.Cause($0.finding) == cause }
    }
    unused -= reductions.reduce(0) { $0 + Self.sensible($1.requests) }
    let ends = zip(summaries, shards.offsets).map { $0.duration + $1 }
    return (
      held,
      RunSummary(
        duration: ends.max() ?? 0,
        requests: summaries.reduce(0) { $0 + Self.sensible($1.requests) } - doubled - unused,
        endedEarly: summaries.lazy.compactMap(\.endedEarly).first,
        isInterrupted: summaries.contains { $0.isInterrupted }, reductions: reductions)
    )
  }

  /// A count that a file tells, so that sums of them stay numbers.
  private static func sensible(_ count: Int) -> Int { min(max(count, 0), 1 << 40) }

  private mutating func note(_ told: [CaseResult]) {
    for result in told {
      book.record(result, at: toldPlace)
      toldPlace += 1
    }
  }

  /// The gravest of what the shards say of a token that each of them asked for.
  private mutating func token(_ results: [CaseResult]) -> CaseResult {
    let order: [Verdict] = [.failed, .inconclusive, .passed, .skipped]
    var chosen = 0
    for place in results.indices
    where order.firstIndex(of: results[place].verdict) ?? 0
      < order.firstIndex(of: results[chosen].verdict) ?? 0
    {
      chosen = place
    }
    for place in results.indices where place != chosen { doubled += results[place].attempts }
    var result = results[chosen]
    result.started += shards.offsets[chosen]
    return result
  }

  /// What the one shard says that ran the case; where an option left it out, all say the same.
  private func own(
    _ results: [CaseResult]
  ) throws(ShardFault) -> (shard: Int, result: CaseResult) {
    let own = results.indices.filter { results[$0].reason?.code != Reason.otherShard.code }
    if let shard = own.first,
      own.count == 1
        || (own.count == results.count && results.allSatisfy { $0.verdict == .skipped })
    {
      return (shard, results[shard])
    }
    let id = results.first?.id ?? ""
    guard own.count > 1 else {
      throw ShardFault(
        "no shard ran the case \(id)", remedy: "run all shards with the same options and files")
    }
    throw ShardFault(
      "the shards \(own.map { "\($0 + 1)" }.joined(separator: ", ")) all ran the case \(id)",
      remedy: "run all shards with the same options and files")
  }
}

extension CaseResult {
  /// How many requests it took.
  fileprivate var attempts: Int { steps.reduce(0) { $0 + $1.exchange.attempts.count } }
}
