import Foundation
import Testing

/// What no case reached is told with its reason and with the fixture that would reach it, and a run can
/// be made to fail for it.
@Suite("What was not reached, end to end", .serialized)
struct UnreachedTests {
  private static let reference = ["--reference", "--derive", "positive,negative,auth"]

  /// The founding contract's fixtures without a line.
  private static func fixtures(without words: [String]) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString)-fixtures.yaml").path()
    let whole = try String(
      contentsOf: MusterProcess.root.appending(path: "spec/crm/fixtures.yaml"), encoding: .utf8)
    let lines = whole.components(separatedBy: "\n").filter { line in
      !words.contains { line.contains($0) }
    }
    #expect(lines.count < whole.components(separatedBy: "\n").count)
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static func run(_ fixtures: String, _ arguments: [String]) async throws
    -> MusterProcess.Outcome
  {
    try await MusterProcess.run(
      [
        "run", "spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--fixtures",
        fixtures,
      ] + reference + arguments)
  }

  @Test("console and JUnit name the fixture, and the demands for it")
  func scope() async throws {
    let fixtures = try Self.fixtures(without: ["wrongScope:"])
    let junit = fixtures + ".xml"
    defer {
      for path in [fixtures, junit] { try? FileManager.default.removeItem(atPath: path) }
    }
    let open = try await Self.run(
      fixtures, ["--require-coverage", "status=100%", "--report", "junit=\(junit)"])
    #expect(open.code == 0, "a token of another scope is no status cell")
    #expect(open.output.contains("90 of 108 discharged · 18 not reached"))
    #expect(open.output.contains("18 × no case of this run aimed at it"))
    #expect(open.output.contains("→ give `credentials: wrongScope:` in the fixtures"))
    let text = try String(contentsOfFile: junit, encoding: .utf8)
    #expect(
      text.contains(
        "not reached: security:GET /accounts:wrong-scope: no case of this run aimed at it; give"))
    for (demand, sentence) in [
      ("security=84%", "90 of 108 security obligations discharged (83.3%), below the 84% demanded"),
      ("100%", "obligations discharged"),
    ] {
      let demanded = try await Self.run(fixtures, ["--require-coverage", demand])
      #expect(demanded.code == 1)
      #expect(demanded.output.contains("FAILED"))
      #expect(demanded.output.contains(sentence))
    }
    let met = try await Self.run(
      fixtures, ["--require-coverage", "security=83%", "--require-coverage", "90%"])
    #expect(met.code == 0)
  }

  @Test("show lists every promise with what would reach it")
  func ledger() async throws {
    for spec in ["spec/crm/crm-b2b-co.md", "Tests/EndToEndTests/Fixtures/crm.openapi.yaml"] {
      let shown = try await MusterProcess.run(["show", spec, "--ledger"])
      let ledger = shown.output.components(separatedBy: "\nLedger\n").last ?? ""
      let lines = ledger.split(separator: "\n")
      #expect(lines.count > 200)
      for line in lines {
        let parts = line.dropFirst(2).components(separatedBy: "  ").filter { !$0.isEmpty }
        #expect(parts.count == 2, "\(line)")
      }
      let json = try await MusterProcess.run(["show", spec, "--format", "json"])
      #expect(!json.output.contains(#""remedy": null"#))
      #expect(json.output.contains("security:GET /accounts:expired"))
    }
  }

  @Test(
    "a demand that can't be read is told so", arguments: ["101%", "cells=95%", "status=", "nan"])
  func mistaken(_ demand: String) async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference", "--require-coverage", demand])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("--require-coverage `\(demand)` must be 0 to 100"))
    #expect(outcome.errors.contains("status, security, property, parameter, error-body"))
  }
}
