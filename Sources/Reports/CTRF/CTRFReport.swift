import Documents
import Evidence

/// The Common Test Report Format: one JSON document, one test a case.
///
/// A case that could not be judged is `other`; where nothing else failed, what keeps the run from
/// passing is a failed test of its own, so that no reader takes the run for a green one.
struct CTRFReport: StreamedReport {
  static let format = makeFormat("ctrf", "CTRF, the Common Test Report Format, in JSON")

  private static let specVersion = "0.0.0"

  private let policy: RunPolicy
  private var tally = RunTally()
  private var statuses: [Status: Int] = [:]
  private var suites = GroupCount()

  /// What CTRF knows of outcomes.
  private enum Status: String, CaseIterable {
    case passed, failed, skipped, pending, other
  }

  init(policy: RunPolicy) {
    self.policy = policy
  }

  mutating func body(for event: RunEvent) -> [UInt8] {
    tally.record(event)
    guard case .caseFinished(let result) = event else { return [] }
    return add(test(result), Self.status(result))
  }

  mutating func frame() -> (head: [UInt8], tail: [UInt8]) {
    let outcome = tally.outcome(under: policy)
    let shortfalls = RunShortfall.list(outcome, errors: tally.counts.inconclusive)
    var rest: [UInt8] = []
    for shortfall in shortfalls { rest += add(Self.test(shortfall), .failed) }
    if shortfalls.isEmpty, outcome.verdict != .passed, statuses[.failed] == nil {
      rest += add(
        Self.test(
          RunShortfall(
            title: "every case is judged", isFailure: false,
            sentence: outcome.obstacles.map(\.sentence).joined(separator: "; "))),
        .failed)
    }
    return (head(outcome), rest + Array("\n]}}\n".utf8))
  }

  private mutating func add(_ test: Value, _ status: Status) -> [UInt8] {
    let isFirst = statuses.isEmpty
    statuses[status, default: 0] += 1
    return Array((isFirst ? "\n" : ",\n").utf8) + JSONWriter.bytes(test)
  }

  private func head(_ outcome: RunOutcome) -> [UInt8] {
    let facts = tally.facts
    let start = Self.milliseconds(facts?.startedAt ?? 0)
    let stop = start + Self.milliseconds(tally.duration)
    var summary: [(String, Value)] = [
      ("tests", .integer(statuses.values.reduce(0, +)))
    ]
    summary += Status.allCases.map { ($0.rawValue, .integer(statuses[$0] ?? 0)) }
    if tally.counts.flaky > 0 { summary.append(("flaky", .integer(tally.counts.flaky))) }
    summary += [
      ("suites", .integer(suites.count)), ("start", .integer(start)), ("stop", .integer(stop)),
      ("duration", .integer(stop - start)),
      (
        "extra",
        .object([
          ("verdict", .string("\(outcome.verdict)")),
          ("knownFailures", .integer(tally.counts.known)),
          ("warnings", .integer(tally.counts.warnings)),
          ("requests", .integer(tally.requests)),
        ])
      ),
    ]
    let results: [(String, Value)] = [
      (
        "tool",
        .object([("name", .string("muster")), ("version", .string(facts?.toolVersion ?? ""))])
      ),
      ("summary", .object(summary)), ("environment", environment(outcome)),
    ]
    let document: [(String, Value)] = [
      ("reportFormat", .string("CTRF")), ("specVersion", .string(Self.specVersion)),
      ("timestamp", .string(Timestamp.text((facts?.startedAt ?? 0) + tally.duration))),
      ("generatedBy", .string("muster")),
    ]
    return JSONWriter.bytes(.object(document)).dropLast() + Array(",\"results\":".utf8)
      + JSONWriter.bytes(.object(results)).dropLast() + Array(",\"tests\":[".utf8)
  }

  private func environment(_ outcome: RunOutcome) -> Value {
    guard let facts = tally.facts else { return .object([]) }
    return .object([
      ("appName", .string(facts.contract)), ("appVersion", .string(facts.contractVersion)),
      ("testEnvironment", .string(facts.baseURL)), ("healthy", .bool(outcome.verdict == .passed)),
      (
        "extra",
        .object([
          ("strictness", .string(facts.strictness)), ("seed", .string("\(facts.seed)")),
          ("spec", .array(facts.specFiles.map { .string($0) })),
        ])
      ),
    ])
  }

  private static func status(_ result: CaseResult) -> Status {
    switch result.verdict {
    case .passed: .passed
    case .failed: result.isKnown ? .skipped : .failed
    case .inconclusive: .other
    case .skipped: .skipped
    }
  }

  private mutating func test(_ result: CaseResult) -> Value {
    suites.add(result.group)
    let start = Self.milliseconds((tally.facts?.startedAt ?? 0) + result.started)
    let duration = Self.milliseconds(result.duration)
    var members: [(String, Value)] = [
      ("testId", .string(result.id.isEmpty ? "(no id)" : result.id)),
      ("name", .string(Self.name(ConsoleText.title(of: result)))),
      ("status", .string(Self.status(result).rawValue)), ("duration", .integer(duration)),
      ("start", .integer(start)), ("stop", .integer(start + duration)),
      ("suite", .array([.string(result.group)])),
      ("rawStatus", .string(result.isKnown ? "known" : result.verdict.rawValue)),
      ("tags", .array([.string(result.intent)])), ("type", .string("contract")),
    ]
    switch result.verdict {
    case .passed: break
    case .failed:
      let headline = ConsoleText.failures(of: result).first.map { JUnitText.headline($0) }
      let message = result.isKnown ? JUnitText.known(result.failures) : headline
      members.append(("message", .string(message ?? "")))
      members.append(
        ("trace", .string(JUnitText.failure(of: result, command: tally.facts?.command ?? []))))
    case .inconclusive, .skipped:
      members.append(("message", .string(ConsoleText.reason(of: result).message)))
      members.append(("trace", .string(JUnitText.reason(of: result))))
    }
    let range = result.failures.compactMap(\.range).first ?? result.range
    if let range {
      members.append(("filePath", .string(range.file.name)))
      members.append(("line", .integer(range.start.line)))
    }
    let retries = result.steps.reduce(0) { $0 + max(0, $1.exchange.attempts.count - 1) }
    if retries > 0 { members.append(("retries", .integer(retries))) }
    if result.isFlaky { members.append(("flaky", .bool(true))) }
    if let warnings = JUnitText.warnings(of: result) {
      members.append(("stdout", .array([.string(warnings)])))
    }
    return .object(members)
  }

  private static func test(_ shortfall: RunShortfall) -> Value {
    .object([
      ("testId", .string("run:\(shortfall.title)")), ("name", .string("run › \(shortfall.title)")),
      ("status", .string(Status.failed.rawValue)), ("duration", .integer(0)),
      ("suite", .array([.string("run")])),
      ("rawStatus", .string(shortfall.isFailure ? "failed" : "inconclusive")),
      ("message", .string(shortfall.sentence)),
    ])
  }

  private static func name(_ text: String) -> String {
    let line = OneLine.of(text, limit: 1_000)
    return line.isEmpty ? "(no name)" : line
  }

  private static func milliseconds(_ seconds: Double) -> Int {
    guard seconds.isFinite else { return 0 }
    return Int((min(max(seconds, 0), 1e12) * 1000).rounded())
  }
}

/// How many groups were seen, in bounded memory.
private struct GroupCount: Sendable {
  private var names: Set<String> = []

  var count: Int { names.count }

  mutating func add(_ name: String) {
    if names.count < 100_000 { names.insert(name) }
  }
}
