import Documents
package import Evidence

/// Annotations of GitHub Actions: one workflow command for each cause, at the line of the definition.
package struct GitHubReport: StreamedReport {
  static let format = makeFormat("github", "annotations for GitHub Actions, as workflow commands")

  /// A step shows ten annotations of each level; further ones would only push out others'.
  private static let limit = 10

  private let policy: RunPolicy
  private var tally = RunTally()
  private var causes = RunCauses()

  package init(policy: RunPolicy) {
    self.policy = policy
  }

  package mutating func record(_ event: RunEvent) {
    tally.record(event)
    causes.record(event)
  }

  /// The commands, one a line, after the last event.
  package mutating func lines() -> [String] {
    let outcome = tally.outcome(under: policy)
    causes.add(ofRun: tally.runFindings(under: policy))
    let failures = causes.failures
    let inconclusive = causes.inconclusive
    let shortfalls = RunShortfall.list(outcome, errors: 0).filter(\.findings.isEmpty).map {
      WorkflowCommand.annotation(.error, title: $0.title, message: $0.sentence, at: nil)
    }
    let reasons = inconclusive.clusters.map { cluster in
      let remedy = cluster.reason.remedy.map { "\n\($0)" } ?? ""
      return WorkflowCommand.annotation(
        .error, title: "\(Plural.of(cluster.count, "case")) not judged: \(cluster.reason.code)",
        message: cluster.reason.message + remedy, at: nil)
    }
    let errors = Self.limited(
      shortfalls + failures.clusters.map { annotation(.error, $0) } + reasons,
      failures.overflow + inconclusive.overflow, .error)
    return errors
      + Self.limited(
        causes.warnings.clusters.map { annotation(.warning, $0) }, causes.warnings.overflow,
        .warning)
      + Self.limited(
        causes.known.clusters.map { annotation(.notice, $0) }, causes.known.overflow, .notice)
  }

  /// The last one that has room counts the rest.
  private static func limited(
    _ lines: [String], _ overflow: Int, _ level: WorkflowCommand.Level
  ) -> [String] {
    guard lines.count + overflow > limit else { return lines }
    let shown = lines.prefix(limit - 1)
    let rest = lines.count - shown.count + overflow
    let more = WorkflowCommand.annotation(
      level, title: "and \(Plural.of(rest, "more cause"))",
      message: "The log of this step and the other reports have them.", at: nil)
    return shown + [more]
  }

  private func annotation(
    _ level: WorkflowCommand.Level, _ cluster: FindingCluster
  ) -> String {
    let finding = cluster.first
    let note = finding.known.map { "known failure, \($0.sentence)\n" } ?? ""
    var lines = [note + JUnitText.headline(finding)]
    if cluster.findings > 1 {
      lines.append(
        "\(Plural.of(cluster.findings, "time")) in \(Plural.of(cluster.cases, "case"))")
    }
    if let hint = finding.hint { lines.append("hint: \(hint)") }
    if let curl = cluster.example?.curl { lines.append(curl) }
    let file = finding.range?.file.name ?? tally.facts?.specFiles.first
    return WorkflowCommand.annotation(
      level, title: "\(finding.check): \(finding.operation)",
      message: OneLine.bounded(lines.joined(separator: "\n"), limit: 4_000),
      at: file.map {
        WorkflowCommand.Place(
          file: $0, line: finding.range?.start.line ?? 1, column: finding.range?.start.column ?? 1)
      })
  }

  package mutating func body(for event: RunEvent) -> [UInt8] {
    record(event)
    return []
  }

  package mutating func frame() -> (head: [UInt8], tail: [UInt8]) {
    (Array(lines().map { $0 + "\n" }.joined().utf8), [])
  }
}
