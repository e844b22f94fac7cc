import Foundation
import Testing

/// Targets that break HTTP or mean harm, judged by a whole run: it ends in time and within its memory,
/// with a report that can be read, the hostile case failed and the next one judged.
@Suite("Hostile targets, end to end", .serialized)
struct HostileTargetTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [HostileServer.Step]
    /// What the report must say of the hostile case.
    var says: String
    /// Further arguments of the run.
    var arguments: [String]

    init(
      _ name: String, says: String, _ steps: [HostileServer.Step], arguments: [String] = []
    ) {
      testDescription = name
      self.steps = steps
      self.says = says
      self.arguments = arguments
    }

    /// An answer whose body is a JSON string with this content where an object belongs.
    static func body(_ name: String, says: String, _ content: String) -> Row {
      let body = "{\"name\":\"\(content)\"}"
      return Row(
        name, says: says,
        [.send(ok + "Content-Length: \(body.utf8.count)\r\n\r\n"), .send(body)])
    }
  }

  private static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
  private static let gzip = ok + "Content-Encoding: gzip\r\n"
  /// 100,000 zeros, as one gzip member of 134 bytes.
  private static let zeros: [UInt8] =
    [
      0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x02, 0x03, 0xED, 0xC1, 0x31, 0x01, 0, 0, 0, 0xC2, 0xA0,
      0xF5,
      0x4F, 0x6D, 0x0D, 0x0F, 0xA0,
    ] + [UInt8](repeating: 0, count: 96) + [
      0x80, 0x57, 0x03, 0x7D, 0x95, 0x11, 0xD4, 0xA0, 0x86, 0x01, 0,
    ]
  private static let secret = "the-token-of-this-test-0123456789"

  static let rows: [Row] = [
    Row("never answers", says: "no answer", [.hang]),
    Row("drips a byte a second", says: "within 1 s", [.drip(ok + "\r\n")]),
    Row(
      "endless chunked body", says: "exceeds",
      [
        .send(ok + "Transfer-Encoding: chunked\r\n\r\n"),
        .flood(Array("400\r\n\(String(repeating: "x", count: 1024))\r\n".utf8)),
      ]),
    Row(
      "a body of 100 MB", says: "exceeds",
      [
        .send(ok + "Content-Length: 100000000\r\n\r\n"),
        .flood([UInt8](repeating: 120, count: 65536)),
      ]),
    Row(
      "an endless body until close", says: "exceeds",
      [.send(ok + "\r\n"), .flood([UInt8](repeating: 120, count: 65536))]),
    Row(
      "declares 1 GB and closes", says: "exceeds",
      [.send(ok + "Content-Length: 1000000000\r\n\r\nx")]),
    Row(
      "Content-Length too long", says: "10 of 11",
      [.send(ok + "Content-Length: 11\r\n\r\n{\"name\":1}")]),
    Row(
      "Content-Length too short", says: "goes on after",
      [.send(ok + "Content-Length: 9\r\n\r\n{\"name\":1}")]),
    Row(
      "both framings", says: "both Transfer-Encoding and Content-Length",
      [
        .send(
          ok
            + "Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"name\":1}\r\n0\r\n\r\n"
        )
      ]),
    Row(
      "a bad chunk size", says: "chunk",
      [.send(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhi\r\n")]),
    Row(
      "gzip cut short", says: "cut short",
      [
        .send(gzip + "Content-Length: 60\r\n\r\n"), .sendBytes(Array(zeros.prefix(60))),
      ]),
    Row(
      "a gzip bomb of 10 MB to 8 GB", says: "expands",
      [
        .send(gzip + "Content-Length: \(80_000 * zeros.count)\r\n\r\n"),
        .sendBytes(Array(repeatElement(zeros, count: 80_000).joined())),
      ]),
    Row(
      "a label that lies", says: "says gzip and is not",
      [.send(gzip + "Content-Length: 10\r\n\r\n{\"name\":1}")]),
    Row(
      "10,000 header fields", says: "headers",
      [.send(ok + String(repeating: "X: \(String(repeating: "y", count: 99))\r\n", count: 10_000))]),
    Row(
      "a header field of 1 MB", says: "header line",
      [.send(ok + "X: \(String(repeating: "y", count: 1 << 20))\r\n\r\n")]),
    Row(
      "control characters in a header", says: "control character",
      [.send(ok + "X: \u{1B}[2J\u{7}\r\nContent-Length: 0\r\n\r\n")]),
    Row("status 999", says: "999", [.send("HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n")]),
    Row("HTTP/0.9", says: "HTTP/0.9", [.send("<html>hello</html>")]),
    Row(
      "a flood of interim responses", says: "headers",
      [.flood(Array("HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n".utf8))],
      // The limit on header bytes is what ends it: 35,000 responses, for which a slow machine needs a second.
      arguments: ["--timeout", "10"]),
    Row("204 with a body", says: "after its end", [.send("HTTP/1.1 204 No Content\r\n\r\n{}")]),
    Row(
      "a redirect to itself", says: "302",
      [.send("HTTP/1.1 302 Found\r\nLocation: /a-hostile\r\nContent-Length: 0\r\n\r\n")]),
    Row(
      "a redirect to itself that is followed", says: "redirects again after 3 redirects",
      [.send("HTTP/1.1 302 Found\r\nLocation: /a-hostile\r\nContent-Length: 0\r\n\r\n")],
      arguments: ["--follow-redirects", "3"]),
    Row(
      "a body beyond --max-body", says: "exceeds 2000 bytes",
      [.send(ok + "Content-Length: 2001\r\n\r\n" + String(repeating: " ", count: 2001))],
      arguments: ["--max-body", "2kB"]),
    Row(
      "a redirect to a file", says: "302",
      [.send("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")]),
    Row(
      "reset in mid-body", says: "mid-answer",
      [.send(ok + "Content-Length: 100\r\n\r\n{"), .reset]),
    Row("closes at once", says: "without a line of an answer", []),
    .body("the end of a CDATA section", says: "integer", "]]>]]&gt;<x/>"),
    .body("terminal escapes", says: "integer", "\\u001b[2J\\u001b]0;owned\\u0007"),
    .body("characters that XML forbids", says: "wire-json", "\\u0000\\u0001\\ufffe\u{FFFE}\u{1}"),
    .body("bidirectional overrides", says: "integer", "\u{202E}gnp.exe\u{2066}"),
    .body("workflow commands", says: "integer", "\\n::error::owned\\n##[error]owned"),
    .body("a line of 10 MB", says: "integer", String(repeating: "x", count: 10 << 20)),
    Row(
      "the token echoed", says: "integer",
      [.echoToken(ok + "Connection: close\r\n\r\n{\"name\":\"", "\"}")]),
  ]

  private static let spec = """
    swagger: "2.0"
    info: { title: hostile, version: "1" }
    produces: [application/json]
    securityDefinitions: { token: { type: oauth2, flow: application, tokenUrl: /token, scopes: {} } }
    security: [{ token: [] }]
    definitions:
      thing: { type: object, required: [name], properties: { name: { type: integer } } }
    paths:
      /a-hostile:
        get: { responses: { "200": { description: one, schema: { $ref: "#/definitions/thing" } } } }
      /b-good:
        get: { responses: { "200": { description: one, schema: { $ref: "#/definitions/thing" } } } }
    """

  /// Prints name and state of each case; fails where the report is not well-formed.
  private static let reader = """
    import sys, xml.etree.ElementTree as tree
    for case in tree.parse(sys.argv[1]).getroot().iter("testcase"):
        state = next((c.tag for c in case if c.tag in ("failure", "error", "skipped")), "passed")
        print(case.get("classname"), case.get("name"), state, sep="\\t")
    """

  @Test("ends in time, in its memory and with a report", arguments: rows)
  func ends(_ row: Row) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-hostile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let spec = folder.appending(path: "spec.yaml").path()
    let junit = folder.appending(path: "junit.xml").path()
    try Self.spec.write(toFile: spec, atomically: true, encoding: .utf8)
    let server = try HostileServer(row.steps)
    defer { withExtendedLifetime(server) {} }
    let run = try MeasuredRun.run(
      [
        "run", spec, "--base-url", server.url, "--derive", "positive", "--jobs", "1", "--timeout",
        "1", "--report", "junit=\(junit)",
      ] + row.arguments, in: folder, limit: 60, environment: ["MUSTER_TOKEN=\(Self.secret)"])
    #expect(run.code == 1, "\(run.errors)")
    #expect(run.wallSeconds < 30)
    #expect(run.peakBytes < 256 << 20, "\(run.peakBytes)")
    let bytes = try Data(contentsOf: URL(filePath: junit))
    #expect(bytes.count < 1 << 20)
    #expect(!bytes.contains { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 })
    let report = String(decoding: bytes, as: UTF8.self)
    #expect(report.contains(row.says), "\(report.prefix(2000))")
    #expect(!(report + run.errors).contains(Self.secret))
    let states = try Self.states(junit, in: folder)
    #expect(states.contains { $0.contains("/a-hostile") && $0.hasSuffix("\tfailure") }, "\(states)")
    #expect(states.contains { $0.contains("/b-good") && $0.hasSuffix("\tpassed") }, "\(states)")
  }

  private static func states(_ junit: String, in folder: URL) throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", reader, junit]
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return text.split(separator: "\n").map(String.init)
  }

  @Test("a target that refuses is nobody's failure, in a report that can be read")
  func refuses() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-hostile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let spec = folder.appending(path: "spec.yaml").path()
    let junit = folder.appending(path: "junit.xml").path()
    try Self.spec.write(toFile: spec, atomically: true, encoding: .utf8)
    let run = try MeasuredRun.run(
      [
        "run", spec, "--base-url", "http://127.0.0.1:9", "--derive", "positive", "--report",
        "junit=\(junit)",
      ], in: folder, limit: 60, environment: ["MUSTER_TOKEN=\(Self.secret)"])
    #expect(run.code == 3, "\(run.errors)")
    let states = try Self.states(junit, in: folder)
    #expect(!states.isEmpty)
    #expect(!states.contains { $0.hasSuffix("\tfailure") || $0.hasSuffix("\tpassed") })
  }
}
