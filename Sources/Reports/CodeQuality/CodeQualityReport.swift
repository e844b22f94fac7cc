import Documents
import Evidence

/// GitLab's code quality report: a JSON list of issues at the lines of the definition, which a merge
/// request shows beside them.
///
/// GitLab tells issues apart by their fingerprint, so each is there once.
struct CodeQualityReport: StreamedReport {
  static let format = makeFormat("codequality", "GitLab code quality, in JSON")

  private let policy: RunPolicy
  private var tally = RunTally()
  private var groups = FindingGroups()

  init(policy: RunPolicy) {
    self.policy = policy
  }

  mutating func body(for event: RunEvent) -> [UInt8] {
    tally.record(event)
    if case .caseFinished(let result) = event, result.verdict != .inconclusive {
      groups.add(result)
    }
    return []
  }

  mutating func frame() -> (head: [UInt8], tail: [UInt8]) {
    groups.add(tally.runFindings(under: policy))
    let outcome = tally.outcome(under: policy)
    let shortfalls = RunShortfall.list(outcome, errors: 0).filter(\.findings.isEmpty)
    let issues = groups.groups.map(issue) + shortfalls.map(issue)
    return (JSONWriter.bytes(.array(issues), pretty: true), [])
  }

  private func issue(_ group: FindingGroups.Group) -> Value {
    let finding = group.first
    let severity =
      switch (finding.severity, finding.known) {
      case (_, _?): "info"
      case (.warning, nil): "minor"
      case (.failure, nil): "major"
      }
    let note = finding.known.map { "known failure, \($0.sentence): " } ?? ""
    let times = group.count > 1 ? " (\(Numbers.grouped(group.count)) times)" : ""
    return issue(
      note + JUnitText.headline(finding) + times, check: finding.check,
      fingerprint: group.fingerprint.id, severity: severity, at: finding.range)
  }

  private func issue(_ shortfall: RunShortfall) -> Value {
    let fingerprint = FindingFingerprint(
      check: "run", operation: "run", detail: shortfall.title)
    return issue(
      "\(shortfall.title): \(shortfall.sentence)", check: "run", fingerprint: fingerprint.id,
      severity: shortfall.isFailure ? "major" : "minor", at: nil)
  }

  private func issue(
    _ description: String, check: String, fingerprint: String, severity: String,
    at range: SourceRange?
  ) -> Value {
    let path = range?.file.name ?? tally.facts?.specFiles.first ?? ""
    return .object([
      ("description", .string(OneLine.of(description, limit: 2_000))),
      ("check_name", .string(check.isEmpty ? "check" : check)),
      ("fingerprint", .string(fingerprint)), ("severity", .string(severity)),
      (
        "location",
        .object([
          ("path", .string(Self.relative(path))),
          ("lines", .object([("begin", .integer(max(1, range?.start.line ?? 1)))])),
        ])
      ),
    ])
  }

  /// GitLab knows paths below the repository's root only, without `./`.
  private static func relative(_ path: String) -> String {
    var rest = Substring(OneLine.of(TerminalText.escaped(path)))
    while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
    return rest.isEmpty ? "definition" : String(rest)
  }
}
