extension Ledger {
  /// The check that a documented property is seen in some answer.
  package static let unseenPropertyCheck = "unseen-property"
  /// The check that a documented status is reached by some case.
  package static let unreachedStatusCheck = "unreached-status"

  /// Names in one finding.
  private static let namesLimit = 12

  /// What no answer of the whole run showed, one finding for each model or operation, in the
  /// contract's order. A check without a severity says nothing.
  package func findings(_ severities: [String: Finding.Severity]) -> [Finding] {
    grouped(
      .property, Self.unseenPropertyCheck, severities,
      subject: { "model \($0)" }, noun: ("documented property", "documented properties"),
      tail: "never seen", expected: "each of them in some answer of the run")
      + grouped(
        .status, Self.unreachedStatusCheck, severities,
        subject: { $0 }, noun: ("documented status", "documented statuses"), tail: "never reached",
        expected: "each of them answered to some case of the run")
  }

  private func grouped(
    _ kind: ObligationFact.Kind, _ check: String, _ severities: [String: Finding.Severity],
    subject: (String) -> String, noun: (String, String), tail: String, expected: String
  ) -> [Finding] {
    guard let severity = severities[check] else { return [] }
    var order: [String] = []
    var missing: [String: [Entry]] = [:]
    for entry in entries where entry.fact.kind == kind && entry.outcome.state == .notReached {
      // One cause, one finding: the answer that should have shown it is broken already.
      if !failedOperations.isDisjoint(with: entry.fact.witnesses) { continue }
      if missing[entry.fact.subject] == nil { order.append(entry.fact.subject) }
      missing[entry.fact.subject, default: []].append(entry)
    }
    return order.map { name in
      let all = missing[name, default: []]
      let names = all.prefix(Self.namesLimit).map(\.fact.detail).joined(separator: ", ")
      let rest = all.count - Self.namesLimit
      let verb = all.count == 1 ? "was" : "were"
      return Finding(
        check: check, severity: severity, operation: subject(name),
        message: "\(all.count) \(all.count == 1 ? noun.0 : noun.1) \(verb) \(tail)",
        expected: expected, actual: "none of \(names)\(rest > 0 ? " and \(rest) more" : "")",
        range: all.first?.fact.range, hint: all.first?.fact.remedy)
    }
  }
}
