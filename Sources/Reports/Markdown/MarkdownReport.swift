package import Evidence

/// A summary for people, in the Markdown of GitHub and GitLab: the verdict, how much was looked at,
/// and the causes with the requests that show them.
package struct MarkdownReport: StreamedReport {
  static let format = makeFormat("markdown", "a summary for people, in Markdown")

  /// Causes of one kind.
  private static let listLimit = 20
  /// Characters of a command; a longer one is for the other reports.
  private static let commandLimit = 4_000

  private let policy: RunPolicy
  private var tally = RunTally()
  private var causes = RunCauses(isPlaceCounted: false)

  package init(policy: RunPolicy) {
    self.policy = policy
  }

  package mutating func record(_ event: RunEvent) {
    tally.record(event)
    causes.record(event)
  }

  package mutating func body(for event: RunEvent) -> [UInt8] {
    record(event)
    return []
  }

  package mutating func frame() -> (head: [UInt8], tail: [UInt8]) { (Array(text().utf8), []) }

  /// The whole summary, after the last event.
  package mutating func text() -> String {
    let outcome = tally.outcome(under: policy)
    causes.add(ofRun: tally.runFindings(under: policy))
    let parts = [
      head(outcome), cases, obligations,
      section("Failures", causes.failures), section("Known failures", causes.known),
      section("Not judged", causes.inconclusive), section("Skipped", causes.skipped),
      section("Flaky", causes.flaky),
      section("Warnings", causes.warnings), notes,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func head(_ outcome: RunOutcome) -> String {
    let mark =
      switch outcome.verdict {
      case .passed: "✅"
      case .failed: "❌"
      case .inconclusive, .interrupted: "⚠️"
      }
    var lines = ["## \(mark) muster: \(outcome.verdict)"]
    if let facts = tally.facts {
      let name = MarkdownText.code("\(facts.contract) \(facts.contractVersion)")
      lines.append(
        "\(name) at \(MarkdownText.code(facts.baseURL)), "
          + "\(MarkdownText.plain(facts.strictness)), seed \(facts.seed), "
          + "\(Plural.of(tally.requests, "request")) in \(Numbers.duration(tally.duration))")
    }
    let obstacles = outcome.obstacles.map { "- \(MarkdownText.plain($0.sentence))" }
    if !obstacles.isEmpty { lines.append(obstacles.joined(separator: "\n")) }
    return lines.joined(separator: "\n\n")
  }

  private var cases: String {
    let counts = tally.counts
    let cells = [
      counts.passed, counts.failed - counts.known, counts.known, counts.inconclusive,
      counts.skipped,
    ].map { Numbers.grouped($0) }
    return """
      | Passed | Failed | Known to fail | Not judged | Skipped |
      | ---: | ---: | ---: | ---: | ---: |
      | \(cells.joined(separator: " | ")) |
      """
  }

  private var obligations: String {
    let labels: [(ObligationFact.Kind, String)] = [
      (.status, "Status cells"), (.security, "Security"), (.property, "Properties"),
      (.parameter, "Parameters"), (.errorBody, "Error bodies"), (.fallback, "Defaults"),
    ]
    let rows = labels.compactMap { kind, label -> String? in
      let count = tally.ledger.tally(kind)
      guard count.total > 0 else { return nil }
      let cells = [count.discharged, count.failed, count.notReached].map { Numbers.grouped($0) }
      return "| \(label) | \(cells.joined(separator: " | ")) |"
    }
    guard !rows.isEmpty else { return "" }
    return """
      | Obligations | Discharged | Failed | Not reached |
      | :--- | ---: | ---: | ---: |
      \(rows.joined(separator: "\n"))
      """
  }

  private func section(_ title: String, _ clusters: FindingClusters) -> String {
    guard !clusters.clusters.isEmpty else { return "" }
    var parts = ["### \(title)"]
    parts += clusters.clusters.prefix(Self.listLimit).map { cause($0) }
    let rest = clusters.clusters.count - Self.listLimit + clusters.overflow
    if rest > 0 { parts.append("And \(Plural.of(rest, "more cause")).") }
    return parts.joined(separator: "\n\n")
  }

  private func cause(_ cluster: FindingCluster) -> String {
    let finding = cluster.first
    var lines = [
      "#### \(MarkdownText.code(finding.check)) \(MarkdownText.plain(finding.message))",
      "\(Plural.of(cluster.findings, "time")) in \(Plural.of(cluster.cases, "case")); "
        + "operations " + operations(cluster),
    ]
    let rows = finding.rows.map {
      "| \(MarkdownText.plain($0.label)) | \(MarkdownText.code($0.value)) |"
    }
    lines.append((["| | |", "| :--- | :--- |"] + rows).joined(separator: "\n"))
    if let example = cluster.example {
      let again = RepeatCommand.text(of: example.caseID, tally.facts?.command ?? [])
      let commands = [example.curl, again].compactMap { $0 }
        .filter { $0.utf8.count <= Self.commandLimit }
      if !commands.isEmpty {
        lines.append("<details><summary>See it again</summary>")
        lines.append(MarkdownText.block(commands.joined(separator: "\n"), language: "sh"))
        lines.append("</details>")
      }
    }
    return lines.joined(separator: "\n\n")
  }

  private func operations(_ cluster: FindingCluster) -> String {
    let shown = cluster.operations.prefix(5).map { MarkdownText.code($0, limit: 200) }
    let rest = cluster.operations.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private func section(_ title: String, _ clusters: ReasonClusters) -> String {
    guard !clusters.clusters.isEmpty else { return "" }
    var lines = ["### \(title)", ""]
    lines += clusters.clusters.prefix(Self.listLimit).map { cluster in
      let remedy = cluster.reason.remedy.map { "; \(MarkdownText.plain($0))" } ?? ""
      return "- \(Plural.of(cluster.count, "case")): "
        + "\(MarkdownText.plain(cluster.reason.message)) "
        + "\(MarkdownText.code(cluster.reason.code))\(remedy)"
    }
    let rest = clusters.clusters.count - Self.listLimit + clusters.overflow
    if rest > 0 { lines.append("- and \(Plural.of(rest, "more reason"))") }
    return lines.joined(separator: "\n")
  }

  /// What the reader should know of the inputs.
  private var notes: String {
    guard let facts = tally.facts else { return "" }
    let lines =
      facts.vacuity.prefix(Self.listLimit).map { "- cannot detect: \(MarkdownText.plain($0))" }
      + facts.assumptions.prefix(Self.listLimit).map { "- assumed: \(MarkdownText.plain($0))" }
    return lines.isEmpty ? "" : "### Notes\n\n" + lines.joined(separator: "\n")
  }
}
