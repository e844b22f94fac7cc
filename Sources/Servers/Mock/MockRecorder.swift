package import Contracts
import Documents
import Evidence

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Keeps the exchanges of a mock, without their secrets, as an HTTP Archive.
package final class MockRecorder: Sendable {
  /// Bytes of all entries together.
  private static let capacity = 256 << 20
  /// Members and parameters that are secret whatever the contract says of them.
  private static let secretNames = [
    "access_token", "refresh_token", "client_secret", "password", "id_token",
  ]

  private let log: Locked<HARLog>
  private let redactor: Redactor

  package init(contract: Contract, credentials: MockCredentials?, version: String) {
    log = Locked(HARLog(creator: "muster mock", version: version, capacity: Self.capacity))
    let keys = contract.securitySchemes.compactMap { scheme in
      if case .apiKey(let name, _) = scheme.kind { name } else { nil }
    }
    redactor = Redactor(secrets: credentials?.secrets ?? [], names: Self.secretNames + keys)
  }

  /// The archive of what was recorded so far.
  package var bytes: [UInt8] { log.withLock { $0.bytes } }

  /// - Parameters:
  ///   - startedAt: seconds since 1970.
  ///   - duration: seconds.
  func record(
    _ request: ServerRequest, body: [UInt8], _ response: ServerResponse, startedAt: Double,
    duration: Double
  ) {
    let host = request.header("host") ?? "localhost"
    let exchange = Exchange(
      request: HTTPRequest(
        method: request.method, url: "http://\(host)\(request.target)",
        headers: HTTPHeaders(request.headers.map { .init(name: $0.name, value: $0.value) }),
        body: body.isEmpty ? nil : body),
      attempts: [
        Exchange.Attempt(
          outcome: .response(
            HTTPResponse(
              status: response.status,
              headers: HTTPHeaders(
                response.headers.map { .init(name: $0.name, value: $0.value) }),
              body: request.method == "HEAD" ? [] : response.bytes)),
          timing: Exchange.Timing(firstByte: duration, total: duration))
      ])
    let moment = Date(timeIntervalSince1970: startedAt)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let clean = redactor.redacted(exchange)
    log.withLock { $0.add(clean, startedAt: moment) }
  }
}
