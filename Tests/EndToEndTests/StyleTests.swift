import Foundation
import Glibc
import Synchronization
import Testing

@Suite("muster run, every style and body on the wire")
struct StyleTests {
  static let spec = """
    openapi: 3.2.0
    info: {title: t, version: "1"}
    paths:
      /a/{s}/{l}/{m}:
        post:
          parameters:
            - {name: s, in: path, required: true, schema: {type: array}}
            - {name: l, in: path, required: true, style: label, explode: true, schema: {type: array}}
            - {name: m, in: path, required: true, style: matrix, schema: {type: object}}
            - {name: f, in: query, schema: {type: array}}
            - {name: p, in: query, style: pipeDelimited, schema: {type: array}}
            - {name: d, in: query, style: deepObject, schema: {type: object}}
            - {name: j, in: query, content: {application/json: {schema: {type: object}}}}
            - {name: X-H, in: header, explode: true, schema: {type: object}}
            - {name: c, in: cookie, schema: {type: string}}
            - {name: k, in: cookie, style: cookie, schema: {type: array}}
          requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}
          responses: {"200": {description: o, content: {text/plain: {}, application/json: {}}}}
    """

  static let fixtures = """
    muster: fixtures/1
    parameters:
      s: ["a,b", c]
      l: [x, y]
      m: {R: 1}
      f: [1, "2&"]
      p: [1, 2]
      d: {k: é}
      j: {a: [null]}
      X-H: {a: 1, b: 2}
      c: "a b"
      k: [1, 2]
    operations:
      POST /a/{s}/{l}/{m}:
        body: {n: 1, t: ["a b", "&"]}
    """

  @Test func wire() async throws {
    let recorder = try RequestRecorder()
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let spec = folder.appending(path: "spec.yaml")
    let fixtures = folder.appending(path: "fixtures.yaml")
    try Data(Self.spec.utf8).write(to: spec)
    try Data(Self.fixtures.utf8).write(to: fixtures)
    let outcome = try await MusterProcess.run([
      "run", spec.path(), "--fixtures", fixtures.path(), "--derive", "positive", "--base-url",
      recorder.url,
    ])
    let request = try #require(recorder.requests.first, "\(outcome.output)")
    let lines = request.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.first == """
        POST /a/a%2Cb,c/.x.y/;m=R,1?f=1&f=2%26&p=1%7C2&d%5Bk%5D=%C3%A9&\
        j=%7B%22a%22%3A%5Bnull%5D%7D HTTP/1.1
        """)
    for line in [
      "Accept: application/json, text/plain", "X-H: a=1,b=2", "Cookie: c=a%20b; k=1; k=2",
      "Content-Type: application/x-www-form-urlencoded",
    ] {
      #expect(lines.contains { $0 == line }, "\(line)")
    }
    #expect(lines.last == "n=1&t=a+b&t=%26")
  }
}

/// Answers every request on loopback with an empty JSON object and keeps its bytes.
private final class RequestRecorder: Sendable {
  private let listener: LoopbackListener
  private let seen: Requests

  /// A class, so that the accepting thread has it too.
  private final class Requests: Sendable {
    let texts = Mutex<[String]>([])
  }

  var url: String { listener.url }
  var requests: [String] { seen.texts.withLock { $0 } }

  init() throws {
    let seen = Requests()
    self.seen = seen
    listener = try LoopbackListener { connection in
      let text = Self.request(connection)
      seen.texts.withLock { $0.append(text) }
      let answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        + "Connection: close\r\n\r\n{}"
      _ = Array(answer.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, 0) }
      close(connection)
    }
  }

  /// Reads until the body is as long as its Content-Length says, or nothing comes any more.
  private static func request(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count < 1 << 20 {
      let text = String(decoding: bytes, as: UTF8.self)
      let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 {
        let line = parts[0].split(separator: "\r\n").first {
          $0.lowercased().hasPrefix("content-length:")
        }
        let wanted = line.flatMap { Int($0.dropFirst(15).trimmingPrefix(" ")) } ?? 0
        if parts[1].utf8.count >= wanted { return text }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return text }
      bytes += buffer.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
