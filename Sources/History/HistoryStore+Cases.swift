import Evidence
import FoundationEssentials
import GRDB

extension HistoryStore {
  /// The cases of a series that failed or were flaky in one of its newest runs, with all their points.
  ///
  /// Only they are looked up: what always passed has no row in the index of what went wrong.
  package func oddCases(
    like series: HistoryRun, last: Int
  ) throws(HistoryError) -> [CaseHistory] {
    let runs = Array(try self.runs(like: series, limit: last).reversed())
    guard let first = runs.map(\.id).min() else { return [] }
    let ids = Set(runs.map(\.id))
    return try read { db in
      let odd = try Row.fetchAll(
        db,
        sql: """
          SELECT caseID, run, caseName.name AS name, caseName.title AS title FROM result
          JOIN caseName ON caseName.id = caseID
          WHERE (verdict = 1 OR flags <> 0) AND run >= ?
          """, arguments: [first])
      var names: [Int64: (name: String, title: String)] = [:]
      for row in odd where ids.contains(try row.value("run")) {
        names[try row.value("caseID")] = (try row.value("name"), try row.value("title"))
      }
      let find = try db.cachedStatement(
        sql: "SELECT verdict, flags FROM result WHERE run = ? AND caseID = ?")
      return try names.map { id, name in
        var points: [CaseHistory.Point] = []
        for run in runs {
          guard let row = try Row.fetchOne(find, arguments: [run.id, id]) else { continue }
          let verdict: Int = try row.value("verdict")
          guard verdict < 2 else { continue }
          let flags: Int = try row.value("flags")
          points.append(
            CaseHistory.Point(
              startedAt: run.startedAt, isFailed: verdict == 1, isFlaky: flags & 1 != 0))
        }
        return CaseHistory(id: name.name, title: name.title, points: points)
      }.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    }
  }

  /// How long the operations of a run took to answer, by their names.
  package func timings(
    of run: HistoryRun
  ) throws(HistoryError) -> [(operation: String, histogram: LatencyHistogram)] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT operationName.name AS name, histogram FROM timing
          JOIN operationName ON operationName.id = timing.operation WHERE timing.run = ?
          ORDER BY operationName.name
          """, arguments: [run.id]
      ).compactMap { row in
        let data: Data = try row.value("histogram")
        let name: String = try row.value("name")
        return LatencyHistogram(bytes: Array(data)).map { (name, $0) }
      }
    }
  }

  /// The median time of each operation in each of the runs, by the operation's name and the run's id.
  package func medians(
    of runs: [HistoryRun]
  ) throws(HistoryError) -> [String: [Int64: Double]] {
    guard let first = runs.map(\.id).min() else { return [:] }
    let ids = Set(runs.map(\.id))
    return try read { db in
      var result: [String: [Int64: Double]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT operationName.name AS name, timing.run AS run, median FROM timing
          JOIN operationName ON operationName.id = timing.operation WHERE timing.run >= ?
          """, arguments: [first])
      while let row = try rows.next() {
        let run: Int64 = try row.value("run")
        guard ids.contains(run) else { continue }
        result[try row.value("name"), default: [:]][run] = try row.value("median")
      }
      return result
    }
  }
}
