import Foundation
import Testing

/// `muster run --baseline` and what a run tells GitHub Actions by itself.
@Suite("muster run, known failures and GitHub Actions")
struct BaselineRunTests {
  private static let broken = ["run"] + RunTests.crm + ["--reference", "--fault", "wrong-type"]

  private func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID())-\(name)").path()
  }

  @Test("a baseline is recorded, tolerated, and fails when it is stale or expired")
  func course() async throws {
    let path = temporary("baseline.yaml")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let baseline = ["--baseline", path]

    let absent = try await MusterProcess.run(Self.broken + baseline)
    #expect(absent.code == 2)
    #expect(absent.errors.contains("does not exist"))

    let recorded = try await MusterProcess.run(Self.broken + baseline + ["--update-baseline"])
    #expect(recorded.code == 1)
    #expect(recorded.errors.contains("1 known failure, 1 new, 0 removed"), "\(recorded.errors)")

    let known = try await MusterProcess.run(Self.broken + baseline + ["--fail-on", "new"])
    #expect(known.code == 0, "\(known.output)")
    #expect(known.output.contains("Known failures"))
    #expect(known.output.contains("nobody yet answers for it"))
    #expect(known.output.contains("3 known failures"))

    let more = try await MusterProcess.run(
      Self.broken + baseline + ["--fault", "error-body-missing"])
    #expect(more.code == 1)

    let stale = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference"] + baseline)
    #expect(stale.code == 1)
    #expect(stale.output.contains("1 known failure was not seen any more: body-schema"))
    let partial = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference", "--operation", "GET /accounts"] + baseline)
    #expect(partial.code == 0)

    // A year later nobody has looked after it.
    let expired = try await MusterProcess.run(
      Self.broken + baseline, environment: ["MUSTER_CLOCK": "fixed:4000000000"])
    #expect(expired.code == 1)
    #expect(expired.output.contains("1 known failure has expired: body-schema"))

    let cleared = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference"] + baseline + ["--update-baseline"])
    #expect(cleared.code == 1)
    #expect(cleared.errors.contains("0 known failures, 0 new, 1 removed"))
    let clean = try await MusterProcess.run(["run"] + RunTests.crm + ["--reference"] + baseline)
    #expect(clean.code == 0)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var says: String
  }

  static let mistakes: [Row] = [
    Row(
      testDescription: "new without a baseline", arguments: ["--fail-on", "new"],
      says: "--fail-on new needs --baseline"),
    Row(
      testDescription: "an update without a baseline", arguments: ["--update-baseline"],
      says: "--update-baseline needs --baseline"),
    Row(
      testDescription: "a report over the baseline",
      arguments: [
        "--baseline", ".build/none.yaml", "--update-baseline", "--report", "tap=.build/none.yaml",
      ],
      says: "would overwrite"),
    Row(
      testDescription: "a file of another kind",
      arguments: ["--baseline", "spec/crm/fixtures.yaml"],
      says: "spec/crm/fixtures.yaml:"),
  ]

  @Test("mistakes end with 2 before anything is sent", arguments: mistakes)
  func mistake(_ row: Row) async throws {
    let outcome = try await MusterProcess.run(Self.broken + row.arguments)
    #expect(outcome.code == 2 || outcome.code == 64)
    #expect(outcome.errors.contains(row.says), "\(outcome.errors)")
  }

  @Test("a selftest has no baseline")
  func selftest() async throws {
    let outcome = try await MusterProcess.run(
      ["selftest"] + RunTests.crm + ["--fail-on", "new"])
    #expect(outcome.code == 2 || outcome.code == 64)
    #expect(outcome.errors.contains("--fail-on new needs a baseline"))
  }

  @Test("GitHub Actions gets annotations and a step summary, and obeys no other line")
  func gitHub() async throws {
    let summary = temporary("summary.md")
    defer { try? FileManager.default.removeItem(atPath: summary) }
    try Data("from another step\n".utf8).write(to: URL(filePath: summary))
    let outcome = try await MusterProcess.run(
      Self.broken, environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary])
    #expect(outcome.code == 1)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let first = try #require(lines.first)
    #expect(first.hasPrefix("::stop-commands::"))
    let token = first.dropFirst("::stop-commands::".count)
    #expect(token.count >= 32)
    let end = try #require(lines.firstIndex(of: "::\(token)::"))
    #expect(lines[..<end].contains { $0.hasPrefix("FAILED") })
    #expect(
      lines[(end + 1)...].first?.hasPrefix("::error file=spec/crm/crm-b2b-co.md,line=590,col=1,")
        == true)
    let text = try String(contentsOfFile: summary, encoding: .utf8)
    #expect(text.hasPrefix("from another step\n## ❌ muster: failed"))

    let plain = try await MusterProcess.run(Self.broken, environment: ["GITHUB_ACTIONS": "false"])
    #expect(!plain.output.contains("::"))
  }
}
