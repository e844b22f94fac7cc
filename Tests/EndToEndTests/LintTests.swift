import Foundation
import Testing

/// `muster lint` and `muster show` as a user runs them: whole outputs and exit codes.
@Suite("Lint and show")
struct LintTests {
  struct Golden: Sendable, CustomTestStringConvertible {
    var name: String
    var arguments: [String]
    var code: Int32 = 0
    var testDescription: String { name }
  }

  static let spec = "spec/crm/crm-b2b-co.md"
  static let overlay = ["--overlay", "spec/crm/overlay.yaml"]

  static let goldens = [
    Golden(name: "lint-crm.txt", arguments: ["lint", spec]),
    Golden(name: "lint-crm-overlay.txt", arguments: ["lint", spec] + overlay),
    Golden(name: "lint-crm.json", arguments: ["lint", "--format", "json", spec] + overlay),
    Golden(
      name: "lint-crm.sarif",
      arguments: ["lint", "--format", "sarif", "--rule", "path-ambiguous", spec]),
    Golden(name: "show-crm.txt", arguments: ["show", spec]),
    Golden(name: "show-crm.json", arguments: ["show", "--format", "json", spec]),
    Golden(
      name: "lint-broken.txt",
      arguments: ["lint", "Tests/EndToEndTests/Fixtures/broken-spec.yaml"], code: 2),
  ]

  /// `MUSTER_RECORD_GOLDENS=1` writes them anew, and that run fails: a recording proves nothing.
  @Test(arguments: goldens)
  func wholeOutput(_ golden: Golden) async throws {
    let outcome = try await MusterProcess.run(golden.arguments)
    #expect(outcome.code == golden.code)
    let file = MusterProcess.root.appending(path: "Tests/EndToEndTests/Fixtures/\(golden.name)")
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(outcome.output.utf8).write(to: file)
      Issue.record("recorded \(golden.name): read it, then run again")
      return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(outcome.output == expected)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var code: Int32
    /// What stdout ends with.
    var output = ""
    /// All of stderr.
    var errors = ""
  }

  static let rows = [
    Row(
      testDescription: "warnings don't fail", arguments: ["lint", spec], code: 0,
      output: "0 types unknown\n"),
    Row(
      testDescription: "warnings fail where asked",
      arguments: ["lint", spec, "--fail-on", "warning"], code: 1, output: "0 types unknown\n"),
    Row(
      testDescription: "notes never fail",
      arguments: ["lint", spec, "--fail-on", "warning", "--rule", "phone-number-type"], code: 0,
      output: "0 types unknown\n"),
    Row(
      testDescription: "errors fail",
      arguments: ["lint", "Tests/EndToEndTests/Fixtures/faulty-spec.yaml"],
      code: 1, output: "0 types unknown\n"),
    Row(
      testDescription: "missing file", arguments: ["lint", "nothing.md"], code: 2,
      errors: "muster: error: the spec `nothing.md` does not exist; check the path\n"),
    Row(
      testDescription: "missing beside one that is there",
      arguments: ["lint", "nothing.md", spec], code: 2, output: "0 types unknown\n",
      errors: "muster: error: the spec `nothing.md` does not exist; check the path\n"),
    Row(
      testDescription: "unknown rule", arguments: ["lint", spec, "--rule", "path-ambigous"],
      code: 2,
      errors: "muster: error: there is no rule `path-ambigous`; did you mean `path-ambiguous`?\n"),
    Row(
      testDescription: "unknown rule to skip",
      arguments: ["lint", spec, "--skip-rule", "vacuous-modle"], code: 2,
      errors: "muster: error: there is no rule `vacuous-modle`; did you mean `vacuous-model`?\n"),
    Row(
      testDescription: "no definition", arguments: ["lint"], code: 2,
      errors: "muster: error: no definition is given; see muster --help\n"),
    Row(
      testDescription: "output over an input", arguments: ["lint", spec, "-o", spec], code: 2,
      errors:
        "muster: error: -o spec/crm/crm-b2b-co.md would overwrite an input file; give it another path\n"
    ),
    Row(
      testDescription: "output that can't be written",
      arguments: ["lint", spec, "-o", "nowhere/lint.txt"], code: 2,
      errors:
        "muster: error: `nowhere/lint.txt` can't be written: No such file or directory; check the path\n"
    ),
  ]

  @Test(arguments: rows)
  func exitCode(_ row: Row) async throws {
    let outcome = try await MusterProcess.run(row.arguments)
    #expect(outcome.code == row.code)
    #expect(outcome.errors == row.errors)
    #expect(row.output.isEmpty ? outcome.output.isEmpty : outcome.output.hasSuffix(row.output))
  }

  @Test func theListNamesEveryRule() async throws {
    let outcome = try await MusterProcess.run(["lint", "--list"])
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("Paths\n  path-parameter-undeclared  (error)\n"))
    #expect(outcome.output.contains("\n  vacuous-model  (warning)\n      A model accepts `{}`\n"))
  }

  @Test func outputIntoAFile() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID()).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let outcome = try await MusterProcess.run(
      ["lint", Self.spec, "--format", "json", "-o", file.path])
    #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    #expect((object as? [String: Any])?["version"] as? Int == 1)
  }
}
