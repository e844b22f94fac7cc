import Documents
import GRDB

/// What a mock was told to keep. Every access is one transaction; writers wait for each other.
struct MockStore: Sendable {
  /// More things than this are not kept: the oldest goes.
  private static let capacity = 10_000

  private let queue: DatabaseQueue

  /// Opens or creates the database.
  init(_ location: StoreLocation) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    switch location {
    case .memory: queue = try DatabaseQueue(configuration: configuration)
    case .file(let path): queue = try DatabaseQueue(path: path, configuration: configuration)
    }
    var migrator = DatabaseMigrator()
    migrator.registerMigration("mock-1") { database in
      try database.execute(
        sql: """
          CREATE TABLE thing (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            collection TEXT NOT NULL,
            id TEXT NOT NULL,
            -- JSON; NULL for a thing that was deleted.
            value TEXT,
            UNIQUE (collection, id)
          )
          """)
    }
    try migrator.migrate(queue)
  }

  /// Runs a transaction, undone as a whole when `work` throws.
  func transaction<Result: Sendable>(
    _ work: @escaping @Sendable (Transaction) throws -> Result
  ) async throws -> Result {
    try await queue.write { try work(Transaction(database: $0)) }
  }

  /// What is known of a thing.
  enum Standing: Sendable {
    /// Nobody spoke of it yet.
    case unknown
    case kept(Value)
    case deleted
  }

  /// The store while nobody else is at it.
  struct Transaction {
    fileprivate let database: Database

    func standing(of id: String, in collection: String) throws -> Standing {
      let row = try Row.fetchOne(
        database, sql: "SELECT value FROM thing WHERE collection = ? AND id = ?",
        arguments: [collection, id])
      guard let row else { return .unknown }
      guard let text: String = row["value"] else { return .deleted }
      return .kept(try Self.value(text))
    }

    /// The things of a collection, the oldest first.
    func things(in collection: String) throws -> [Value] {
      try String.fetchAll(
        database,
        sql: "SELECT value FROM thing WHERE collection = ? AND value IS NOT NULL ORDER BY number",
        arguments: [collection]
      ).map(Self.value)
    }

    /// How many things of a collection were ever spoken of.
    func count(in collection: String) throws -> Int {
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM thing WHERE collection = ?", arguments: [collection])
        ?? 0
    }

    /// Keeps a thing, or with nil that it is gone.
    func keep(_ value: Value?, as id: String, in collection: String) throws {
      try database.execute(
        sql: """
          INSERT INTO thing (collection, id, value) VALUES (?, ?, ?)
          ON CONFLICT (collection, id) DO UPDATE SET value = excluded.value
          """,
        arguments: [collection, id, value.map { JSONWriter.text($0) }])
      try database.execute(
        sql: """
          DELETE FROM thing WHERE number <=
            (SELECT number FROM thing ORDER BY number DESC LIMIT 1 OFFSET ?)
          """, arguments: [MockStore.capacity])
    }

    /// Everything in collections whose path begins so is deleted.
    func deleteAll(below path: String) throws {
      try database.execute(
        sql: "UPDATE thing SET value = NULL WHERE substr(collection, 1, length(?)) = ?",
        arguments: [path, path])
    }

    private static func value(_ text: String) throws -> Value {
      Value(try JSONReader.read(Array(text.utf8), file: SourceFile(name: "<store>")))
    }
  }
}
