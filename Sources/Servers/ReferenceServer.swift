package import Logging

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An honest implementation of the founding contract over HTTP/1.1: what vendors compare
/// themselves with, and what muster tests itself on.
package struct ReferenceServer: Sendable {
  package struct Configuration: Sendable {
    /// Where to listen; not reachable from other machines unless asked for.
    package var host = "127.0.0.1"
    /// 0 takes a free port.
    package var port = 0
    package var store = StoreLocation.memory
    /// What clients must present at the token endpoint.
    package var clientID: String
    package var clientSecret: String
    /// Seconds for which an access token is valid.
    package var tokenLifetime = 3_600
    /// A token that counts as issued once and expired; nil: there is none.
    package var expiredToken: String?
    /// Defects to inject; none for an honest server.
    package var faults: [any Fault] = []
    /// Requests a second that are let in; nil: all.
    package var rateLimit: Int?
    /// Answers `GET /healthz`, which is no part of the contract.
    package var hasHealthPath = false
    /// Silent unless given; at level info one line a request, never with header fields or bodies.
    package var logger = Logger(label: "muster.reference") { _ in SwiftLogNoOpLogHandler() }
    /// Seconds since 1970, for the expiry of tokens.
    package var now: @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }
    /// Seconds by a clock that never goes back, for the rate limit and the durations in the log.
    package var uptime: @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }

    package init(clientID: String, clientSecret: String) {
      self.clientID = clientID
      self.clientSecret = clientSecret
    }
  }

  /// The operations that it answers, in the founding contract's order: `GET /accounts` and so on.
  package static var operations: [String] { CRMRoutes.all.map(\.operation) }

  /// Serves until the task is cancelled, and returns once every connection is closed.
  ///
  /// - Parameters:
  ///   - onReady: called once, as soon as connections are accepted, with the base URL, which has
  ///     the real port and no final slash.
  /// - Throws: what the store or the socket can't do, for instance a port in use.
  package static func run(
    _ configuration: Configuration, onReady: @escaping @Sendable (_ baseURL: String) async -> Void
  ) async throws {
    let issuer = TokenIssuer(
      lifetime: configuration.tokenLifetime, expired: configuration.expiredToken,
      now: configuration.now)
    let clients = ClientAuthentication { id, secret in
      let idIsRight = equalInConstantTime(id, configuration.clientID)
      let secretIsRight = equalInConstantTime(secret, configuration.clientSecret)
      return idIsRight && secretIsRight
    }
    let service = CRMService(
      store: try CRMStore(configuration.store, logger: configuration.logger),
      authorization: Authorization(issuer: issuer),
      tokenEndpoint: TokenEndpoint(clients: clients, issuer: issuer),
      revocationEndpoint: RevocationEndpoint(clients: clients, issuer: issuer),
      gate: configuration.rateLimit.map { RateGate(rate: $0, now: configuration.uptime) },
      hasHealthPath: configuration.hasHealthPath, faults: configuration.faults,
      logger: configuration.logger, uptime: configuration.uptime)
    let listener = HTTPListener(
      host: configuration.host, port: configuration.port, logger: configuration.logger)
    try await listener.run(onReady: onReady) { await service.answer($0) }
  }
}
