import Evidence
import Reports

/// What is different between two certifications, of two vendors or of two versions.
package struct BundleComparison: Sendable {
  /// One line each, in the order of a certificate; empty: nothing that counts.
  package let lines: [String]

  private static let listLimit = 100

  package init(_ first: BundleParts, _ second: BundleParts) {
    var lines: [String] = []
    func compare(_ what: String, _ old: String, _ new: String) {
      if old != new { lines.append("\(what): \(old) → \(new)") }
    }
    let old = first.record
    let new = second.record
    compare("outcome", old.outcome.rawValue, new.outcome.rawValue)
    for id in Self.union(old.declared.map(\.id), new.declared.map(\.id)) {
      let before = old.declared.first { $0.id == id }
      let after = new.declared.first { $0.id == id }
      compare(before?.title ?? after?.title ?? id, before?.text ?? "none", after?.text ?? "none")
    }
    compare("target", old.target, new.target)
    compare(
      "contract", "\(old.contract) \(old.contractVersion)", "\(new.contract) \(new.contractVersion)"
    )
    compare("contract's SHA-256", old.contractDigest, new.contractDigest)
    compare(
      "profile", "\(old.profile) \(old.profileVersion)", "\(new.profile) \(new.profileVersion)")
    compare("profile's SHA-256", old.profileDigest, new.profileDigest)
    for option in Self.union(old.options.map(\.id), new.options.map(\.id)) {
      compare(
        "option \(option)", old.options.first { $0.id == option }?.text ?? "none",
        new.options.first { $0.id == option }?.text ?? "none")
    }
    compare("warnings", "\(old.warnings)", "\(new.warnings)")
    compare("kill rate", CertificateText.killRate(old), CertificateText.killRate(new))
    for kind in Self.union(old.coverage.map(\.kind), new.coverage.map(\.kind)) {
      func text(_ record: CertificationRecord) -> String {
        record.coverage.first { $0.kind == kind }.map { "\($0.discharged) of \($0.total)" }
          ?? "none"
      }
      compare("promises of the kind \(kind)", text(old), text(new))
    }
    lines += Self.obligations(first, second)
    lines += Self.cases(first, second)
    self.lines = lines
  }

  private static func union(_ first: [String], _ second: [String]) -> [String] {
    let known = Set(first)
    return first + second.filter { !known.contains($0) }
  }

  private static func obligations(_ first: BundleParts, _ second: BundleParts) -> [String] {
    func states(_ parts: BundleParts) -> [String: ObligationOutcome.State] {
      Dictionary(
        parts.run.tally.ledger.entries.map { ($0.fact.id, $0.outcome.state) },
        uniquingKeysWith: { first, _ in first })
    }
    return changes(
      states(first), states(second),
      order: union(
        first.run.tally.ledger.entries.map(\.fact.id),
        second.run.tally.ledger.entries.map(\.fact.id)))
  }

  private static func cases(_ first: BundleParts, _ second: BundleParts) -> [String] {
    func verdicts(_ parts: BundleParts) -> [String: Verdict] {
      Dictionary(
        parts.run.results.map { ($0.id, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    }
    return changes(
      verdicts(first), verdicts(second),
      order: union(first.run.results.map(\.id), second.run.results.map(\.id)))
  }

  private static func changes<State: RawRepresentable<String> & Hashable>(
    _ old: [String: State], _ new: [String: State], order: [String]
  ) -> [String] {
    var seen: Set<String> = []
    let lines = order.compactMap { id -> String? in
      guard seen.insert(id).inserted, old[id] != new[id] else { return nil }
      return "\(id): \(old[id]?.rawValue ?? "absent") → \(new[id]?.rawValue ?? "absent")"
    }
    guard lines.count > listLimit else { return lines }
    return Array(lines.prefix(listLimit)) + ["and \(lines.count - listLimit) more of this kind"]
  }
}
