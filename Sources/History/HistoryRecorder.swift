package import Evidence
internal import GRDB
package import Reports

/// Writes a run into a history while it goes on, some cases at a time; until it is finished nobody sees
/// it, and what a killed process leaves is taken out later.
package struct HistoryRecorder: Sendable {
  /// Cases that are kept until they are written.
  private static let batch = 1_000
  /// Operations whose times are kept; a suite may call any path.
  private static let operationLimit = 20_000
  /// Seconds after which a run that was never finished is taken for dead.
  private static let lifetime = 2.0 * 86_400
  /// Causes of one case that are kept.
  private static let causeLimit = 20

  private struct Pending: Sendable {
    var id: String
    var title: String
    var verdict: Int
    var flags: Int
    var micros: Int
    var causes: [(fingerprint: FindingFingerprint, message: String)]
  }

  private let store: HistoryStore
  /// Seconds since 1970.
  private let now: Double
  private var run: Int64?
  private var pending: [Pending] = []
  private var ledger = Ledger()
  private var timings: [String: LatencyHistogram] = [:]

  package init(_ store: HistoryStore, now: Double) {
    self.store = store
    self.now = now
  }

  package mutating func record(_ event: RunEvent) throws(HistoryError) {
    ledger.record(event)
    switch event {
    case .started(let facts): try begin(facts)
    case .caseFinished(let result):
      note(result)
      if pending.count >= Self.batch { try flush() }
    case .finished: break
    }
  }

  private mutating func begin(_ facts: RunFacts) throws(HistoryError) {
    let oldest = now - Self.lifetime
    let now = now
    run = try store.write { db in
      try HistoryStore.removeRuns(db, "isComplete = 0 AND recordedAt < ?", [oldest])
      let series = try HistoryStore.series(db, of: facts)
      try db.execute(
        sql: """
          INSERT INTO run (series, startedAt, recordedAt, contractVersion, contractDigest, seed, toolVersion)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          series, facts.startedAt, now, facts.contractVersion, facts.contractDigest ?? "",
          "\(facts.seed)", facts.toolVersion,
        ])
      return db.lastInsertedRowID
    }
  }

  private mutating func note(_ result: CaseResult) {
    var causes: [(fingerprint: FindingFingerprint, message: String)] = []
    for step in result.steps {
      for finding in step.findings
      where finding.severity == .failure && causes.count < Self.causeLimit {
        causes.append((step.fingerprint(of: finding), OneLine.of(finding.message)))
      }
      guard result.verdict != .inconclusive,
        timings[step.operation] != nil || timings.count < Self.operationLimit
      else { continue }
      for attempt in step.exchange.attempts {
        guard case .response = attempt.outcome else { continue }
        timings[step.operation, default: LatencyHistogram()].add(attempt.timing.total)
      }
    }
    let micros = result.duration.isFinite ? max(0, min(result.duration, 1e6)) * 1e6 : 0
    pending.append(
      Pending(
        id: result.id, title: ConsoleText.title(of: result),
        verdict: HistoryResult.code(result.verdict), flags: HistoryResult.flags(result),
        micros: Int(micros), causes: causes))
  }

  private mutating func flush() throws(HistoryError) {
    guard let run, !pending.isEmpty else { return }
    let cases = pending
    pending = []
    try store.write { db in try Self.write(cases, run, db) }
  }

  private static func write(_ cases: [Pending], _ run: Int64, _ db: Database) throws {
    let insert = try db.cachedStatement(
      sql:
        "INSERT OR REPLACE INTO result (run, caseID, verdict, flags, micros) VALUES (?, ?, ?, ?, ?)"
    )
    let failure = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO failure (run, caseID, cause) VALUES (?, ?, ?)")
    for item in cases {
      let id = try HistoryStore.caseID(db, item.id, title: item.title)
      try insert.execute(arguments: [run, id, item.verdict, item.flags, item.micros])
      for cause in item.causes {
        try failure.execute(arguments: [
          run, id, try HistoryStore.causeID(db, cause.fingerprint, cause.message),
        ])
      }
    }
  }

  /// Makes the run one that others see; gives it, or nil where it never began.
  package mutating func finish(
    _ tally: RunTally, _ verdict: RunVerdict
  ) throws(HistoryError) -> HistoryRun? {
    guard let run else { return nil }
    let cases = pending
    pending = []
    let counts = tally.counts
    let entries = ledger.entries
    let timings = timings
    try store.write { db in
      try Self.write(cases, run, db)
      let obligation = try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO obligation (run, obligation, state) VALUES (?, ?, ?)")
      for entry in entries {
        let id = try HistoryStore.nameID(db, "obligationName", entry.fact.id)
        try obligation.execute(arguments: [run, id, Self.code(entry.outcome.state)])
      }
      let timing = try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO timing (run, operation, requests, median, slow, histogram)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      for (operation, histogram) in timings {
        guard let median = histogram.quantile(0.5), let slow = histogram.quantile(0.95) else {
          continue
        }
        let id = try HistoryStore.nameID(db, "operationName", operation)
        try timing.execute(arguments: [
          run, id, histogram.total, median, slow, histogram.bytes.databaseBlob,
        ])
      }
      try db.execute(
        sql: """
          UPDATE run SET isComplete = 1, verdict = ?, exitCode = ?, duration = ?, requests = ?,
            passed = ?, failed = ?, known = ?, inconclusive = ?, skipped = ?, flaky = ?,
            discharged = ?, obligations = ? WHERE id = ?
          """,
        arguments: [
          "\(verdict)", verdict.exitCode, tally.duration, tally.requests, counts.passed,
          counts.failed, counts.known, counts.inconclusive, counts.skipped, counts.flaky,
          entries.count { $0.outcome.state == .discharged }, entries.count, run,
        ])
    }
    return try store.run(.id(run))
  }

  private static func code(_ state: ObligationOutcome.State) -> Int {
    switch state {
    case .discharged: 0
    case .failed: 1
    case .notReached: 2
    }
  }
}
