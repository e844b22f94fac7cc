import Foundation
import Testing

/// Every kind of secret that a run can be given, echoed by the target: none of them is told.
@Suite("Secrets, end to end", .serialized)
struct SecretTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The security scheme, in YAML's flow style.
    var scheme: String
    var environment: [String: String]
    /// The intents to derive cases of.
    var derived = "positive"
    /// How the request must have carried the credential, by what stands before it.
    var carrier: String
    /// What must never be told.
    var secrets: [String]
  }

  private static let key = "k3y-of-this-test+/0123456789"

  static let rows: [Row] = [
    Row(
      testDescription: "basic password", scheme: "{ type: http, scheme: basic }",
      environment: ["MUSTER_USER": "aladdin", "MUSTER_PASSWORD": "open-sesame-42"],
      carrier: "Authorization: Basic ",
      // The pair in Base64 as well.
      secrets: ["open-sesame-42", "YWxhZGRpbjpvcGVuLXNlc2FtZS00Mg"]),
    Row(
      testDescription: "API key in a header",
      scheme: "{ type: apiKey, in: header, name: X-Key }",
      environment: ["MUSTER_API_KEY": key], carrier: "X-Key: ", secrets: [key]),
    Row(
      testDescription: "API key in the query",
      scheme: "{ type: apiKey, in: query, name: api_key }",
      environment: ["MUSTER_API_KEY": key], carrier: "api_key=",
      secrets: [key, "k3y-of-this-test%2B%2F0123456789", "k3y-of-this-test%2B/0123456789"]),
    Row(
      testDescription: "API key in a cookie",
      scheme: "{ type: apiKey, in: cookie, name: session }",
      environment: ["MUSTER_API_KEY": key], carrier: "session=", secrets: [key]),
    Row(
      testDescription: "token in the query", scheme: "{ type: http, scheme: bearer }",
      environment: ["MUSTER_TOKEN": key], derived: "auth", carrier: "access_token=",
      secrets: [key, "k3y-of-this-test%2B%2F0123456789", "k3y-of-this-test%2B/0123456789"]),
  ]

  private static func spec(_ scheme: String) -> String {
    """
    openapi: 3.0.4
    info: { title: secrets, version: "1" }
    components: { securitySchemes: { lock: \(scheme) } }
    security: [{ lock: [] }]
    paths:
      /things:
        get:
          responses:
            "200":
              description: one
              content:
                application/json:
                  schema: { type: object, properties: { head: { type: integer } } }
    """
  }

  private static let headerSecret = "value-of-the-header-0123456789"
  private static let ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

  @Test("an echoed secret is in no output", arguments: rows)
  func isHidden(_ row: Row) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-secrets-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let spec = folder.appending(path: "spec.yaml").path()
    let junit = folder.appending(path: "junit.xml").path()
    try Self.spec(row.scheme).write(toFile: spec, atomically: true, encoding: .utf8)
    // In a header, in the body, and in the one place of it that a finding quotes.
    let server = try HostileServer([
      .echoHead(Self.ok + "Connection: close\r\nX-Echo: ", "\r\n\r\n"),
      .echoHead("{\"head\":\"", "\"}"),
    ])
    defer { withExtendedLifetime(server) {} }
    let run = try await MusterProcess.run(
      [
        "run", spec, "--base-url", server.url, "--derive", row.derived, "--verbose", "--header",
        "X-Gate: \(Self.headerSecret)", "--report", "junit=\(junit)",
      ], environment: row.environment)
    #expect(run.code == 1, "\(run.output) \(run.errors)")
    let report = try String(contentsOfFile: junit, encoding: .utf8)
    for text in [run.output, report] {
      // The findings that quote the echo are there, with the command that repeats the request …
      #expect(text.contains("body-schema"), "\(text)")
      #expect(text.contains("curl "), "\(text)")
      #expect(text.contains("[redacted]"), "\(text)")
    }
    // … and the target has been sent the credential.
    #expect(report.contains(row.carrier), "\(report)")
    for text in [run.output, run.errors, report] {
      for secret in row.secrets + [Self.headerSecret] {
        #expect(!text.contains(secret), "\(text)")
      }
    }
  }
}
