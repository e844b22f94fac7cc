import Foundation
import Testing

/// What options about pace, credentials and time do, through the binary.
@Suite("Pace and time", .serialized)
struct PacingTests {
  private func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString)-\(name)").path()
  }

  /// The same run's console text and report.
  private func run(_ url: String, jobs: Int, _ more: [String]) async throws -> [String] {
    let junit = temporary("junit.xml")
    defer { try? FileManager.default.removeItem(atPath: junit) }
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + more + [
        "--base-url", url, "--jobs", "\(jobs)", "--seed", "42", "--verbose", "--report",
        "junit=\(junit)",
      ],
      environment: [
        "MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "same-secret",
        "MUSTER_CLOCK": "fixed:1767225600",
      ])
    let report = try String(contentsOfFile: junit, encoding: .utf8)
    return ["\(outcome.code)", outcome.output, outcome.errors, report]
  }

  @Test(
    "with a fixed clock, reports are the same to the byte whatever --jobs is",
    arguments: [[], ["--overlay", "Tests/EndToEndTests/Fixtures/impossible.yaml"]])
  func deterministic(_ more: [String]) async throws {
    let server = try MusterProcess.start(
      ["reference"],
      environment: ["MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "same-secret"])
    let url = try #require(await server.firstLine(seconds: 20))
    let one = try await run(url, jobs: 1, more)
    let many = try await run(url, jobs: 32, more)
    #expect(one == many)
    #expect(one[3].contains("timestamp=\"2026-01-01T00:00:00"))
    server.signal(SIGTERM)
    _ = await server.outcome(seconds: 20)
  }

  @Test("a clock that is none is refused")
  func clock() async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--base-url", "http://127.0.0.1:9"],
      environment: ["MUSTER_CLOCK": "noon"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("fixed:SECONDS"))
  }

  @Test("a deadline ends the run as inconclusive, with its reports")
  func deadline() async throws {
    let junit = temporary("junit.xml")
    defer { try? FileManager.default.removeItem(atPath: junit) }
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--reference", "--rate", "5/s", "--deadline", "2", "--report", "junit=\(junit)",
      ])
    #expect(outcome.code == 3)
    #expect(outcome.output.contains("2.0 seconds were over"))
    #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("</testsuites>"))
  }

  @Test("a rate is kept to")
  func rate() async throws {
    let start = ContinuousClock.now
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--reference", "--operation", "GET /accounts", "--rate", "GET /accounts=4/s", "--quiet",
      ])
    #expect(outcome.code == 0)
    // Five requests to the operation: four pauses between them.
    #expect(ContinuousClock.now - start >= .seconds(1))
  }

  struct MistakeRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { options.joined(separator: " ") }
    var options: [String]
    var text: String
  }

  static let mistakes = [
    MistakeRow(options: ["--rate", "fast"], text: "--rate `fast`"),
    MistakeRow(options: ["--rate", "0/s"], text: "--rate `0/s`"),
    MistakeRow(options: ["--rate", "1/s", "--rate", "2/s"], text: "given twice"),
    MistakeRow(options: ["--deadline", "0"], text: "--deadline must be"),
    MistakeRow(options: ["--header", "X-Secret"], text: "'Name: value'"),
    MistakeRow(options: ["--header", "Authorization: x"], text: "--token-env"),
    MistakeRow(options: ["--header", "X-Key: ${NOT_SET_HERE}"], text: "NOT_SET_HERE"),
  ]

  @Test("a mistaken option says how to mend it", arguments: mistakes)
  func mistake(_ row: MistakeRow) async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--base-url", "http://127.0.0.1:9"] + row.options)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains(row.text))
  }
}
