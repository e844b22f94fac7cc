import Documents
import Evidence
import Mustache

/// The state of one page: what is shown at once in memory that is bounded, the list of cases in files.
struct HTMLDocument: ~Copyable {
  /// Rows of cases that passed or were skipped.
  private static let rowLimit = 50_000
  /// Rows of the others.
  private static let troubleLimit = 100_000
  /// Bytes of all details; beyond, only the first case of each cause has some.
  private static let detailBudget = 12 << 20

  private let file: ReportFile
  private let policy: RunPolicy
  private let rows: FileDescriptor
  private let details: FileDescriptor
  private var pending = (rows: [UInt8](), details: [UInt8]())
  private var tally = RunTally()
  private var failures = HTMLCauses(limit: HTMLCauses.firstKnown)
  private var known = HTMLCauses(limit: 200, firstNumber: HTMLCauses.firstKnown)
  private var warnings = HTMLCauses(limit: 200)
  private var inconclusive = ReasonClusters()
  private var skipped = ReasonClusters()
  private var flaky = ReasonClusters()
  private var timings = HTMLTimings()
  private var count = (plain: 0, trouble: 0, details: 0, detailBytes: 0)
  private var leftOut = (rows: 0, details: 0)
  private var isOver = false

  init(file: ReportFile, policy: RunPolicy) throws(ReportError) {
    let rows = try file.makeSpool()
    let details = try file.makeSpool()
    self.file = file
    self.policy = policy
    self.rows = rows
    self.details = details
  }

  mutating func handle(_ event: RunEvent) throws(ReportError) {
    guard !isOver else { return }
    tally.record(event)
    switch event {
    case .started: break
    case .caseFinished(let result): try add(result)
    case .finished(let summary):
      failures.add(summary.reductions)
      known.add(summary.reductions)
    }
  }

  private mutating func add(_ result: CaseResult) throws(ReportError) {
    timings.add(result)
    let title = ConsoleText.title(of: result)
    let before = failures.count + known.count
    var causes: [Int] = []
    switch result.verdict {
    case .failed:
      let all = ConsoleText.failures(of: result)
      causes = failures.add(all.filter { $0.known == nil }, of: title, in: result)
      causes += known.add(all.filter { $0.known != nil }, of: title, in: result)
    case .inconclusive: inconclusive.add(ConsoleText.reason(of: result), of: title)
    case .skipped: skipped.add(ConsoleText.reason(of: result), of: title)
    case .passed:
      if let reason = FlakyText.reason(of: result) { flaky.add(reason, of: title) }
    }
    let warned = result.warnings
    if !warned.isEmpty { _ = warnings.add(warned, of: title, in: result) }
    let isPlain =
      warned.isEmpty && !result.isFlaky
      && (result.verdict == .passed || result.verdict == .skipped)
    guard isPlain ? count.plain < Self.rowLimit : count.trouble < Self.troubleLimit else {
      leftOut.rows += 1
      return
    }
    var detail: Int?
    if !isPlain {
      let isNew = failures.count + known.count > before
      if count.detailBytes < Self.detailBudget || isNew {
        let bytes = HTMLText.json(HTMLEvidence.detail(of: result, tally.facts?.command ?? []))
        detail = count.details
        pending.details += (count.details == 0 ? "\n" : ",\n").utf8 + bytes
        count.details += 1
        count.detailBytes += bytes.count
      } else {
        leftOut.details += 1
      }
    }
    let row = HTMLText.json(Self.row(result, causes, warned.count, detail))
    pending.rows += (count.plain + count.trouble == 0 ? "\n" : ",\n").utf8 + row
    if isPlain { count.plain += 1 } else { count.trouble += 1 }
    if pending.rows.count + pending.details.count > 256 << 10 { try spill() }
  }

  /// Verdict, intent, group, title, milliseconds, causes, warnings, place of the detail, reason, id,
  /// and what a suite files it under, where it does: an array, because there are many.
  private static func row(
    _ result: CaseResult, _ causes: [Int], _ warnings: Int, _ detail: Int?
  ) -> Value {
    let tenths = max(0, min(result.duration, 1e6)) * 10_000
    let milliseconds = tenths.isFinite ? Int(tenths) / 10 : 0
    let verdict = result.isKnown ? "k" : String(result.verdict.rawValue.prefix(1))
    let marks = (result.requirements + result.tags.map { "#\($0)" }).joined(separator: " ")
    return .array(
      [
        .string(verdict), .shown(result.intent, limit: 40),
        .shown(result.group, limit: 200), .shown(result.title, limit: 300),
        .integer(milliseconds), .array(causes.map { .integer($0) }), .integer(warnings),
        .integer(detail ?? -1),
        (result.reason ?? FlakyText.reason(of: result)).map { .shown($0.message, limit: 200) }
          ?? .string(""),
        .shown(result.id, limit: 400),
      ] + (marks.isEmpty ? [] : [.shown(marks, limit: 200)]))
  }

  private mutating func spill() throws(ReportError) {
    do {
      try rows.write(pending.rows[...])
      try details.write(pending.details[...])
    } catch {
      isOver = true
      throw ReportFile.error(file.path, error)
    }
    pending = ([], [])
  }

  mutating func close() throws(ReportError) {
    guard !isOver else { return }
    try spill()
    isOver = true
    for finding in tally.runFindings(under: policy) {
      let title = "the whole run"
      if finding.severity != .failure {
        _ = warnings.add([finding], of: title, in: nil)
      } else if finding.known != nil {
        _ = known.add([finding], of: title, in: nil)
      } else {
        _ = failures.add([finding], of: title, in: nil)
      }
    }
    let page = HTMLPage(
      tally: tally, outcome: tally.outcome(under: policy), failures: failures, known: known,
      warnings: warnings,
      inconclusive: inconclusive, skipped: skipped, flaky: flaky, timings: timings,
      rowsLeftOut: leftOut.rows,
      detailsLeftOut: leftOut.details)
    let text: String
    do {
      text = try HTMLTemplate.render(page.value)
    } catch {
      throw ReportError(
        .notExpressible, subject: file.path, reason: "the template can't be used: \(error)")
    }
    let parts = text.components(around: [HTMLTemplate.rowsMark, HTMLTemplate.detailsMark])
    try file.replace { (output) throws(ReportError) in
      do throws(SystemFailure) {
        for (place, part) in parts.enumerated() {
          try output.write(Array(part.utf8)[...])
          if place == 0 {
            try rows.copyAll { (bytes) throws(SystemFailure) in try output.write(bytes) }
          }
          if place == 1 {
            try details.copyAll { (bytes) throws(SystemFailure) in try output.write(bytes) }
          }
        }
      } catch {
        throw ReportFile.error(file.path, error)
      }
    }
  }
}

extension String {
  /// The parts before, between and after marks that stand in it once each, in this order.
  fileprivate func components(around marks: [String]) -> [Substring] {
    var rest = self[...]
    var parts: [Substring] = []
    for mark in marks {
      guard let range = rest.firstRange(of: mark) else { break }
      parts.append(rest[..<range.lowerBound])
      rest = rest[range.upperBound...]
    }
    return parts + [rest]
  }
}
