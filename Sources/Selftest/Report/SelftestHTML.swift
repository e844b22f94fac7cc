import Documents
import Evidence
import Mustache
package import Reports

/// A selftest as one page that needs nothing else: no script, and a policy that allows none.
package enum SelftestHTML {
  package static func text(_ report: SelftestReport) throws(ReportError) -> String {
    do {
      return try MustacheTemplate(string: SelftestPage.template).render(page(report))
    } catch {
      throw ReportError(
        .notExpressible, subject: "html", reason: "the template can't be used: \(error)")
    }
  }

  private static func page(_ report: SelftestReport) -> [String: Any] {
    let facts = report.facts
    let counts = report.counts
    var page: [String: Any] = [
      "style": SelftestPage.style, "hash": SelftestPage.styleHash,
      "contract": shown("\(facts.contract) \(facts.contractVersion)"),
      "tool": "muster \(facts.toolVersion)", "strictness": facts.strictness,
      "files": shown(facts.specFiles.joined(separator: ", ")),
      "started": Timestamp.text(facts.startedAt),
      "verdict": SelftestSentences.verdict(report), "isGood": report.verdict == .passed,
      "isValid": report.isValid, "alarms": report.baseline.alarms.map(shown),
      "rate": counts.killRate.map { Numbers.percent($0) } ?? "none",
      "ofCounted": "\(counts.killed) of \(counts.counted)",
      "demanded": report.minKillRate.map { "\(Numbers.percent($0)) demanded" } ?? "no demand",
      "survivedCount": counts.survived + counts.unjudged, "equivalentCount": counts.equivalent,
      "total": counts.total, "expected": SelftestSentences.expected(counts),
      "effort": SelftestSentences.effort(report),
      "baselineState": SelftestSentences.baseline(report.baseline),
      "baseline":
        "\(Plural.of(report.baseline.cases, "case")), \(Plural.of(report.baseline.requests, "request"))",
      "bar": bar(counts), "checks": checks(report), "isComplete": report.isComplete,
    ]
    page["sections"] = sections(report)
    page["all"] = report.results.map(row)
    let idleCases = report.cases.filter { $0.kills == 0 }
    let idleDemands = report.demands.filter { $0.kills == 0 }
    page["idleSentence"] =
      "\(idleCases.count) of \(Plural.of(report.cases.count, "case")) and \(idleDemands.count) of"
      + " \(Plural.of(report.demands.count, "demand")) of the suites"
    page["idleCases"] = idleCases.map { ["id": shown($0.id), "title": shown($0.title)] }
    func items(_ demands: [DemandTally]) -> [[String: Any]] {
      demands.map {
        ["place": shown(SelftestSentences.place($0.demand)), "text": shown($0.demand.text)]
      }
    }
    page["idleAssertions"] = items(report.idleAssertions)
    page["idleStatuses"] = items(report.idleStatuses)
    return page
  }

  /// Text of others, without what hides or turns it round; the template escapes the rest.
  private static func shown(_ text: String) -> String {
    TerminalText.escaped(OneLine.bounded(text, limit: 2_000))
  }

  /// The four parts of the bar, in percent of its width.
  private static func bar(_ counts: SelftestReport.Counts) -> [[String: Any]] {
    let parts: [(String, Int)] = [
      ("killed", counts.killed), ("survived", counts.survived + counts.unjudged),
      ("equivalent", counts.equivalent), ("not-tried", counts.notRun + counts.inapplicable),
    ]
    var start = 0
    return parts.filter { $0.1 > 0 }.map { kind, count in
      defer { start += count }
      return [
        "kind": kind, "x": share(start, counts.total), "width": share(count, counts.total),
        "title": "\(count) \(kind)",
      ]
    }
  }

  private static func share(_ part: Int, _ whole: Int) -> String {
    Numbers.percent(whole > 0 ? Double(part) * 100 / Double(whole) : 0)
  }

  private static func checks(_ report: SelftestReport) -> [[String: Any]] {
    let most = report.checks.first?.kills ?? 0
    return report.checks.map { check in
      [
        "check": check.check, "kills": check.kills, "expected": check.expected,
        "width": share(check.kills, most), "expectedWidth": share(check.expected, most),
      ]
    }
  }

  private static func sections(_ report: SelftestReport) -> [[String: Any]] {
    func section(
      _ title: String, _ note: String, _ choose: (MutantResult) -> Bool
    ) -> [String: Any]? {
      let rows = report.results.filter(choose).map(row)
      return rows.isEmpty
        ? nil : ["title": title, "note": note, "count": rows.count, "rows": rows]
    }
    return [
      section("Survived", "The suite does not notice these.") { $0.fate == .survived },
      section("Could not be judged", "Counted as not killed.") { $0.fate == .unjudged },
      section("Equivalent", "The contract allows what they do, so they are not counted.") {
        $0.fate == .equivalent
      },
      section("Killed by other checks alone", "Noticed, but not by the check that has to.") {
        $0.fate == .killed && !$0.isKilledAsExpected
      },
      section("Killed although said to be equivalent", "The claim is wrong.") {
        $0.contradictsEquivalence
      },
      section("Not applicable", "This server can't have them, so they were not tried.") {
        $0.fate == .inapplicable
      },
      section("Not tried", "The selftest was stopped before.") { $0.fate == .notRun },
    ].compactMap { $0 }
  }

  private static func row(_ result: MutantResult) -> [String: Any] {
    let first = result.kills.first { $0.check == result.mutant.expectedCheck } ?? result.kills.first
    let evidence =
      first.map { "\($0.caseID.isEmpty ? "the whole run" : $0.caseID): \($0.message)" }
      ?? result.reason ?? ""
    return [
      "id": shown(result.mutant.id), "scope": shown(result.mutant.scope),
      "summary": shown(result.mutant.summary), "expected": result.mutant.expectedCheck,
      "fate": result.fate.rawValue, "checks": result.checks.joined(separator: ", "),
      "evidence": shown(evidence), "cases": result.casesRun,
      "seconds": Numbers.duration(result.duration),
    ]
  }
}
