internal import GRDB

/// What earlier runs found, in one SQLite file that several processes may write at a time.
///
/// Every write is a transaction that is on the disk when it is over: whoever is killed loses what it was
/// writing and nothing else.
package struct HistoryStore: Sendable {
  let queue: DatabaseQueue
  package let path: String

  /// Seconds that a writer waits for others.
  private static let patience = 60.0

  /// Opens a history; creates it only where it may.
  ///
  /// - Parameter exists: whether there is such a file already.
  package init(path: String, exists: Bool, mayCreate: Bool) throws(HistoryError) {
    guard exists || mayCreate else {
      throw HistoryError(
        "the history `\(path)` does not exist",
        remedy: "record one with muster run --history \(path)")
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Self.patience)
    configuration.prepareDatabase { db in
      // The file remembers it; who only reads has nothing to write.
      if mayCreate { try Self.setJournal(db) }
      // In this mode a commit is on the disk when it returns; the usual one may lose the last of them.
      try db.execute(sql: "PRAGMA synchronous = FULL")
    }
    self.path = path
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      if exists { try Self.check(queue, path) }
      try Self.migrate(queue, path)
    } catch let error as HistoryError {
      throw error
    } catch {
      throw Self.failure(error, path)
    }
  }

  /// Of two processes that change the mode at a time, one finds it changed.
  private static func setJournal(_ db: Database) throws {
    var problem: (any Error)?
    for _ in 0..<5 {
      if try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" { return }
      do {
        try db.execute(sql: "PRAGMA journal_mode = WAL")
        problem = nil
      } catch {
        problem = error
      }
    }
    // Where the disk has no room for it, the usual mode is as safe and only slower.
    if let problem { throw problem }
  }

  /// Throws where the file is somebody else's.
  private static func check(_ queue: DatabaseQueue, _ path: String) throws {
    let (id, tables) = try queue.read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
        // The list of migrations is there a moment before what they make.
        try Int.fetchOne(
          db, sql: "SELECT COUNT(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
      )
    }
    guard id == HistorySchema.applicationID || (id == 0 && tables == 0) else {
      throw HistoryError(
        "`\(path)` is a database, but no history of muster's", remedy: "give another path")
    }
  }

  private static func migrate(_ queue: DatabaseQueue, _ path: String) throws {
    let migrator = HistorySchema.migrator
    guard try !queue.read(migrator.hasBeenSuperseded) else {
      throw HistoryError(
        "the history `\(path)` was made by a later version of muster",
        remedy: "use that version, or give another path")
    }
    // Of two processes that make the tables at a time, one finds them made.
    for attempt in 0... {
      do {
        return try migrator.migrate(queue)
      } catch {
        guard attempt < 5 else { throw error }
      }
    }
  }

  /// Runs a reading transaction.
  func read<Result>(_ body: (Database) throws -> Result) throws(HistoryError) -> Result {
    do {
      return try queue.read(body)
    } catch let error as HistoryError {
      throw error
    } catch {
      throw Self.failure(error, path)
    }
  }

  /// Runs a writing transaction, undone as a whole when `body` throws.
  func write<Result>(_ body: (Database) throws -> Result) throws(HistoryError) -> Result {
    do {
      return try queue.write(body)
    } catch let error as HistoryError {
      throw error
    } catch {
      throw Self.failure(error, path)
    }
  }

  private static func failure(_ error: any Error, _ path: String) -> HistoryError {
    guard let error = error as? DatabaseError else {
      return HistoryError("the history `\(path)` can't be used: \(error)", remedy: "check the path")
    }
    let reason = error.message ?? "\(error.resultCode)"
    let remedy =
      switch error.resultCode {
      case .SQLITE_NOTADB: "give another path; it must be a file that muster run --history made"
      case .SQLITE_BUSY: "wait until the others that write it are done"
      case .SQLITE_FULL: "free the disk, or take old runs out with muster history prune"
      default: "check the path and who may write it"
      }
    return HistoryError("the history `\(path)` can't be used: \(reason)", remedy: remedy)
  }

  /// What SQLite says of the file's soundness: `ok`, or what is wrong.
  package func integrity() throws(HistoryError) -> String {
    try read { try String.fetchOne($0, sql: "PRAGMA integrity_check") ?? "" }
  }

  /// Gives the disk the room of what was taken out.
  package func compact() throws(HistoryError) {
    do {
      try queue.vacuum()
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    } catch {
      throw Self.failure(error, path)
    }
  }

  /// Bytes of the database.
  package func size() throws(HistoryError) -> Int {
    try read { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      return pages * (try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
    }
  }
}
