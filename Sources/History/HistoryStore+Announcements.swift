import Documents
import Evidence
import GRDB

/// What is to be told of a run: what fails that did not when it was last told, and what passes again.
package struct HistoryChange: Sendable, Hashable {
  package var run: HistoryRun
  package var new: [HistoryComparison.Entry]
  package var fixed: [HistoryComparison.Entry]
  /// Fails as was told before.
  package var stillFailing: Int
  /// What was told before, to go back to where it can't be told.
  var earlier: String?

  package var isEmpty: Bool { new.isEmpty && fixed.isEmpty }
}

extension HistoryStore {
  /// What of a run a channel has not been told, which counts as told from now on: of two
  /// processes one tells it. What was never told anything is measured against the run before.
  ///
  /// - Parameters:
  ///   - channel: how the user names it; no secret.
  ///   - now: seconds since 1970.
  package func claimChange(
    of latest: HistoryRun, channel: String, now: Double
  ) throws(HistoryError) -> HistoryChange {
    let results = try self.results(of: latest)
    let causes = try self.causes(of: latest)
    let past = try runs(like: latest, limit: 50).first {
      $0.id != latest.id && ($0.startedAt, $0.id) < (latest.startedAt, latest.id)
    }
    let pastFailing = try past.map { (run) throws(HistoryError) in
      Set(try self.results(of: run).filter(\.isNewsworthy).map(\.id))
    }
    return try write { db in
      let text = try String.fetchOne(
        db, sql: "SELECT failing FROM announcement WHERE series = ? AND channel = ?",
        arguments: [latest.series, channel])
      let told = text.map { Set(Self.names($0)) } ?? pastFailing ?? []
      var change = HistoryChange(run: latest, new: [], fixed: [], stillFailing: 0, earlier: text)
      // What could not be judged is as it was.
      var failing = told
      for item in results.sorted(by: { ($0.title, $0.id) < ($1.title, $1.id) }) {
        let entry = HistoryComparison.Entry(
          id: item.id, title: item.title, cause: causes[item.id])
        if item.isNewsworthy {
          if told.contains(item.id) {
            change.stillFailing += 1
          } else {
            change.new.append(entry)
          }
          failing.insert(item.id)
        } else if item.verdict == .passed || item.isKnown {
          if told.contains(item.id), item.verdict == .passed { change.fixed.append(entry) }
          failing.remove(item.id)
        }
      }
      let list = JSONWriter.text(.array(failing.sorted().map { .string($0) }))
      try Self.save(db, latest.series, channel, list, now)
      return change
    }
  }

  /// Makes a change one that was not told.
  package func release(
    _ change: HistoryChange, channel: String, now: Double
  ) throws(HistoryError) {
    try write { db in
      guard let earlier = change.earlier else {
        return try db.execute(
          sql: "DELETE FROM announcement WHERE series = ? AND channel = ?",
          arguments: [change.run.series, channel])
      }
      try Self.save(db, change.run.series, channel, earlier, now)
    }
  }

  private static func save(
    _ db: Database, _ series: Int64, _ channel: String, _ failing: String, _ now: Double
  ) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO announcement (series, channel, failing, announcedAt)
        VALUES (?, ?, ?, ?)
        """, arguments: [series, channel, failing, now])
  }

  private static func names(_ text: String) -> [String] {
    guard
      let node = try? JSONReader.read(Array(text.utf8), file: SourceFile(name: "<history>")).root
    else { return [] }
    return node.items.compactMap(\.string)
  }
}
