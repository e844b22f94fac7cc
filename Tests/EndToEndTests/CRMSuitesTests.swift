import Foundation
import Testing

/// The suites of suites/crm: what they find of the reference server, and what they would.
@Suite("CRM suites", .serialized)
struct CRMSuitesTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { suite }
    var suite: String
    /// What the run says, besides that it passed.
    var lines: [String]
  }

  private static let everything = [
    "status cells   72 of 72 discharged", "security       108 of 108 discharged",
    "properties     66 of 66 observed", "parameters     64 of 64 discharged",
    "error bodies   18 of 18 shown",
  ]

  static let rows = [
    Row(suite: "smoke", lines: ["10 judged cases passed", "15 requests"]),
    Row(suite: "gate", lines: everything),
    Row(suite: "certify", lines: everything),
  ]

  @Test("the reference server passes with nothing found and nothing left out", arguments: rows)
  func passes(_ row: Row) async throws {
    let began = ContinuousClock.now
    let outcome = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--reference", "--suite", "suites/crm/\(row.suite).yaml", "--strictness", "strict",
        "--fail-on", "warning",
      ])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    for line in row.lines { #expect(outcome.output.contains(line), "no \(line)") }
    for word in ["skipped", "✗", "  ! "] { #expect(!outcome.output.contains(word), "\(word)") }
    #expect(ContinuousClock.now - began < .seconds(60))
  }

  @Test("each assertion fails under some fault", arguments: ["smoke", "certify"])
  func assertionsThatCanFail(_ suite: String) async throws {
    // The gate's cases are among those of the certification.
    let outcome = try await SelftestOutcome.run([
      "--suite", "suites/crm/\(suite).yaml", "--derive", "none", "--complete", "--jobs", "8",
    ])
    #expect(outcome.complete && outcome.faultless.clean)
    #expect(outcome.demands.count { $0.kind == "assertion" } > 20)
    let idle = outcome.idle.filter { $0.kind == "assertion never failed" }
    #expect(idle.isEmpty, "\(idle.map { "\($0.case) step \($0.step): \($0.demand)" })")
    #expect(outcome.cases.allSatisfy { $0.kills > 0 })
    guard suite == "smoke" else { return }
    // Where a suite limits the time, a slow answer is a fault of its own for each operation.
    let slow = outcome.faults.filter { $0.id.hasPrefix("slow-answer") }
    #expect(slow.count == 11)
    #expect(slow.allSatisfy { $0.fate == "killed" && $0.asExpected })
  }

  @Test("what a suite doesn't call is asked for by name only")
  func unseen() async throws {
    for (options, code) in [([], 0), (["--check", "unseen-property"], 1)] as [([String], Int32)] {
      let outcome = try await MusterProcess.run(
        ["run"] + RunTests.crm + [
          "--reference", "--suite", "suites/crm/smoke.yaml", "--strictness", "strict",
        ] + options)
      #expect(outcome.code == code)
      #expect(outcome.output.contains("properties     58 of 66 observed"))
      #expect(outcome.output.contains("unseen-property") == (code == 1))
    }
  }

  @Test("they are tidy")
  func tidy() async throws {
    let outcome = try await MusterProcess.run(
      ["format", "--check"] + ["smoke", "gate", "certify"].map { "suites/crm/\($0).yaml" })
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
  }

  private static func text(_ name: String) throws -> String {
    try String(
      contentsOf: MusterProcess.root.appending(path: "suites/crm/\(name)"), encoding: .utf8)
  }

  @Test("the gate and the certification leave nothing to a condition")
  func unconditional() throws {
    for name in ["gate.yaml", "certify.yaml"] {
      let keys = try Self.text(name).split(separator: "\n").map { line in
        line.trimmingPrefix { $0 == " " || $0 == "-" }.prefix { $0 != ":" }
      }
      #expect(keys.contains("steps"))
      for key in ["skip", "when", "expected-failure", "without-checks", "retries"] {
        #expect(!keys.contains { $0 == key }, "\(name): \(key)")
      }
    }
  }

  @Test("each requirement is explained, and each that is explained is asked for")
  func requirements() throws {
    let pattern = #/CRM-[A-Z]{3}-[0-9]/#
    let explained = try Self.text("README.md").split(separator: "\n")
      .filter { $0.hasPrefix("| CRM-") }.flatMap { $0.matches(of: pattern).map { "\($0.output)" } }
    #expect(Set(explained).count == explained.count)
    var asked: Set<String> = []
    for name in ["smoke.yaml", "gate.yaml", "certify.yaml"] {
      let lines = try Self.text(name).split(separator: "\n")
      let named = lines.filter { $0.contains("requirements:") }
      #expect(named.count == lines.count { $0.hasPrefix("  - id: ") }, "\(name)")
      for line in named { asked.formUnion(line.matches(of: pattern).map { "\($0.output)" }) }
    }
    #expect(asked == Set(explained))
  }

  @Test("a vendor's own values take the place of the gate's")
  func values() async throws {
    let readme = try Self.text("README.md")
    let example = try #require(
      readme.components(separatedBy: "```yaml\n").dropFirst().first?
        .components(separatedBy: "```").first)
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "muster-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "suites"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: MusterProcess.root.appending(path: "suites/crm"),
      to: folder.appending(path: "suites/crm"))
    let suite = folder.appending(path: "mine.yaml")
    try example.write(to: suite, atomically: true, encoding: .utf8)
    let planned = try await MusterProcess.run(
      ["plan"] + RunTests.crm + [
        "--suite", suite.path(), "--steps", "--case", "my-certification:*",
      ])
    #expect(planned.code == 0, "\(planned.errors)")
    #expect(planned.output.contains("let changingProfile = 70001\n"))
    // Each of the gate's values, so that a vendor sees them all.
    let names = try Self.text("gate.yaml").components(separatedBy: "\nvariables:\n").last?
      .components(separatedBy: "\ncases:").first?.split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  #") }
      .map { $0.dropFirst(2).prefix { $0 != ":" } }
    let all = try #require(names)
    #expect(all.count > 8)
    for name in all { #expect(example.contains("\n  \(name):"), "\(name)") }
  }
}
