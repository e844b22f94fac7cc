import Documents
package import Evidence

/// What stands inside the elements of a test case: plain text, as long as it has to be.
package enum JUnitText {
  /// Bytes of a body; characters of any other value.
  static let valueLimit = 4000
  /// Characters of one element. GitLab refuses files above 30 MB.
  static let textLimit = 200_000

  /// `GET /accounts /error: the answer has no errorBody (expected …, actual …)`.
  package static func headline(_ finding: Finding) -> String {
    let place = finding.pointer.map { " at \($0.display)" } ?? ""
    let values = "expected \(finding.expected), actual \(finding.actual)"
    return "\(finding.operation)\(place): \(finding.message) (\(values))"
  }

  /// `known failure, until 2026-12-31, …: the answer has no errorBody`.
  static func known(_ findings: [Finding]) -> String {
    guard let first = findings.first, let known = first.known else { return "known failure" }
    let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
    return "known failure, \(known.sentence): \(first.message)\(more)"
  }

  /// For a case whose steps hold no finding.
  package static func headline(of result: CaseResult) -> String {
    if let reason = result.reason { return reason.message }
    if let failure = result.steps.last?.exchange.failure { return failure.message }
    return "\(result.verdict.rawValue), and no reason was given"
  }

  /// The command is the run's own, by which the case is repeated.
  package static func failure(of result: CaseResult, command: [String] = []) -> String {
    var text = Lines()
    let failures = result.failures
    if failures.isEmpty { text.add(headline(of: result)) }
    for (place, finding) in failures.enumerated() {
      guard text.count < textLimit else {
        text.add("… and \(Plural.of(failures.count - place, "more finding"))")
        break
      }
      if place > 0 { text.add("") }
      text.add("\(finding.check): \(finding.message)")
      text.add([EvidenceRow("operation", finding.operation)] + finding.rows)
    }
    text.add(steps: result.steps)
    text.add(origin: result)
    text.add(again: result, failures, command)
    return text.joined
  }

  package static func reason(of result: CaseResult) -> String {
    var text = Lines()
    text.add(headline(of: result))
    if let reason = result.reason {
      text.add([EvidenceRow("reason", reason.code)])
      if let remedy = reason.remedy { text.add([EvidenceRow("remedy", remedy)]) }
    }
    text.add(steps: result.steps)
    text.add(origin: result)
    return text.joined
  }

  package static func warnings(of result: CaseResult) -> String? {
    let warnings = result.warnings
    let parts = [
      FlakyText.line(of: result).map { "flaky: \($0)" },
      warnings.isEmpty ? nil : text(of: warnings),
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  static func text(of findings: [Finding]) -> String {
    var text = Lines()
    for (place, finding) in findings.enumerated() {
      guard text.count < textLimit else {
        text.add("… and \(Plural.of(findings.count - place, "more finding"))")
        break
      }
      let prefix = finding.severity == .warning ? "warning: " : ""
      text.add("\(prefix)\(finding.check): \(finding.message)")
      text.add([EvidenceRow("operation", finding.operation)] + finding.rows)
    }
    return text.joined
  }
}

/// Lines with labels in a column of their own.
private struct Lines {
  private var lines: [String] = []
  private(set) var count = 0

  mutating func add(_ line: String) {
    let line = OneLine.bounded(line, limit: JUnitText.valueLimit)
    lines.append(line)
    count += line.utf8.count
  }

  mutating func add(_ rows: [EvidenceRow]) {
    for row in rows {
      let gap = String(repeating: " ", count: max(1, 11 - row.label.utf8.count))
      add("  \(row.label)\(gap)\(Lines.indented(row.value))")
    }
  }

  /// Further lines below the first one.
  private static func indented(_ value: String) -> String {
    let lineFeed = UInt8(ascii: "\n")
    guard value.utf8.contains(lineFeed) else { return value }
    return value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }.joined(separator: "\n             ")
  }

  mutating func add(steps: [StepResult]) {
    for step in steps {
      guard count < JUnitText.textLimit else { return }
      add("")
      let request = step.exchange.request
      add("\(step.role.rawValue) \(step.operation)")
      var rows = [
        EvidenceRow("request", "\(request.method) \(request.url)"),
        EvidenceRow("expected", step.expectation),
        EvidenceRow("answer", step.exchange.answerLine),
      ]
      if let body = step.exchange.bodyExcerpt(limit: JUnitText.valueLimit / 2) {
        rows.append(EvidenceRow("body", body))
      }
      add(rows)
    }
  }

  mutating func add(origin result: CaseResult) {
    add("")
    var rows = [EvidenceRow("case", result.id), EvidenceRow("intent", result.intent)]
    if let range = result.range { rows.append(EvidenceRow("written at", range.description)) }
    add(rows)
  }

  /// How to send what failed again, alone and as the case.
  mutating func add(again result: CaseResult, _ findings: [Finding], _ command: [String]) {
    let step = result.steps.first { step in step.findings.contains { findings.contains($0) } }
    var rows = step.map { [EvidenceRow("curl", CurlCommand.text($0.exchange.request))] } ?? []
    rows.append(EvidenceRow("repeat", RepeatCommand.text(of: result.id, command)))
    add(rows)
  }

  var joined: String { lines.joined(separator: "\n") }
}
