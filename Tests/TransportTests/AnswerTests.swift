import Evidence
import Testing
import Transport

/// What a target does on the wire, and what becomes of it.
@Suite struct AnswerTests {
  enum Expected: Sendable {
    /// A final response with this status and body.
    case response(Int, String)
    /// A failure of this kind whose message has all these parts.
    case failure(TransportFailure.Kind, [String])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var method = "GET"
    var headers: HTTPHeaders = HTTPHeaders()
    var body: [UInt8]?
    var steps: [RawServer.Step]
    var timeout = 10.0
    var maxBodyBytes = 1 << 20
    var maxHeaderBytes = 64 << 10
    var expected: Expected

    var testDescription: String { name }

    init(
      _ name: String, method: String = "GET", headers: HTTPHeaders = HTTPHeaders(),
      body: String? = nil, _ steps: [RawServer.Step], timeout: Double = 30,
      maxBodyBytes: Int = 1 << 20, maxHeaderBytes: Int = 64 << 10, _ expected: Expected
    ) {
      self.name = name
      self.method = method
      self.headers = headers
      self.body = body.map { Array($0.utf8) }
      self.steps = steps
      self.timeout = timeout
      self.maxBodyBytes = maxBodyBytes
      self.maxHeaderBytes = maxHeaderBytes
      self.expected = expected
    }

    /// The target reads the request, sends this and closes.
    static func sends(
      _ name: String, _ answer: String, _ expected: Expected
    ) -> Row {
      Row(name, [.read, .send(answer)], expected)
    }
  }

  @Test(.timeLimit(.minutes(2)), arguments: Row.sound + Row.malformed + Row.cut + Row.endless)
  func becomes(_ row: Row) async throws {
    let server = try RawServer(row.steps)
    let transport = try CurlTransport(
      TransportConfiguration(
        maxBodyBytes: row.maxBodyBytes, maxHeaderBytes: row.maxHeaderBytes, maxConnections: 4))
    let attempt = await transport.send(
      HTTPRequest(
        method: row.method, url: server.url + "/", headers: row.headers, body: row.body),
      options: RequestOptions(timeout: row.timeout))
    // On libcurl's clock: ours would also count the wait for a thread to go on with.
    #expect(attempt.timing.total < row.timeout + 1)
    // Of the whole process, in which other tests run as well.
    if let bytes = Memory.residentBytes { #expect(bytes < 256 << 20, "\(bytes)") }
    switch (row.expected, attempt.outcome) {
    case (.response(let status, let body), .response(let response)):
      #expect(response.status == status)
      #expect(String(decoding: response.body, as: UTF8.self) == body)
    case (.failure(let kind, let parts), .failure(let failure)):
      #expect(failure.kind == kind, "\(failure.message)")
      #expect(failure.message.contains("127.0.0.1:\(server.port)"), "\(failure.message)")
      for part in parts {
        #expect(failure.message.contains(part), "\(failure.message)")
      }
      #expect(failure.message.utf8.allSatisfy { $0 >= 32 && $0 < 127 })
      #expect(!failure.remedy.isEmpty)
    case (_, let outcome):
      Issue.record("\(outcome)")
    }
    // The transport is none the worse for it.
    let healthy = try RawServer([.read, .send("HTTP/1.1 204 No Content\r\n\r\n")])
    let next = await transport.send(
      HTTPRequest(method: "GET", url: healthy.url), options: RequestOptions())
    guard case .response(let response) = next.outcome else {
      Issue.record("\(next.outcome)")
      return
    }
    #expect(response.status == 204)
  }
}
