import Evidence
import Testing
import Transport

/// Configurations that cannot work are refused before the first request.
@Suite struct ConfigurationTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var configuration: TransportConfiguration
    var part: String

    init(_ name: String, _ configuration: TransportConfiguration, says part: String) {
      testDescription = name
      self.configuration = configuration
      self.part = part
    }
  }

  @Test(arguments: [
    Row("no connections", TransportConfiguration(maxConnections: 0), says: "0 connections"),
    Row("negative limit", TransportConfiguration(maxBodyBytes: -1), says: "limit"),
    Row(
      "authorities that are not there", TransportConfiguration(caCertificate: "/no/such/file"),
      says: "/no/such/file"),
    Row(
      "certificate that is not there", TransportConfiguration(clientCertificate: "/no/such/file"),
      says: "client certificate"),
    Row("key alone", TransportConfiguration(clientKey: "/no/such/file"), says: "client key"),
    Row("proxy of another scheme", TransportConfiguration(proxy: "ftp://a:1"), says: "proxy"),
    Row("proxy without a host", TransportConfiguration(proxy: "http://"), says: "proxy"),
    Row(
      "user agent with a line end", TransportConfiguration(userAgent: "a\nb"), says: "user agent"),
  ])
  func areRefused(_ row: Row) {
    let error = #expect(throws: TransportSetupError.self) {
      try CurlTransport(row.configuration)
    }
    #expect(error?.message.contains(row.part) == true, "\(error?.message ?? "")")
    #expect(error?.remedy.isEmpty == false)
  }

  @Test func timeLimitsMayBeAnyNumber() async throws {
    let turn: [RawServer.Step] = [
      .read, .send("HTTP/1.1 204 No Content\r\n\r\n"),
    ]
    let server = try RawServer(turn)
    let transport = try CurlTransport(TransportConfiguration())
    for seconds in [Double.infinity, .nan, 1e300, 5] {
      let attempt = await transport.send(
        HTTPRequest(method: "GET", url: server.url),
        options: RequestOptions(timeout: seconds, connectTimeout: seconds))
      guard case .response = attempt.outcome else {
        Issue.record("\(seconds): \(attempt.outcome)")
        return
      }
    }
    for seconds in [0, -1, -Double.infinity] {
      let attempt = await transport.send(
        HTTPRequest(method: "GET", url: "http://127.0.0.1:\(RawServer.unusedPort())"),
        options: RequestOptions(timeout: seconds, connectTimeout: seconds))
      guard case .failure = attempt.outcome else {
        Issue.record("\(seconds): \(attempt.outcome)")
        return
      }
    }
  }
}
