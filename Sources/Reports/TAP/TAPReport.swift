import Evidence

/// The Test Anything Protocol, version 14: one test point a case, with YAML diagnostics below what
/// did not pass.
///
/// A case that fails by known failures only has the directive by which TAP marks what may fail.
struct TAPReport: StreamedReport {
  static let format = makeFormat("tap", "TAP 14, the Test Anything Protocol")

  private let policy: RunPolicy
  private var tally = RunTally()
  private var number = 0

  init(policy: RunPolicy) {
    self.policy = policy
  }

  mutating func body(for event: RunEvent) -> [UInt8] {
    tally.record(event)
    switch event {
    case .started(let facts):
      return TAPText.comments([
        ("contract", "\(facts.contract) \(facts.contractVersion)"),
        ("base-url", facts.baseURL), ("strictness", facts.strictness),
        ("seed", "\(facts.seed)"), ("tool-version", facts.toolVersion),
      ])
    case .caseFinished(let result): return point(result)
    case .finished: return []
    }
  }

  mutating func frame() -> (head: [UInt8], tail: [UInt8]) {
    let outcome = tally.outcome(under: policy)
    var tail: [UInt8] = []
    for shortfall in RunShortfall.list(outcome, errors: tally.counts.inconclusive) {
      tail += TAPText.point(
        next(), isOK: false, "run: \(shortfall.title)",
        diagnostics: [
          ("message", .text(shortfall.sentence)),
          ("severity", .text(shortfall.isFailure ? "fail" : "inconclusive")),
        ])
    }
    let known = tally.runFindings(under: policy).filter {
      $0.known != nil && $0.severity == .failure
    }
    for finding in known {
      tail += TAPText.point(
        next(), isOK: false, "run: \(finding.operation): \(finding.message)",
        directive: finding.known.map { TAPText.Directive(word: .todo, reason: $0.sentence) },
        diagnostics: [("message", .text(finding.message)), ("severity", .text("known"))])
    }
    return (Array("TAP version 14\n1..\(number)\n".utf8), tail)
  }

  private mutating func next() -> Int {
    number += 1
    return number
  }

  private mutating func point(_ result: CaseResult) -> [UInt8] {
    let title = ConsoleText.title(of: result)
    var directive: TAPText.Directive?
    switch result.verdict {
    case .skipped:
      directive = TAPText.Directive(word: .skip, reason: ConsoleText.reason(of: result).message)
    case .failed where result.isKnown:
      directive = TAPText.Directive(
        word: .todo, reason: result.failures.first?.known?.sentence ?? "")
    default: break
    }
    return TAPText.point(
      next(), isOK: result.verdict == .passed || result.verdict == .skipped, title,
      directive: directive, diagnostics: diagnostics(result))
  }

  private func diagnostics(_ result: CaseResult) -> [(String, TAPText.Node)] {
    var entries: [(String, TAPText.Node)] = [
      ("case", .text(result.id)),
      ("duration_ms", .number(Int((max(0, min(result.duration, 1e9)) * 1000).rounded()))),
    ]
    switch result.verdict {
    case .passed where result.warnings.isEmpty && !result.isFlaky: return []
    case .passed:
      if let line = FlakyText.line(of: result) {
        entries.append(("flaky", .text(line)))
      }
    case .failed:
      let findings = ConsoleText.failures(of: result)
      entries.append(("message", .text(findings.first?.message ?? "")))
      entries.append(("severity", .text(result.isKnown ? "known" : "fail")))
      entries.append(("findings", .list(findings.prefix(Self.findingLimit).map(Self.rows))))
      if let step = result.steps.last(where: { !$0.findings.isEmpty }) ?? result.steps.last {
        entries.append(("answer", .text(step.exchange.answerLine)))
        entries.append(("curl", .text(CurlCommand.text(step.exchange.request))))
      }
      entries.append(
        ("repeat", .text(RepeatCommand.text(of: result.id, tally.facts?.command ?? []))))
    case .inconclusive, .skipped:
      let reason = ConsoleText.reason(of: result)
      entries.append(("message", .text(reason.message)))
      entries.append(("severity", .text(result.verdict.rawValue)))
      entries.append(("reason", .text(reason.code)))
      if let remedy = reason.remedy { entries.append(("remedy", .text(remedy))) }
    }
    let warnings = result.warnings
    if !warnings.isEmpty {
      entries.append(("warnings", .list(warnings.prefix(Self.findingLimit).map(Self.rows))))
    }
    return entries
  }

  /// Findings of one case that are written out.
  private static let findingLimit = 50

  private static func rows(_ finding: Finding) -> [(String, TAPText.Node)] {
    [
      ("check", .text(finding.check)), ("operation", .text(finding.operation)),
      ("message", .text(finding.message)),
    ] + finding.rows.map { ($0.label, .text($0.value)) }
  }
}
