import Foundation
import Testing

/// Workflow documents run as they are, against the mocks of their contracts.
@Suite("Arazzo, end to end", .serialized)
struct ArazzoTests {
  static let folder = "Tests/EndToEndTests/Fixtures/arazzo"
  static let environment = ["PETS_PASSWORD": "pw-77-hunter", "MUSTER_TOKEN": "a-token"]
  /// The mock takes any token: a workflow gets one of its own.
  static let mockEnvironment = ["PETS_PASSWORD": "pw-77-hunter"]

  struct Row: Sendable, CustomTestStringConvertible {
    var spec: String
    var document: String
    var fixtures: String?
    /// The workflows that are cases, and how many requests each sends.
    var cases: [(title: String, requests: Int)]
    var testDescription: String { document }

    var words: [String] {
      let folder = ArazzoTests.folder
      return ["\(folder)/\(spec)"]
        + (fixtures.map { ["--fixtures", "\(folder)/\($0)"] } ?? [])
    }
    var suite: [String] { ["--suite", "\(ArazzoTests.folder)/\(document)"] }
  }

  static let rows: [Row] = [
    Row(
      spec: "pets.openapi.yaml", document: "login.arazzo.yaml", fixtures: "login.fixtures.yaml",
      cases: [("Log in and find pets › A session is opened, and pets are found with it", 3)]),
    Row(
      spec: "pets.openapi.yaml", document: "coupons.arazzo.yaml",
      cases: [
        ("Pet coupons › A pet is ordered with its coupon", 4),
        ("Pet coupons › A pet is ordered without a coupon", 2),
      ]),
    Row(
      spec: "checkout.openapi.yaml", document: "checkout.arazzo.yaml",
      fixtures: "checkout.fixtures.yaml",
      cases: [("Pay later › A loan is applied for at the checkout", 7)]),
    Row(
      spec: "oauth.openapi.yaml", document: "oauth.arazzo.yaml", fixtures: "oauth.fixtures.yaml",
      cases: [
        ("Tokens are had and renewed › A token is renewed", 4),
        ("Tokens are had and renewed › A token for the client itself is used", 3),
        ("Tokens are had and renewed › The code alone", 1),
      ]),
    Row(
      spec: "jobs.openapi.yaml", document: "jobs.arazzo.yaml", fixtures: "jobs.fixtures.yaml",
      cases: [
        ("Jobs › A job is waited for", 6),
        ("Jobs › A job that can't be had is asked for elsewhere", 5),
      ]),
    Row(
      spec: "notes.openapi.yaml", document: "notes.arazzo.json",
      cases: [("Notes in XML › A note is sent as XML and found in the answer", 2)]),
  ]

  @Test("each is clean at strict against the mock of its contract", arguments: rows)
  func clean(_ row: Row) async throws {
    let mock = try await MockProcess.start(
      row.words + ["--quiet"], environment: Self.mockEnvironment)
    let events = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).ndjson").path()
    defer { try? FileManager.default.removeItem(atPath: events) }
    let outcome = try await MusterProcess.run(
      ["run"] + row.words + row.suite
        + [
          "--base-url", mock.url, "--strictness", "strict", "--verbose", "--report",
          "ndjson=\(events)",
        ],
      environment: Self.environment)
    let stopped = await mock.stop()
    #expect(stopped.code == 0, "\(stopped.errors)")
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let text = String(decoding: try Data(contentsOf: URL(filePath: events)), as: UTF8.self)
    for (title, requests) in row.cases {
      #expect(outcome.output.contains("✓ \(title)"), "\(title)\n\(outcome.output)")
      let name = title.split(separator: "›").last.map { $0.dropFirst() } ?? ""
      let line = text.split(separator: "\n").first { $0.contains("\"title\":\"\(name)\"") }
      let count = line.map { $0.components(separatedBy: "\"role\":").count - 1 }
      #expect(count == requests, "\(title)")
    }
    #expect(!outcome.output.contains("pw-77-hunter"))
    #expect(!text.contains("pw-77-hunter"))
  }

  @Test("criteria that do not hold fail their cases")
  func failing() async throws {
    let mock = try await MockProcess.start(
      ["\(Self.folder)/pets.openapi.yaml", "--quiet"], environment: Self.mockEnvironment)
    let outcome = try await MusterProcess.run(
      [
        "run", "\(Self.folder)/pets.openapi.yaml", "--base-url", mock.url, "--derive", "none",
        "--suite", "\(Self.folder)/wrong.arazzo.yaml", "--verbose",
      ], environment: Self.environment)
    _ = await mock.stop()
    #expect(outcome.code == 1, "\(outcome.output)\(outcome.errors)")
    for line in [
      "✗ Wrong › a condition that does not hold", "✗ Wrong › a pattern that is not found",
      "✗ Wrong › a query that finds nothing", "✗ Wrong › a path into what is no XML",
      "✗ Wrong › a step that fails in a workflow that is called",
      "    expected   $response.body#/0/name == 'Bello'",
      "    actual     $response.body#/0/name = \"Rex\"",
      "    spec       \(Self.folder)/wrong.arazzo.yaml:13:24",
    ] {
      #expect(outcome.output.contains(line), "\(line)\n\(outcome.output)")
    }
  }

  @Test("a way that leads back to itself comes to an end, and shows nothing")
  func endless() async throws {
    let mock = try await MockProcess.start(
      ["\(Self.folder)/jobs.openapi.yaml", "--quiet"], environment: Self.mockEnvironment)
    let outcome = try await MusterProcess.run(
      [
        "run", "\(Self.folder)/jobs.openapi.yaml", "--base-url", mock.url, "--derive", "none",
        "--suite", "\(Self.folder)/endless.arazzo.yaml",
      ], environment: Self.environment)
    _ = await mock.stop()
    #expect(outcome.code == 3, "\(outcome.output)")
    #expect(
      outcome.output.contains("the workflow did not come to its end within 1000 steps"),
      "\(outcome.output)")
  }

  @Test("the plan shows what is sent and where it leads, and no secret")
  func plan() async throws {
    let row = Self.rows[4]
    let outcome = try await MusterProcess.run(
      ["plan"] + row.words + row.suite + ["--derive", "none", "--steps"],
      environment: Self.environment)
    #expect(outcome.code == 0, "\(outcome.errors)")
    for line in [
      "  stateful  A job is waited for → 200, write, 5 requests\n      Jobs:wait\n",
      "      1. POST /jobs (start) → 201, no credential\n"
        + "         body {\"name\":\"index\",\"state\":\"queued\"}\n"
        + "         expect $statusCode == 201\n"
        + "         output steps.start.outputs.id from $response.body#/id\n",
      "         on failure, if $response.body#/state == 'queued': again after 0.01 s, at most 1 times,"
        + " by (run before poll)\n",
      "         on failure, if $statusCode == 503: go to (elsewhere:other)\n",
      "         let run.value1 = $steps.start.outputs.job with /state: \"running\"\n",
    ] {
      #expect(outcome.output.contains(line), "\(line)\n\(outcome.output)")
    }
    let login = Self.rows[0]
    let secret = try await MusterProcess.run(
      ["plan"] + login.words + login.suite + ["--derive", "none", "--steps"],
      environment: Self.environment)
    #expect(secret.output.contains("query password = \"[redacted]\""))
    #expect(!secret.output.contains("pw-77-hunter"))
  }
}
