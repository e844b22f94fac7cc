import Evidence
import Testing
import Transport

/// TLS as real servers speak it: whose certificate is taken, and what is shown of ours.
@Suite(.timeLimit(.minutes(1))) struct TLSTests {
  enum Expected: Sendable {
    case body(String)
    case failure(TransportFailure.Kind, [String])
    /// In TLS 1.3 the server judges our certificate when the handshake is over for us, so what is seen
    /// of its refusal hangs on who is faster.
    case refused
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var server: TestAuthority.Kind
    var asksClients = false
    var cuts = false
    var trusts = true
    var isInsecure = false
    var client: TestAuthority.Kind?
    var expected: Expected
  }

  static let rows: [Row] = [
    Row(
      testDescription: "a certificate of an authority that we were given", server: .good,
      expected: .body("-")),
    Row(
      testDescription: "the same without the authority", server: .good, trusts: false,
      expected: .failure(.tlsFailed, ["is not accepted", "issuer"])),
    Row(
      testDescription: "self-signed", server: .selfSigned,
      expected: .failure(.tlsFailed, ["is not accepted", "self-signed"])),
    Row(
      testDescription: "self-signed and --insecure", server: .selfSigned, isInsecure: true,
      expected: .body("-")),
    Row(
      testDescription: "expired", server: .expired,
      expected: .failure(.tlsFailed, ["is not accepted", "expired"])),
    Row(
      testDescription: "for another host", server: .otherHost,
      expected: .failure(.tlsFailed, ["is not accepted", "127.0.0.1"])),
    Row(
      testDescription: "for another host and --insecure", server: .otherHost, isInsecure: true,
      expected: .body("-")),
    Row(
      testDescription: "our certificate is shown", server: .good, asksClients: true,
      client: .client, expected: .body("client")),
    Row(
      testDescription: "our certificate is asked for and there is none", server: .good,
      asksClients: true, expected: .refused),
    Row(
      testDescription: "our certificate is not the server's to trust", server: .good,
      asksClients: true, client: .stranger, expected: .refused),
    // libcurl asks OpenSSL to take the end of a connection for the end of the session, so that a body
    // without a length may have been cut.
    Row(
      testDescription: "a body without a length, cut without an end of the session", server: .good,
      cuts: true, expected: .body("half of it")),
  ]

  @Test(arguments: rows)
  func becomes(_ row: Row) async throws {
    guard let authority = try TestAuthority.shared?.get(),
      let (server, port) = try authority.server(
        row.server, asksClients: row.asksClients, cuts: row.cuts)
    else { return }
    defer { withExtendedLifetime(server) {} }
    let transport = try CurlTransport(
      TransportConfiguration(
        insecure: row.isInsecure, caCertificate: row.trusts ? authority.authorities : nil,
        clientCertificate: row.client.map { authority.certificate($0) },
        clientKey: row.client.map { authority.key($0) }))
    for _ in 0..<2 {
      let attempt = await transport.send(
        HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/"),
        options: RequestOptions(timeout: 10))
      switch (row.expected, attempt.outcome) {
      case (.body(let body), .response(let response)):
        #expect(String(decoding: response.body, as: UTF8.self) == body)
      case (.failure(let kind, let parts), .failure(let failure)):
        #expect(failure.kind == kind, "\(failure.message)")
        for part in parts { #expect(failure.message.contains(part), "\(failure.message)") }
      case (.refused, .failure(let failure)):
        #expect([.tlsFailed, .sendFailed, .emptyAnswer].contains(failure.kind), "\(failure)")
      case (_, let outcome): Issue.record("\(outcome)")
      }
    }
  }

  /// Through a tunnel, nothing of the proxy shows in the answer.
  @Test func throughAProxy() async throws {
    guard let authority = try TestAuthority.shared?.get(),
      let (server, port) = try authority.server(.good),
      let (proxy, proxyPort) = try TestAuthority.proxy()
    else { return }
    defer { withExtendedLifetime((server, proxy)) {} }
    let transport = try CurlTransport(
      TransportConfiguration(
        caCertificate: authority.authorities, proxy: "http://127.0.0.1:\(proxyPort)"))
    for _ in 0..<2 {
      let attempt = await transport.send(
        HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/"), options: RequestOptions())
      guard case .response(let response) = attempt.outcome else {
        Issue.record("\(attempt.outcome)")
        return
      }
      #expect(response.status == 200)
      #expect(response.headers == HTTPHeaders(["Content-Length": "1"]))
      #expect(attempt.traffic.headers == "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n".utf8.count)
    }
  }

  /// The handshake is a phase of its own, once a connection.
  @Test func theHandshakeIsTimed() async throws {
    guard let authority = try TestAuthority.shared?.get(),
      let (server, port) = try authority.server(.good)
    else { return }
    defer { withExtendedLifetime(server) {} }
    let transport = try CurlTransport(
      TransportConfiguration(maxConnections: 1, caCertificate: authority.authorities))
    let request = HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/")
    let first = await transport.send(request, options: RequestOptions()).timing
    #expect(first.tls > first.connect)
    #expect(first.firstByte > first.tls)
    let second = await transport.send(request, options: RequestOptions()).timing
    #expect(second.tls == second.connect)
    #expect(second.tls < first.tls)
  }

  /// A key that is not the certificate's is our mistake, said before anything is sent.
  @Test func aForeignKeyIsOurs() async throws {
    guard let authority = try TestAuthority.shared?.get(),
      let (server, port) = try authority.server(.good)
    else { return }
    defer { withExtendedLifetime(server) {} }
    let transport = try CurlTransport(
      TransportConfiguration(
        caCertificate: authority.authorities, clientCertificate: authority.certificate(.client),
        clientKey: authority.key(.stranger)))
    let attempt = await transport.send(
      HTTPRequest(method: "GET", url: "https://127.0.0.1:\(port)/"), options: RequestOptions())
    guard case .failure(let failure) = attempt.outcome else {
      Issue.record("\(attempt.outcome)")
      return
    }
    #expect(failure.kind == .tlsFailed)
    #expect(failure.message.contains("our certificate"))
    #expect(failure.kind.blame == .unreachable)
  }
}
