import Documents
import Evidence

/// What the run came to: the matrix, the tallies, what to know, the verdict.
struct ConsoleSummary {
  var memory: ConsoleMemory
  var outcome: RunOutcome
  var style: ConsoleStyle

  /// Entries of one list.
  private var listLimit = 6
  /// Rows of the matrix; nil where its own limit holds.
  private var matrixLimit: Int?
  init(memory: ConsoleMemory, outcome: RunOutcome, style: ConsoleStyle) {
    self.memory = memory
    self.outcome = outcome
    self.style = style
  }

  /// Operations named in one entry.
  private static let namesLimit = 5
  /// Columns of the labels.
  private static let column = 15

  var tally: RunTally { memory.tally }

  /// The summary; on a terminal with so many entries and rows that all of it stands on the screen,
  /// and with the fewest where no choice makes it fit.
  var lines: [String] {
    guard let height = style.height else { return allLines }
    var smaller = self
    var lines = allLines
    while rows(of: lines) >= height, smaller.shrink() { lines = smaller.allLines }
    return lines
  }

  /// Fewer entries, then fewer rows of the matrix; false where there is nothing less.
  private mutating func shrink() -> Bool {
    if listLimit > 1 {
      listLimit -= 1
      return true
    }
    let limit = matrixLimit ?? ConsoleMatrix.rowLimit(style)
    guard limit > 0 else { return false }
    matrixLimit = limit - 1
    return true
  }

  /// Rows of the screen: a command to copy may take several.
  private func rows(of lines: [String]) -> Int {
    lines.reduce(0) { $0 + max(1, ($1.columns + style.width - 1) / style.width) }
  }

  private var allLines: [String] {
    let matrix = ConsoleMatrix(ledger: tally.ledger, style: style, rowLimit: matrixLimit)
    let sections = [
      // Where nothing was judged every cell would be empty.
      tally.counts.judged > 0 ? matrix.lines : [],
      ConsoleTallies(tally: tally, style: style).lines,
      failures, known, inconclusive, flaky, skipped, warnings, notes,
    ]
    let shown = sections.filter { !$0.isEmpty }
    return shown.flatMap { $0 + [""] } + [verdictLine]
  }

  private var failures: [String] {
    let clusters = memory.families.clusters
    guard !clusters.isEmpty else { return [] }
    var lines = [style.paint("Failures", .bold)]
    for cluster in clusters.prefix(listLimit) {
      lines += entry(style.paint(style.cross, .red), cluster)
    }
    return lines + rest(clusters.count - listLimit + memory.families.overflow, "more cause")
  }

  /// What a baseline lists, with who answers for it.
  private var known: [String] {
    let clusters = memory.known.clusters
    guard !clusters.isEmpty else { return [] }
    let count = Numbers.grouped(clusters.reduce(memory.known.overflow) { $0 + $1.findings })
    var lines = [style.paint("Known failures", .bold) + style.paint(" \(count)", .dim)]
    for cluster in clusters.prefix(listLimit) {
      lines += entry(style.paint("~", .yellow), cluster)
      if let known = cluster.first.known {
        let text = style.safe(known.sentence, columns: style.width - 4)
        lines.append("    " + style.paint(text, .dim))
      }
    }
    return lines
      + rest(clusters.count - listLimit + memory.known.overflow, "more known failure")
  }

  private var warnings: [String] {
    let clusters = memory.warnings.clusters
    guard !clusters.isEmpty else { return [] }
    let count = Numbers.grouped(
      clusters.reduce(memory.warnings.overflow) { $0 + $1.findings })
    var lines = [style.paint("Warnings", .bold) + style.paint(" \(count)", .dim)]
    for cluster in clusters.prefix(listLimit) {
      lines += entry(style.paint("!", .yellow), cluster)
    }
    return lines + rest(clusters.count - listLimit + memory.warnings.overflow, "more warning")
  }

  /// One cause: what it is, how often, the first case and the next ones.
  private func entry(_ mark: String, _ cluster: FindingCluster) -> [String] {
    let finding = cluster.first
    let place = finding.pointer.map { $0.tokens.isEmpty ? "" : " at \($0)" } ?? ""
    let times = cluster.findings > 1 ? " \(style.times)\(Numbers.grouped(cluster.findings))" : ""
    let check = style.safe(finding.check)
    let used = 6 + TerminalText.width(check) + TerminalText.width(times)
    let text = style.safe(finding.message + place, columns: max(8, style.width - used))
    var lines = ["  \(mark) \(style.paint(check, .cyan))  \(text)\(style.paint(times, .bold))"]
    var names = [cluster.firstCase]
    let others = cluster.cases - 1
    if others > 0 {
      // Where every case is of another operation, the operations say it shorter.
      let isByOperation = cluster.operations.count == cluster.cases
      let rest =
        isByOperation
        ? Array(cluster.operations.dropFirst().prefix(Self.namesLimit)) : cluster.others
      let more = others > rest.count ? ", …" : ""
      names.append("and \(Numbers.grouped(others)) more: \(rest.joined(separator: ", "))\(more)")
    }
    for name in names {
      lines.append("    " + style.paint(style.safe(name, columns: style.width - 4), .dim))
    }
    // Commands to copy are never cut.
    if let example = cluster.example {
      if let shrinking = example.shrinking {
        lines.append("    " + style.paint(shrinking.sentence, .dim))
      }
      let again = RepeatCommand.text(
        of: example.caseID, tally.facts?.command ?? [], asciiOnly: !style.unicode)
      lines += [example.curl, again].compactMap { $0 }.map { "    " + style.paint($0, .cyan) }
    }
    return lines
  }

  private var inconclusive: [String] {
    reasons("Not judged", style.paint("?", .yellow), memory.inconclusive)
  }

  private var flaky: [String] {
    reasons("Flaky", style.paint("~", .yellow), memory.flaky)
  }

  private var skipped: [String] {
    reasons("Skipped", style.paint("-", .dim), memory.skipped)
  }

  private func reasons(_ title: String, _ mark: String, _ clusters: ReasonClusters) -> [String] {
    guard !clusters.clusters.isEmpty else { return [] }
    var lines = [style.paint(title, .bold)]
    for cluster in clusters.clusters.prefix(listLimit) {
      let name = cluster.count == 1 ? cluster.cases.first ?? "" : Plural.of(cluster.count, "case")
      let text = "\(name): \(cluster.reason.message) [\(cluster.reason.code)]"
      lines.append("  \(mark) " + style.safe(text, columns: style.width - 4))
      if let remedy = cluster.reason.remedy {
        let line = style.safe(remedy, columns: style.width - 7)
        lines.append("    " + style.paint("\(style.arrow) \(line)", .dim))
      }
    }
    return lines + rest(clusters.clusters.count - listLimit + clusters.overflow, "more reason")
  }

  /// What the reader should know of the inputs.
  private var notes: [String] {
    guard let facts = tally.facts else { return [] }
    return note("cannot detect", facts.vacuity) + note("assumed", facts.assumptions)
      + note("input files", inputRemarks(facts))
  }

  private func inputRemarks(_ facts: RunFacts) -> [String] {
    let errors = facts.diagnostics.count { $0.severity == .error }
    let warnings = facts.diagnostics.count { $0.severity == .warning }
    let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      .map { Plural.of($0.0, $0.1) }
    return parts.isEmpty ? [] : [parts.joined(separator: ", ")]
  }

  private func note(_ label: String, _ texts: [String]) -> [String] {
    var lines: [String] = []
    for (place, text) in texts.prefix(listLimit).enumerated() {
      lines += ConsoleText.row(
        place == 0 ? label : "", text, indent: 2, column: Self.column, lines: 2, style.plain)
    }
    if texts.count > listLimit {
      lines += ConsoleText.row(
        "", "and \(texts.count - listLimit) more", indent: 2, column: Self.column, style.plain)
    }
    return lines.map { style.paint($0, .dim) }
  }

  private func rest(_ count: Int, _ noun: String) -> [String] {
    count > 0 ? ["  " + style.paint("and \(Plural.of(count, noun))", .dim)] : []
  }
}

extension String {
  /// Columns on a terminal, without the colours in it.
  fileprivate var columns: Int {
    var isEscape = false
    var width = 0
    for scalar in unicodeScalars {
      if isEscape {
        isEscape = scalar != "m"
      } else if scalar == "\u{1B}" {
        isEscape = true
      } else {
        width += TerminalText.width(scalar)
      }
    }
    return width
  }
}
