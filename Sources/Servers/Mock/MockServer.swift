package import Contracts
import Logging

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A server of any contract: what is asked of it is held against the contract, and what it answers
/// is made up from it.
package struct MockServer: Sendable {
  package struct Configuration: Sendable {
    /// Where to listen; not reachable from other machines unless asked for.
    package var host = "127.0.0.1"
    /// 0 takes a free port.
    package var port = 0
    package var contract: Contract
    /// The contract's, where somebody has compiled them already.
    package var schemas: ContractSchemas
    /// What everything made up is drawn from.
    package var seed: UInt64 = 0
    package var store = StoreLocation.memory
    /// What is known to be missing.
    package var absence = MockAbsence()
    /// Seconds before each answer.
    package var latency = 0.0
    /// What clients must present; nil lets everybody in.
    package var credentials: MockCredentials? = MockCredentials()
    /// Defects to inject; none for an honest server.
    package var faults: [any Fault] = []
    /// Seconds since 1970, for the expiry of tokens and the moments of a record.
    package var now: @Sendable () -> Double = { Date().timeIntervalSince1970 }
    /// Gets every exchange; nil records nothing.
    package var recorder: MockRecorder?
    /// Gets one line a request, never with header fields, queries or bodies; silent unless given.
    package var log: (@Sendable (String) -> Void)?

    package init(_ loaded: LoadedContract) {
      contract = loaded.contract
      schemas = loaded.schemas
    }
  }

  /// Serves until the task is cancelled, and returns once every connection is closed.
  ///
  /// - Parameters:
  ///   - onReady: called once, as soon as connections are accepted, with the base URL, which has
  ///     the real port and no final slash.
  /// - Throws: what the store or the socket can't do, for instance a port in use.
  package static func run(
    _ configuration: Configuration, onReady: @escaping @Sendable (_ baseURL: String) async -> Void
  ) async throws {
    let service = try MockService(configuration)
    let listener = HTTPListener(
      host: configuration.host, port: configuration.port,
      logger: Logger(label: "muster.mock") { _ in SwiftLogNoOpLogHandler() })
    try await listener.run(onReady: onReady) { await service.answer($0) }
  }

  /// Starts a server and returns as soon as it accepts connections; it runs until `stop()`.
  ///
  /// - Throws: what kept it from starting.
  package static func start(_ configuration: Configuration) async throws -> RunningServer {
    try await RunningServer.start { try await run(configuration, onReady: $0) }
  }
}
