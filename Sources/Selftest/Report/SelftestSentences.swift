import Documents
import Reports

/// What several forms of the report say in the same words.
enum SelftestSentences {
  static func baseline(_ baseline: SelftestReport.Baseline) -> String {
    baseline.isClean ? "clean" : baseline.isJudged ? "NOT CLEAN" : "not run to its end"
  }

  static func fates(_ counts: SelftestReport.Counts) -> String {
    var parts = ["\(Numbers.grouped(counts.killed)) killed", "\(counts.survived) survived"]
    if counts.unjudged > 0 { parts.append("\(counts.unjudged) could not be judged") }
    if counts.equivalent > 0 { parts.append("\(counts.equivalent) equivalent") }
    if counts.inapplicable > 0 { parts.append("\(counts.inapplicable) not applicable") }
    if counts.notRun > 0 { parts.append("\(counts.notRun) not tried") }
    return "\(Numbers.grouped(counts.total)): \(parts.joined(separator: ", "))"
  }

  static func killRate(_ report: SelftestReport) -> String {
    let counts = report.counts
    let demand = report.minKillRate.map { "; \(Numbers.percent($0)) demanded" } ?? ""
    guard let rate = counts.killRate else { return "none: nothing was tried\(demand)" }
    return "\(Numbers.percent(rate)), \(counts.killed) of \(counts.counted)\(demand)"
  }

  static func expected(_ counts: SelftestReport.Counts) -> String {
    let others = counts.killed - counts.asExpected
    return "\(counts.asExpected) by the check that has to notice, \(others) by others alone"
  }

  static func effort(_ report: SelftestReport) -> String {
    let requests = report.results.reduce(0) { $0 + $1.requests }
    let way =
      report.isComplete
      ? "every run to its end"
      : "each run to the word of the check that has to notice, "
        + (report.baseline.isReorderable
          ? "likely cases first" : "in the plan's order, which its cases depend on")
    return "\(Numbers.duration(report.duration)), \(Plural.of(requests, "request")); \(way)"
  }

  static func verdict(_ report: SelftestReport) -> String {
    let counts = report.counts
    switch report.verdict {
    case .passed:
      return "PASSED: \(killRate(report))"
    case .failed:
      return "FAILED: \(killRate(report))"
    case .interrupted:
      return
        "INTERRUPTED after \(counts.total - counts.notRun) of \(Plural.of(counts.total, "fault"))"
    case .invalid where report.isValid:
      return "NOT VALID: there was no fault to try that could be noticed"
    case .invalid:
      return
        "NOT VALID: the faultless server did not pass, so what is noticed of faults means nothing"
    }
  }

  /// A demand with its place.
  static func line(_ demand: Demand) -> String { "\(place(demand)): \(demand.text)" }

  /// Where a suite demands something: `suites/crm/gate.yaml:23 crm-gate:x, step 2, GET /accounts`.
  static func place(_ demand: Demand) -> String {
    let file = demand.range.map { "\($0.file.name):\($0.start.line) " } ?? ""
    return "\(file)\(demand.id.caseID), step \(demand.id.step + 1), \(demand.operation)"
  }
}
