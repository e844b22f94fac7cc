import Evidence
import FoundationEssentials
import GRDB
import Reports

extension HistoryStore {
  /// The series that a run belongs to: what can be compared.
  static func series(_ db: Database, of facts: RunFacts) throws -> Int64 {
    let names: StatementArguments = [
      facts.contract, ShardSet.target(facts.baseURL), facts.strictness,
    ]
    try db.execute(
      sql: "INSERT OR IGNORE INTO series (contract, target, strictness) VALUES (?, ?, ?)",
      arguments: names)
    return try Int64.fetchOne(
      db, sql: "SELECT id FROM series WHERE contract = ? AND target = ? AND strictness = ?",
      arguments: names) ?? 0
  }

  static func caseID(_ db: Database, _ name: String, title: String) throws -> Int64 {
    let find = try db.cachedStatement(sql: "SELECT id FROM caseName WHERE name = ?")
    if let id = try Int64.fetchOne(find, arguments: [name]) { return id }
    try db.execute(
      sql: "INSERT INTO caseName (name, title) VALUES (?, ?)", arguments: [name, title])
    return db.lastInsertedRowID
  }

  static func causeID(
    _ db: Database, _ fingerprint: FindingFingerprint, _ message: String
  ) throws -> Int64 {
    let find = try db.cachedStatement(sql: "SELECT id FROM cause WHERE fingerprint = ?")
    if let id = try Int64.fetchOne(find, arguments: [fingerprint.id]) { return id }
    try db.execute(
      sql: "INSERT INTO cause (fingerprint, checkName, operation, message) VALUES (?, ?, ?, ?)",
      arguments: [fingerprint.id, fingerprint.check, fingerprint.operation, message])
    return db.lastInsertedRowID
  }

  /// - Parameter table: one of our own with the columns `id` and `name`.
  static func nameID(_ db: Database, _ table: String, _ name: String) throws -> Int64 {
    let find = try db.cachedStatement(sql: "SELECT id FROM \(table) WHERE name = ?")
    if let id = try Int64.fetchOne(find, arguments: [name]) { return id }
    try db.execute(sql: "INSERT INTO \(table) (name) VALUES (?)", arguments: [name])
    return db.lastInsertedRowID
  }

  /// Takes runs out with all that belongs to them.
  ///
  /// - Parameter condition: on the table `run`; our own text.
  @discardableResult
  static func removeRuns(
    _ db: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> Int {
    let runs = try Int64.fetchAll(
      db, sql: "SELECT id FROM run WHERE \(condition)", arguments: arguments)
    for run in runs {
      for table in ["result", "obligation", "failure", "timing"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run])
      }
      try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
    }
    return runs.count
  }
}

extension [UInt8] {
  var databaseBlob: Data { Data(self) }
}
