import Documents
import Evidence
import Reports

/// A selftest for people at a terminal.
enum SelftestText {
  /// Lines of one list before the rest is only counted.
  private static let listLimit = 50

  static func text(_ report: SelftestReport) -> String {
    var lines = head(report)
    if report.isValid {
      lines += fates(report) + checks(report) + idle(report)
    } else {
      lines += list("Alarms about the faultless server", report.baseline.alarms)
    }
    lines += ["", SelftestSentences.verdict(report)]
    return lines.map { TerminalText.escaped($0) }.joined(separator: "\n") + "\n"
  }

  private static func head(_ report: SelftestReport) -> [String] {
    let facts = report.facts
    let baseline = report.baseline
    var lines = [
      "muster \(facts.toolVersion) selftest · \(facts.contract) \(facts.contractVersion)"
        + " · \(facts.strictness)",
      "",
      row(
        "faultless",
        "\(Plural.of(baseline.cases, "case")), \(Plural.of(baseline.requests, "request")),"
          + " \(Numbers.duration(baseline.duration)): \(SelftestSentences.baseline(baseline))"),
    ]
    guard report.isValid else { return lines }
    lines += [
      row("faults", SelftestSentences.fates(report.counts)),
      row("kill rate", SelftestSentences.killRate(report)),
      row("as expected", SelftestSentences.expected(report.counts)),
      row("took", SelftestSentences.effort(report)),
    ]
    return lines
  }

  private static func fates(_ report: SelftestReport) -> [String] {
    func entries(_ results: [MutantResult], _ tail: (MutantResult) -> String) -> [String] {
      results.map { result in
        "\(result.mutant.id)\n      \(result.mutant.scope): \(result.mutant.summary)\n"
          + "      \(tail(result))"
      }
    }
    func of(_ fate: MutantResult.Fate) -> [MutantResult] {
      report.results.filter { $0.fate == fate }
    }
    let others = of(.killed).filter { !$0.isKilledAsExpected }
    return list(
      "Survived",
      entries(of(.survived)) { "for \($0.mutant.expectedCheck): \($0.reason ?? "")" })
      + list("Could not be judged", entries(of(.unjudged)) { $0.reason ?? "" })
      + list("Equivalent, and so not counted", entries(of(.equivalent)) { $0.reason ?? "" })
      + list(
        "Killed, but not by the expected check",
        entries(others) { result in
          "expected \(result.mutant.expectedCheck), killed by"
            + " \(result.checks.joined(separator: ", "))"
        })
      + list(
        "Killed although said to be equivalent",
        entries(of(.killed).filter(\.contradictsEquivalence)) { $0.mutant.equivalence ?? "" })
      + list("Not applicable, and so not tried", entries(of(.inapplicable)) { $0.reason ?? "" })
      + list("Not tried", of(.notRun).map(\.mutant.id))
  }

  private static func checks(_ report: SelftestReport) -> [String] {
    let width = report.checks.map(\.check.utf8.count).max() ?? 0
    return list(
      "Checks that killed",
      report.checks.map { check in
        check.check + String(repeating: " ", count: width - check.check.utf8.count)
          + "  \(Plural.of(check.kills, "fault")), expected for \(check.expected)"
      })
  }

  /// What killed nothing; unless every run went to its end, only how much that may be.
  private static func idle(_ report: SelftestReport) -> [String] {
    let cases = report.cases.filter { $0.kills == 0 }
    let demands = report.demands.filter { $0.kills == 0 }
    guard report.isComplete, !report.isInterrupted else {
      return [
        "",
        "At most \(cases.count) of \(Plural.of(report.cases.count, "case")) and \(demands.count) of"
          + " \(Plural.of(report.demands.count, "demand")) of the suites killed nothing;"
          + " --complete tells which.",
      ]
    }
    return list("Cases that killed nothing", cases.map(\.id))
      + list(
        "Assertions that never failed",
        report.idleAssertions.map { SelftestSentences.line($0.demand) })
      + list(
        "Statuses of the suites that no fault changed",
        report.idleStatuses.map { SelftestSentences.line($0.demand) })
  }

  // MARK: Layout

  private static func row(_ label: String, _ value: String) -> String {
    "  " + label + String(repeating: " ", count: max(1, 13 - label.utf8.count)) + value
  }

  /// A headed list with its count; nothing at all where it is empty.
  private static func list(_ title: String, _ entries: [String]) -> [String] {
    guard !entries.isEmpty else { return [] }
    let rest = entries.count - listLimit
    return ["", "\(title) (\(entries.count))"]
      + entries.prefix(listLimit).flatMap { "  \($0)".split(separator: "\n").map(String.init) }
      + (rest > 0 ? ["  and \(rest) more; --format json has them all"] : [])
  }
}
