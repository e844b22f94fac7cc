import Documents
import Evidence
import Reports

/// Selftests for machines, in a form that stays as it is.
///
/// Version 1. Members may be added; none is removed, renamed or given another type without a new
/// version.
enum SelftestJSON {
  static let version = 1

  static func text(_ report: SelftestReport) -> String {
    JSONWriter.text(document(report), pretty: true)
  }

  static func document(_ report: SelftestReport) -> Value {
    let facts = report.facts
    return .object([
      ("version", .integer(version)),
      ("tool", .object([("name", .string("muster")), ("version", .string(facts.toolVersion))])),
      ("contract", .string(facts.contract)),
      ("contractVersion", .string(facts.contractVersion)),
      ("specFiles", .array(facts.specFiles.map { .string($0) })),
      ("strictness", .string(facts.strictness)),
      ("seed", .integer(Int(clamping: facts.seed))),
      ("startedAt", .string(Timestamp.text(facts.startedAt))),
      ("seconds", seconds(report.duration)),
      ("complete", .bool(report.isComplete)),
      ("interrupted", .bool(report.isInterrupted)),
      ("verdict", .string(verdict(report.verdict))),
      ("faultless", baseline(report.baseline)),
      ("summary", summary(report)),
      ("faults", .array(report.results.map(fault))),
      ("checks", .array(report.checks.map(check))),
      ("cases", .array(report.cases.map(item))),
      ("demands", .array(report.demands.map(demand))),
      (
        "idle",
        .array(
          report.idleAssertions.map { idle($0, "assertion never failed") }
            + report.idleStatuses.map { idle($0, "status never changed") })
      ),
    ])
  }

  private static func verdict(_ verdict: SelftestReport.Verdict) -> String {
    switch verdict {
    case .passed: "passed"
    case .failed: "failed"
    case .invalid: "not-valid"
    case .interrupted: "interrupted"
    }
  }

  private static func baseline(_ baseline: SelftestReport.Baseline) -> Value {
    .object([
      ("cases", .integer(baseline.cases)),
      ("requests", .integer(baseline.requests)),
      ("seconds", seconds(baseline.duration)),
      ("clean", .bool(baseline.isClean)),
      ("reorderable", .bool(baseline.isReorderable)),
      ("alarms", .array(baseline.alarms.map { .string($0) })),
    ])
  }

  private static func summary(_ report: SelftestReport) -> Value {
    let counts = report.counts
    return .object([
      ("faults", .integer(counts.total)),
      ("killed", .integer(counts.killed)),
      ("killedAsExpected", .integer(counts.asExpected)),
      ("survived", .integer(counts.survived)),
      ("unjudged", .integer(counts.unjudged)),
      ("equivalent", .integer(counts.equivalent)),
      ("notApplicable", .integer(counts.inapplicable)),
      ("notRun", .integer(counts.notRun)),
      ("counted", .integer(counts.counted)),
      ("killRate", counts.killRate.map(percent) ?? .null),
      ("minKillRate", report.minKillRate.map(percent) ?? .null),
    ])
  }

  private static func fault(_ result: MutantResult) -> Value {
    .object([
      ("id", .string(result.mutant.id)),
      ("summary", .string(result.mutant.summary)),
      ("scope", .string(result.mutant.scope)),
      ("expectedCheck", .string(result.mutant.expectedCheck)),
      ("onlyWarned", .bool(result.mutant.isOnlyWarned)),
      ("equivalence", result.mutant.equivalence.map { .string($0) } ?? .null),
      ("fate", .string(result.fate.rawValue)),
      ("asExpected", .bool(result.isKilledAsExpected)),
      ("reason", result.reason.map { .string($0) } ?? .null),
      ("kills", .array(result.kills.map(kill))),
      (
        "warnings",
        .object(
          result.warnings.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
      ),
      ("casesRun", .integer(result.casesRun)),
      ("casesInconclusive", .integer(result.casesInconclusive)),
      ("cutShort", .bool(result.isCutShort)),
      ("requests", .integer(result.requests)),
      ("concerned", .integer(result.interventions.concerned)),
      ("changed", .integer(result.interventions.changed)),
      ("seconds", seconds(result.duration)),
    ])
  }

  private static func kill(_ kill: Kill) -> Value {
    .object([
      ("case", kill.caseID.isEmpty ? .null : .string(kill.caseID)),
      ("check", .string(kill.check)),
      ("operation", .string(kill.operation)),
      ("message", .string(kill.message)),
    ])
  }

  private static func check(_ check: CheckTally) -> Value {
    .object([
      ("check", .string(check.check)),
      ("kills", .integer(check.kills)),
      ("expected", .integer(check.expected)),
    ])
  }

  private static func item(_ item: CaseTally) -> Value {
    .object([
      ("id", .string(item.id)),
      ("title", .string(item.title)),
      ("group", .string(item.group)),
      ("runs", .integer(item.runs)),
      ("kills", .integer(item.kills)),
    ])
  }

  private static func demand(_ tally: DemandTally) -> Value {
    .object(
      [("kind", .string(tally.demand.kind.rawValue))] + members(tally.demand)
        + [("kills", .integer(tally.kills))])
  }

  private static func idle(_ tally: DemandTally, _ kind: String) -> Value {
    .object([("kind", .string(kind))] + members(tally.demand))
  }

  private static func members(_ demand: Demand) -> [(String, Value)] {
    [
      ("case", .string(demand.id.caseID)),
      ("step", .integer(demand.id.step + 1)),
      ("operation", .string(demand.operation)),
      ("demand", .string(demand.text)),
      ("pointer", demand.pointer.map { .string($0) } ?? .null),
      ("file", demand.range.map { .string($0.file.name) } ?? .null),
      ("line", demand.range.map { .integer($0.start.line) } ?? .null),
    ]
  }

  // MARK: Numbers

  private static func seconds(_ seconds: Double) -> Value { number(Numbers.seconds(seconds)) }

  /// Cut to tenths, as everywhere.
  private static func percent(_ percent: Double) -> Value {
    number(String(Numbers.percent(percent).dropLast()))
  }

  private static func number(_ text: String) -> Value {
    JSONNumber(text: text).map { Value(.number($0)) } ?? .null
  }
}
