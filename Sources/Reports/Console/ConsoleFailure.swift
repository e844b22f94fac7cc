import Documents
import Evidence

/// A failed case as it comes: in full where its cause is new, in two lines where the same was seen
/// at another place of the spec, not at all where it is known.
struct ConsoleFailure {
  var result: CaseResult
  var style: ConsoleStyle

  /// Failures shown in full; the rest is for the other reports.
  private static let fullLimit = 50
  /// Findings of one case shown in full.
  private static let findingLimit = 8

  /// The sightings belong to the findings, in the same order.
  func lines(
    findings: [Finding], sightings: [FindingClusters.Sighting], shown: inout Int
  ) -> [String] {
    let news = zip(findings, sightings).filter { $1 == .new || $1 == .relative }
    guard !news.isEmpty else { return [] }
    let full = news.filter { $1 == .new && shown < Self.fullLimit }.map(\.0)
      .prefix(Self.findingLimit)
    var lines = title
    if full.isEmpty {
      for (finding, sighting) in news.prefix(Self.findingLimit) {
        lines.append(short(finding, isRelative: sighting == .relative))
      }
    } else {
      shown += 1
      for finding in full { lines += self.full(finding) }
      lines += evidence(for: Array(full))
    }
    let shownCount = full.isEmpty ? min(news.count, Self.findingLimit) : full.count
    if findings.count > shownCount {
      let more = Plural.of(findings.count - shownCount, "more finding")
      lines.append("    " + style.paint("and \(more) in this case", .dim))
    }
    return lines
  }

  private var title: [String] {
    let text = style.safe(OneLine.of(ConsoleText.title(of: result), limit: 4 * style.width))
    let parts = TerminalText.wrapped(
      text, columns: style.width - 2, limit: 2, ellipsis: style.ellipsis)
    return parts.enumerated().map { place, part in
      (place == 0 ? style.paint(style.cross, .badRed) + " " : "  ") + style.paint(part, .bold)
    }
  }

  private func full(_ finding: Finding) -> [String] {
    let check = style.safe(finding.check)
    let columns = style.width - 4 - TerminalText.width(check)
    let message = TerminalText.wrapped(
      style.safe(OneLine.of(finding.message, limit: 4 * columns)), columns: columns, limit: 3,
      ellipsis: style.ellipsis)
    var lines = message.enumerated().map { place, part in
      place == 0
        ? "  \(style.paint(check, .red))  \(part)"
        : String(repeating: " ", count: 4 + TerminalText.width(check)) + part
    }
    if finding.operation != result.group { lines += row("operation", finding.operation) }
    for entry in finding.rows {
      // A place is for clicking on: never cut.
      lines += entry.label == "spec" ? [place(entry.value)] : row(entry.label, entry.value)
    }
    return lines
  }

  private func short(_ finding: Finding, isRelative: Bool) -> String {
    let place = finding.range.map { style.separator + style.safe($0.description) } ?? ""
    let note = isRelative ? style.separator + "as above" : ""
    let check = style.safe(finding.check)
    let room = style.width - 4 - [check, place, note].reduce(0) { $0 + TerminalText.width($1) }
    let values = style.safe(
      "expected \(finding.expected), actual \(finding.actual)", columns: max(30, room))
    return "  \(style.paint(check, .red))  \(values)\(style.paint(place + note, .dim))"
  }

  /// What was sent and what came back in the steps that hold these findings.
  private func evidence(for findings: [Finding]) -> [String] {
    var steps = result.steps.filter { step in step.findings.contains { findings.contains($0) } }
    if steps.isEmpty { steps = result.steps.suffix(1) }
    return steps.flatMap { step in
      var lines = row("answer", step.exchange.answerLine)
      if let body = step.exchange.bodyExcerpt(limit: 4 * style.width) {
        lines += row("body", body, limit: 2)
      }
      let command = CurlCommand.text(step.exchange.request, asciiOnly: !style.unicode)
      return lines + ["    " + style.paint(command, .cyan)]
    }
  }

  private func place(_ text: String) -> String {
    "    " + style.paint("spec", .dim) + "       " + style.safe(text)
  }

  private func row(_ label: String, _ value: String, limit: Int = 3) -> [String] {
    ConsoleText.row(label, value, indent: 4, column: 11, lines: limit, style)
  }
}
