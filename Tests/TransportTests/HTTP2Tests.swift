import Evidence
import Foundation
import Testing
import Transport

/// HTTP/2 beside HTTP/1.1, agreed on in the TLS handshake.
@Suite(.timeLimit(.minutes(1))) struct HTTP2Tests {
  private func server(_ authority: TestAuthority) throws -> (ServerProcess, Int)? {
    guard let nghttpd = Tool.path("nghttpd", for: "HTTP/2 (Debian: nghttp2-server)") else {
      return nil
    }
    let port = Int(RawServer.unusedPort())
    try Data("hello\n".utf8).write(to: authority.folder.appending(path: "hello.txt"))
    let process = try ServerProcess(
      nghttpd,
      [
        "--address=127.0.0.1", "-d", authority.folder.path(), "--echo-upload", "\(port)",
        authority.key(.good), authority.certificate(.good),
      ], in: authority.folder.path())
    return (process, port)
  }

  /// Until the server listens.
  private func first(
    _ transport: CurlTransport, _ request: HTTPRequest
  ) async throws -> Exchange.Attempt {
    for _ in 0..<200 {
      let attempt = await transport.send(request, options: RequestOptions())
      guard case .failure(let failure) = attempt.outcome, failure.kind == .connectionRefused else {
        return attempt
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return await transport.send(request, options: RequestOptions())
  }

  @Test func isSpokenWhereOffered() async throws {
    guard let authority = try TestAuthority.shared?.get(),
      let (process, port) = try server(authority)
    else { return }
    defer { withExtendedLifetime(process) {} }
    let transport = try CurlTransport(
      TransportConfiguration(
        maxConnections: 50, caCertificate: authority.authorities, http2: true))
    let get = HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/hello.txt")
    let attempt = try await first(transport, get)
    guard case .response(let response) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(response.status == 200)
    #expect(response.version == "HTTP/2")
    #expect(response.reason == "")
    #expect(response.headers["content-length"] == "6")
    #expect(String(decoding: response.body, as: UTF8.self) == "hello\n")
    #expect(attempt.traffic.received == attempt.traffic.headers + 6)
    // Content comes back as it was sent.
    let body = [UInt8](repeating: 65, count: 100_000)
    let echo = await transport.send(
      HTTPRequest(method: "POST", url: get.url, body: body), options: RequestOptions())
    guard case .response(let echoed) = echo.outcome else {
      Issue.record("\(echo.outcome)")
      return
    }
    #expect(echoed.body == body)
    #expect(echo.traffic.sent > body.count)
    #expect(echo.traffic.sent < body.count + 1000)
    // Many at once.
    let answered = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 {
        group.addTask {
          guard
            case .response(let response) = await transport.send(get, options: RequestOptions())
              .outcome
          else { return false }
          return response.version == "HTTP/2" && response.body.count == 6
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answered == 200)
    let missing = await transport.send(
      HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/none"), options: RequestOptions())
    guard case .response(let notFound) = missing.outcome else {
      Issue.record("\(missing.outcome)")
      return
    }
    #expect(notFound.status == 404)
  }

  /// A target that knows only HTTP/1.1 is spoken to in that.
  @Test func isNotForced() async throws {
    guard let authority = try TestAuthority.shared?.get(),
      let (process, port) = try authority.server(.good)
    else { return }
    defer { withExtendedLifetime(process) {} }
    let transport = try CurlTransport(
      TransportConfiguration(caCertificate: authority.authorities, http2: true))
    let attempt = await transport.send(
      HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/"), options: RequestOptions())
    guard case .response(let response) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(response.version == "HTTP/1.1")
  }
}
