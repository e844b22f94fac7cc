import Foundation
import Testing

/// `muster convert` and `muster diff` as a user runs them.
@Suite("convert and diff")
struct ConvertTests {
  static let spec = "spec/crm/crm-b2b-co.md"
  static let other = "Tests/EndToEndTests/Fixtures/other.yaml"

  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "muster-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func writesAFileOrStdout() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "out/spec.json").path
    let arguments = ["convert", Self.spec, "--to", "swagger2", "--format", "json"]
    let printed = try await MusterProcess.run(arguments)
    let written = try await MusterProcess.run(arguments + ["-o", file])
    #expect(printed.code == 0 && written.code == 0)
    #expect(written.output == "")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == printed.output)
    #expect(printed.output.hasPrefix("{\n  \"swagger\": \"2.0\",\n"))
    let difference = try await MusterProcess.run(["diff", "--fail-on", "any", Self.spec, file])
    #expect(difference.code == 0)
    #expect(difference.output == "no difference\n")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out") == ["spec.json"])
  }

  @Test func saysWhatIsLost() async throws {
    let outcome = try await MusterProcess.run(["convert", Self.spec, "--to", "openapi3.1"])
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("openapi: \"3.1.1\"\n"))
    let markdown = try await MusterProcess.run(["convert", Self.spec, "--to", "markdown"])
    #expect(markdown.output.hasPrefix("# "))
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var errors: String
  }

  @Test(arguments: [
    Mistake(
      testDescription: "a format for markdown",
      arguments: ["convert", spec, "--to", "markdown", "--format", "json"],
      errors: "muster: error: --format has no meaning for markdown; leave it out, or convert to"
        + " another format\n"),
    Mistake(
      testDescription: "the output is the input",
      arguments: ["convert", spec, "--to", "markdown", "-o", "spec/../" + spec],
      errors: "muster: error: the output `spec/../\(spec)` is the input `\(spec)`; give another"
        + " path\n"),
    Mistake(
      testDescription: "a folder as output",
      arguments: ["convert", spec, "--to", "markdown", "-o", "spec"],
      errors: "muster: error: `spec` can't be written: it is a directory; check the path and the"
        + " free space\n"),
    Mistake(
      testDescription: "no such definition", arguments: ["diff", spec, "nothing.yaml"],
      errors: "muster: error: the spec `nothing.yaml` does not exist; check the path\n"),
  ])
  func mistakesEndWithTwo(_ row: Mistake) async throws {
    let outcome = try await MusterProcess.run(row.arguments)
    #expect(outcome.code == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasSuffix(row.errors), "\(outcome.errors)")
  }

  @Test func breakingChangesEndWithOne() async throws {
    for format in ["text", "json", "markdown", "junit"] {
      let outcome = try await MusterProcess.run(["diff", Self.spec, Self.other, "--format", format])
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("path-removed"), "\(format)")
    }
    let additions = try Self.folder()
    defer { try? FileManager.default.removeItem(at: additions) }
    let old = additions.appending(path: "old.yaml").path
    let text = try String(contentsOfFile: Self.other, encoding: .utf8)
    try text.write(toFile: old, atomically: true, encoding: .utf8)
    let new = additions.appending(path: "new.yaml").path
    try text.replacingOccurrences(
      of: "paths:\n", with: "paths:\n  /new: {get: {responses: {'200': {description: ok}}}}\n"
    ).write(toFile: new, atomically: true, encoding: .utf8)
    let harmless = try await MusterProcess.run(["diff", old, new])
    #expect(harmless.code == 0)
    #expect(harmless.output.contains("[path-added]"))
    let any = try await MusterProcess.run(["diff", old, new, "--fail-on", "any"])
    #expect(any.code == 1)
  }
}
