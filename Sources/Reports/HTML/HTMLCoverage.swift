import Documents
import Evidence

/// How much of the contract was looked at: the matrix, and each kind of promise with what is missing.
enum HTMLCoverage {
  private static let kinds: [(kind: ObligationFact.Kind, label: String, verb: String)] = [
    (.status, "Status cells", "discharged"), (.security, "Security", "discharged"),
    (.property, "Properties", "observed"), (.parameter, "Parameters", "discharged"),
    (.errorBody, "Error bodies", "shown"), (.fallback, "Defaults", "shown"),
  ]
  private static let rowLimit = 1_000
  private static let reasonLimit = 12
  private static let nameLimit = 60
  private static let remedyLimit = 12

  static func matrix(_ ledger: Ledger) -> Value? {
    let matrix = StatusMatrix(ledger)
    guard !matrix.rows.isEmpty else { return nil }
    let more = matrix.rows.count - rowLimit
    return .page([
      ("columns", .array(matrix.columns.map { .shown($0) })),
      (
        "rows",
        .array(
          matrix.rows.prefix(rowLimit).map { row in
            let parts = row.operation.split(separator: " ", maxSplits: 1).map(String.init)
            return .object([
              ("id", .shown(row.operation)), ("method", .shown(parts.first ?? "")),
              ("path", .shown(parts.count == 2 ? parts[1] : "")),
              ("cells", .array(matrix.columns.map { cell(row.cells[$0], column: $0) })),
            ])
          })
      ),
      ("moreRows", more > 0 ? .string(Plural.of(more, "more operation")) : nil),
    ])
  }

  private static func cell(_ outcome: ObligationOutcome?, column: String) -> Value {
    guard let outcome else {
      return .object([
        ("state", .string("none")), ("mark", .string("")),
        ("title", .shown("\(column): not documented")),
      ])
    }
    let (mark, word) =
      switch outcome.state {
      case .discharged: ("✓", "discharged")
      case .failed: ("✗", "failed")
      case .notReached: ("·", "not reached")
      }
    let reason = outcome.state == .discharged ? nil : outcome.reason
    return .object([
      ("state", .string(outcome.state.rawValue)), ("mark", .string(mark)),
      ("title", .shown("\(column): \(word)" + (reason.map { ": \($0)" } ?? ""), limit: 200)),
    ])
  }

  /// A row for each kind that the contract has.
  static func kinds(_ tally: RunTally) -> Value {
    .array(
      kinds.compactMap { kind, label, verb in
        let count = tally.ledger.tally(kind)
        guard count.total > 0, kind.isOwed || count.reached > 0 else { return nil }
        let failedEnd = count.discharged + count.failed
        return .page([
          ("label", .string(label)),
          (
            "done",
            .string(
              "\(Numbers.grouped(count.discharged)) of \(Numbers.grouped(count.total)) \(verb)")
          ),
          ("percent", .string(Numbers.percent(count.percent ?? 0))),
          ("failed", count.failed > 0 ? .string("\(Numbers.grouped(count.failed)) failed") : nil),
          (
            "missing",
            count.notReached > 0 && kind.isOwed
              ? .string("\(Numbers.grouped(count.notReached)) not reached") : nil
          ),
          ("goodWidth", .string(HTMLPage.share(count.discharged, count.total))),
          ("badStart", .string(HTMLPage.share(count.discharged, count.total))),
          ("badWidth", .string(HTMLPage.share(failedEnd, count.total, after: count.discharged))),
          ("reasons", kind.isOwed ? reasons(tally.ledger, kind) : nil),
        ])
      })
  }

  /// Why promises were not reached, with their names and what would reach them.
  private static func reasons(_ ledger: Ledger, _ kind: ObligationFact.Kind) -> Value? {
    var order: [String] = []
    var facts: [String: [ObligationFact]] = [:]
    for entry in ledger.entries
    where entry.fact.kind == kind && entry.outcome.state == .notReached {
      let reason = entry.outcome.reason ?? "no reason was given"
      if facts[reason] == nil { order.append(reason) }
      facts[reason, default: []].append(entry.fact)
    }
    guard !order.isEmpty else { return nil }
    return .array(
      order.prefix(reasonLimit).map { reason in
        let all = facts[reason] ?? []
        var remedies: [String] = []
        for remedy in all.compactMap(\.remedy)
        where remedies.count < remedyLimit && !remedies.contains(remedy) {
          remedies.append(remedy)
        }
        let more = all.count - nameLimit
        return .page([
          ("count", .string(Numbers.grouped(all.count))), ("why", .shown(reason)),
          ("names", .array(all.prefix(nameLimit).map { .shown("\($0.subject) \($0.detail)") })),
          ("moreNames", more > 0 ? .string(Numbers.grouped(more)) : nil),
          ("remedies", .array(remedies.map { .shown($0) })),
        ])
      })
  }
}
