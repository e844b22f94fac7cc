import Evidence

/// What the console report remembers, and what it says to each event.
struct ConsoleState: Sendable {
  let style: ConsoleStyle
  private let mode: ConsoleMode
  private let policy: RunPolicy
  private var memory: ConsoleMemory
  private var isClosed = false
  private var last = Block.none

  /// What stands directly above; a failure in full has an empty line around it.
  private enum Block: Sendable {
    case none, line, failure
  }

  init(style: ConsoleStyle, mode: ConsoleMode, policy: RunPolicy) {
    self.style = style
    self.mode = mode
    self.policy = policy
    memory = ConsoleMemory(isASCII: !style.unicode)
  }

  mutating func lines(for event: RunEvent) -> [String] {
    guard !isClosed else { return [] }
    memory.tally.record(event)
    switch event {
    case .started(let facts):
      return mode == .quiet ? [] : ConsoleHead(facts: facts, style: style).lines
    case .caseFinished(let result): return lines(for: result)
    // The verdict must be the last word, also where further reports are still to be written.
    case .finished(let summary):
      memory.families.add(summary.reductions)
      return []
    }
  }

  mutating func closingLines() -> [String] {
    guard !isClosed else { return [] }
    isClosed = true
    let run = memory.tally.runFindings(under: policy)
    let failures = run.filter { $0.severity == .failure }
    memory.families.add(failures.filter { $0.known == nil }, of: "the whole run")
    memory.known.add(failures.filter { $0.known != nil }, of: "the whole run")
    memory.warnings.add(run.filter { $0.severity == .warning }, of: "the whole run")
    let outcome = memory.tally.outcome(under: policy)
    let summary = ConsoleSummary(memory: memory, outcome: outcome, style: style)
    return (last == .none ? [] : [""]) + (mode == .quiet ? [summary.verdictLine] : summary.lines)
  }

  private mutating func spaced(_ lines: [String], as block: Block) -> [String] {
    guard !lines.isEmpty else { return [] }
    let hasGap = last == .failure || (block == .failure && last != .none)
    last = block
    return hasGap ? [""] + lines : lines
  }

  private mutating func lines(for result: CaseResult) -> [String] {
    let warnings = result.warnings
    if result.verdict == .passed, warnings.isEmpty, !result.isFlaky, mode != .verbose { return [] }
    let title = ConsoleText.title(of: result)
    memory.warnings.add(warnings, of: title, in: result)
    switch result.verdict {
    case .failed where result.isKnown:
      memory.known.add(result.failures, of: title, in: result)
    case .failed:
      memory.known.add(result.failures.filter { $0.known != nil }, of: title, in: result)
      let findings = ConsoleText.failures(of: result).filter { $0.known == nil }
      memory.families.add(findings, of: title, in: result)
      let sightings = memory.clusters.add(findings, of: title)
      let shown = memory.failuresShown
      let lines = ConsoleFailure(result: result, style: style)
        .lines(findings: findings, sightings: sightings, shown: &memory.failuresShown)
      return spaced(lines, as: memory.failuresShown > shown ? .failure : .line)
    case .inconclusive:
      memory.inconclusive.add(ConsoleText.reason(of: result), of: title)
    case .skipped:
      memory.skipped.add(ConsoleText.reason(of: result), of: title)
    case .passed:
      if let reason = FlakyText.reason(of: result) { memory.flaky.add(reason, of: title) }
    }
    return mode == .verbose ? spaced([ConsoleText.line(for: result, style)], as: .line) : []
  }
}

/// What the summary is made from, in memory that does not grow with the cases.
struct ConsoleMemory: Sendable {
  var tally = RunTally()
  /// What decides how much of a failure is shown.
  var clusters = FindingClusters()
  /// What the summary lists: the same trouble in many operations is one line.
  var families: FindingClusters
  /// What a baseline lists.
  var known: FindingClusters
  var warnings: FindingClusters
  var inconclusive = ReasonClusters()
  var skipped = ReasonClusters()
  /// Passed only because a request was sent again.
  var flaky = ReasonClusters()
  /// Failures shown in full.
  var failuresShown = 0

  init(isASCII: Bool) {
    families = FindingClusters(isPlaceCounted: false, isASCII: isASCII)
    known = FindingClusters(isPlaceCounted: false, isASCII: isASCII)
    warnings = FindingClusters(isPlaceCounted: false, isASCII: isASCII)
  }
}
