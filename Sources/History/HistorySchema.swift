import GRDB

/// The tables, as migrations that each file runs once.
enum HistorySchema {
  /// Says that a database is a history of muster's: `MUST` in ASCII.
  static let applicationID = 0x4D55_5354

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-tables") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: tables)
    }
    return migrator
  }

  /// Names stand once. A run's rows follow each other on the disk, and what went wrong has an index of
  /// its own, so that no question about few cases reads the rows of all.
  ///
  /// Verdicts: 0 passed, 1 failed, 2 inconclusive, 3 skipped. States of obligations: 0 discharged,
  /// 1 failed, 2 not reached. Flags: 1 flaky, 2 known, 4 in quarantine.
  private static let tables = """
    CREATE TABLE series (
      id INTEGER PRIMARY KEY,
      contract TEXT NOT NULL,
      target TEXT NOT NULL,
      strictness TEXT NOT NULL,
      UNIQUE (contract, target, strictness)
    );
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      series INTEGER NOT NULL REFERENCES series,
      startedAt REAL NOT NULL,
      recordedAt REAL NOT NULL,
      contractVersion TEXT NOT NULL,
      contractDigest TEXT NOT NULL,
      seed TEXT NOT NULL,
      toolVersion TEXT NOT NULL,
      isComplete INTEGER NOT NULL DEFAULT 0,
      verdict TEXT NOT NULL DEFAULT 'interrupted',
      exitCode INTEGER NOT NULL DEFAULT 130,
      duration REAL NOT NULL DEFAULT 0,
      requests INTEGER NOT NULL DEFAULT 0,
      passed INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      known INTEGER NOT NULL DEFAULT 0,
      inconclusive INTEGER NOT NULL DEFAULT 0,
      skipped INTEGER NOT NULL DEFAULT 0,
      flaky INTEGER NOT NULL DEFAULT 0,
      discharged INTEGER NOT NULL DEFAULT 0,
      obligations INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX runBySeries ON run (series, isComplete, startedAt, id);
    CREATE TABLE caseName (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL
    );
    CREATE TABLE result (
      run INTEGER NOT NULL,
      caseID INTEGER NOT NULL,
      verdict INTEGER NOT NULL,
      flags INTEGER NOT NULL,
      micros INTEGER NOT NULL,
      PRIMARY KEY (run, caseID)
    ) WITHOUT ROWID;
    CREATE INDEX oddResult ON result (caseID, run) WHERE verdict = 1 OR flags <> 0;
    CREATE TABLE obligationName (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE obligation (
      run INTEGER NOT NULL,
      obligation INTEGER NOT NULL,
      state INTEGER NOT NULL,
      PRIMARY KEY (run, obligation)
    ) WITHOUT ROWID;
    CREATE TABLE cause (
      id INTEGER PRIMARY KEY,
      fingerprint TEXT NOT NULL UNIQUE,
      checkName TEXT NOT NULL,
      operation TEXT NOT NULL,
      message TEXT NOT NULL
    );
    CREATE TABLE failure (
      run INTEGER NOT NULL,
      caseID INTEGER NOT NULL,
      cause INTEGER NOT NULL,
      PRIMARY KEY (run, caseID, cause)
    ) WITHOUT ROWID;
    CREATE TABLE operationName (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    );
    CREATE TABLE timing (
      run INTEGER NOT NULL,
      operation INTEGER NOT NULL,
      requests INTEGER NOT NULL,
      median REAL NOT NULL,
      slow REAL NOT NULL,
      histogram BLOB NOT NULL,
      PRIMARY KEY (run, operation)
    ) WITHOUT ROWID;
    CREATE TABLE announcement (
      series INTEGER NOT NULL,
      channel TEXT NOT NULL,
      failing TEXT NOT NULL,
      announcedAt REAL NOT NULL,
      PRIMARY KEY (series, channel)
    ) WITHOUT ROWID;
    """
}
