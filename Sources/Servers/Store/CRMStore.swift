import GRDB
import Logging

/// The reference server's database. Every access is one transaction; writers wait for each other.
struct CRMStore: Sendable {
  private let queue: DatabaseQueue
  private let logger: Logger

  /// Opens or creates the database and brings it to the present schema, seed data included.
  init(_ location: StoreLocation, logger: Logger) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.foreignKeysEnabled = true
    switch location {
    case .memory: queue = try DatabaseQueue(configuration: configuration)
    case .file(let path):
      // A write is on the disk when it is acknowledged, in one step and not in two.
      configuration.journalMode = .wal
      queue = try DatabaseQueue(path: path, configuration: configuration)
    }
    self.logger = logger
    let migrator = CRMSchema.migrator
    guard try !queue.read(migrator.hasBeenSuperseded) else { throw Superseded() }
    try migrator.migrate(queue)
  }

  /// The file was made by a later version, whose tables nobody knows here.
  struct Superseded: Error, CustomStringConvertible {
    var description: String { "the store was made by a later version of muster" }
  }

  /// Throws where the database can't be read.
  func check() async throws(Problem) {
    _ = try await read { try Int.fetchOne($0, sql: "SELECT 1") }
  }

  /// Runs a reading transaction; a failure of the database becomes a 500 and a line in the log.
  func read<Result: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Result
  ) async throws(Problem) -> Result {
    do {
      return try await queue.read(work)
    } catch {
      throw problem(error)
    }
  }

  /// Runs a writing transaction, undone as a whole when `work` throws.
  func write<Result: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Result
  ) async throws(Problem) -> Result {
    do {
      return try await queue.write(work)
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ error: any Error) -> Problem {
    if let problem = error as? Problem { return problem }
    logger.error("database access failed", metadata: ["error": "\(error)"])
    return .internalError
  }
}
