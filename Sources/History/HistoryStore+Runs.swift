import Evidence
import GRDB

/// Which run of a history is meant.
package enum RunSelector: Sendable, Hashable {
  case latest
  /// The one before the latest, of the same series.
  case previous
  case id(Int64)

  /// `latest`, `previous`, or a number as `muster history list` shows it.
  package init?(parsing text: String) {
    switch text {
    case "latest": self = .latest
    case "previous": self = .previous
    default:
      guard let id = Int64(text), id > 0 else { return nil }
      self = .id(id)
    }
  }
}

extension HistoryStore {
  /// Runs, the newest first.
  ///
  /// - Parameter series: as one of these runs; nil: all.
  package func runs(
    like series: HistoryRun? = nil, limit: Int = 10_000
  ) throws(HistoryError) -> [HistoryRun] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          \(HistoryRun.columns) WHERE run.isComplete = 1 AND (? IS NULL OR run.series = ?)
          ORDER BY run.startedAt DESC, run.id DESC LIMIT ?
          """, arguments: [series?.series, series?.series, limit]
      ).map(HistoryRun.init)
    }
  }

  package func run(_ selector: RunSelector) throws(HistoryError) -> HistoryRun {
    let found: HistoryRun?
    switch selector {
    case .latest: found = try runs(limit: 1).first
    case .previous:
      found = try runs(limit: 1).first.flatMap { (latest) throws(HistoryError) in
        try runs(like: latest, limit: 2).last { $0.id != latest.id }
      }
    case .id(let id):
      found = try read { db in
        try Row.fetchOne(
          db, sql: "\(HistoryRun.columns) WHERE run.isComplete = 1 AND run.id = ?", arguments: [id]
        ).map(HistoryRun.init)
      }
    }
    if let found { return found }
    let what =
      switch selector {
      case .latest: "no run"
      case .previous: "no run before the latest"
      case .id(let id): "no run \(id)"
      }
    throw HistoryError(
      "the history `\(path)` has \(what)", remedy: "see muster history list for those it has")
  }

  /// All cases of a run, in no order that means anything.
  package func results(of run: HistoryRun) throws(HistoryError) -> [HistoryResult] {
    try read { db in try Self.results(db, run.id) }
  }

  static func results(_ db: Database, _ run: Int64) throws -> [HistoryResult] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT caseName.name AS name, caseName.title AS title, verdict, flags, micros
        FROM result JOIN caseName ON caseName.id = caseID WHERE run = ?
        """, arguments: [run]
    ).map(HistoryResult.init)
  }

  /// Why cases of a run failed, by their ids: the first cause of each.
  package func causes(of run: HistoryRun) throws(HistoryError) -> [String: String] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT caseName.name AS name, MIN(cause.checkName || ': ' || cause.message) AS text
          FROM failure JOIN caseName ON caseName.id = caseID JOIN cause ON cause.id = failure.cause
          WHERE run = ? GROUP BY caseName.name
          """, arguments: [run.id])
      return Dictionary(
        try rows.map { (try $0.value("name"), try $0.value("text")) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// The obligations of a run by their states.
  package func obligations(of run: HistoryRun) throws(HistoryError) -> [String: String] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT name, state FROM obligation JOIN obligationName ON obligationName.id = obligation
          WHERE run = ?
          """, arguments: [run.id])
      let words = ["discharged", "failed", "not-reached"]
      return Dictionary(
        try rows.map { row in
          let (name, state): (String, Int) = (try row.value("name"), try row.value("state"))
          return (name, words.indices.contains(state) ? words[state] : "unknown")
        }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Seconds that cases of the newest runs of a contract took in the mean, by their ids; empty where
  /// nothing was recorded or every clock was silent.
  package func durations(ofContract contract: String) throws(HistoryError) -> [String: Double] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT caseName.name AS name, AVG(micros) AS mean FROM result
          JOIN caseName ON caseName.id = caseID
          WHERE micros > 0 AND verdict <> 3 AND run IN (
            SELECT run.id FROM run JOIN series ON series.id = run.series
            WHERE series.contract = ? AND isComplete = 1 ORDER BY startedAt DESC, run.id DESC LIMIT 10)
          GROUP BY caseName.name
          """, arguments: [contract])
      return Dictionary(
        try rows.map { (try $0.value("name"), try $0.value("mean") as Double / 1e6) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  /// Takes old runs out of every series; gives how many.
  ///
  /// - Parameters:
  ///   - keep: how many of each series stay; nil: as many as there are.
  ///   - before: seconds since 1970; runs that started earlier go.
  package func prune(keep: Int?, before: Double?) throws(HistoryError) -> Int {
    try write { db in
      var count = 0
      if let before {
        count += try Self.removeRuns(db, "isComplete = 1 AND startedAt < ?", [before])
      }
      if let keep {
        count += try Self.removeRuns(
          db,
          """
          isComplete = 1 AND id NOT IN (
            SELECT id FROM (
              SELECT id, ROW_NUMBER() OVER (
                PARTITION BY series ORDER BY startedAt DESC, id DESC) AS place FROM run
              WHERE isComplete = 1) WHERE place <= ?)
          """, [keep])
      }
      return count
    }
  }
}
