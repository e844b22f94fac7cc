import Evidence
import GRDB

/// What changed from one run to another.
package struct HistoryComparison: Sendable {
  /// A case that changed, or didn't.
  package struct Entry: Sendable, Hashable {
    package var id: String
    package var title: String
    /// Why it fails, or failed; nil where nobody wrote it down.
    package var cause: String?
  }

  package var before: HistoryRun
  package var after: HistoryRun
  /// Fails now and did not.
  package var new: [Entry] = []
  /// Passes now and failed.
  package var fixed: [Entry] = []
  /// Fails now and did before.
  package var still: [Entry] = []
  /// Failed, and nobody knows now.
  package var unclear: [Entry] = []
  /// Cases of one of the two runs only.
  package var appeared = 0
  package var vanished = 0
  /// Operations whose time is not what it was, the farthest first.
  package var drifts: [(operation: String, drift: RobustStatistics.Drift)] = []
}

extension HistoryStore {
  /// Failures that a baseline or a quarantine list has are neither new nor fixed.
  package func compare(
    _ before: HistoryRun, _ after: HistoryRun
  ) throws(HistoryError) -> HistoryComparison {
    var result = HistoryComparison(before: before, after: after)
    let earlier = Dictionary(
      try results(of: before).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let now = try results(of: after).sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    let causesNow = try causes(of: after)
    let causesBefore = try causes(of: before)
    for item in now {
      let past = earlier[item.id]
      if past == nil { result.appeared += 1 }
      let didFail = past?.isNewsworthy ?? false
      let entry = HistoryComparison.Entry(
        id: item.id, title: item.title, cause: causesNow[item.id] ?? causesBefore[item.id])
      switch (didFail, item.verdict) {
      case (true, .failed) where !item.isKnown: result.still.append(entry)
      case (false, .failed) where !item.isKnown: result.new.append(entry)
      case (true, .passed): result.fixed.append(entry)
      case (true, .inconclusive), (true, .skipped): result.unclear.append(entry)
      default: break
      }
    }
    result.vanished = earlier.count - (now.count - result.appeared)
    result.drifts = try drifts(of: after)
    return result
  }

  /// Runs before one of which the past of its operations is made.
  private static let pastLimit = 60

  /// The operations of a run whose usual time is not what it was in the series' runs before it.
  package func drifts(
    of run: HistoryRun, all: Bool = false
  ) throws(HistoryError) -> [(operation: String, drift: RobustStatistics.Drift)] {
    let rows: [(operation: String, isNow: Bool, median: Double)] = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT operationName.name AS name, timing.run = ? AS isNow, median FROM timing
          JOIN operationName ON operationName.id = timing.operation
          WHERE timing.run = ? OR timing.run IN (
            SELECT id FROM run WHERE series = ? AND isComplete = 1
              AND (startedAt < ? OR (startedAt = ? AND id < ?))
            ORDER BY startedAt DESC, id DESC LIMIT ?)
          """,
        arguments: [
          run.id, run.id, run.series, run.startedAt, run.startedAt, run.id, Self.pastLimit,
        ]
      ).map { (try $0.value("name"), try $0.value("isNow"), try $0.value("median")) }
    }
    var past: [String: [Double]] = [:]
    for row in rows where !row.isNow { past[row.operation, default: []].append(row.median) }
    return rows.filter(\.isNow)
      .compactMap { row in
        RobustStatistics.drift(row.median, past: past[row.operation] ?? []).map {
          (operation: row.operation, drift: $0)
        }
      }
      .filter { all || $0.drift.isNotable }
      .sorted {
        abs($0.drift.score) == abs($1.drift.score)
          ? $0.operation < $1.operation : abs($0.drift.score) > abs($1.drift.score)
      }
  }
}
