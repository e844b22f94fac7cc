import Contracts
import Documents
import Testing

@Suite("Lint reports")
struct LintReportTests {
  /// A definition with as many unused models as wanted.
  static func models(_ count: Int, before: String = "") -> String {
    """
    \(before)swagger: '2.0'
    info: {title: Many, version: '1'}
    host: example.com
    produces: [application/json]
    paths:
      /things:
        get: {responses: {'200': {description: Fine, schema: {type: string}}}}
    definitions:
    """
      + (0..<count).map {
        "\n  M\($0): {type: object, required: [a], properties: {a: {type: string}}}"
      }
      .joined() + "\n"
  }

  @Test func boundedByRule() throws {
    let report = Linter(limit: 2).lint(try load(Self.models(5)))
    #expect(
      report.diagnostics.map(\.description) == [
        "spec:9:3: warning: no operation leads to the model `M0`; refer to it where it belongs, or"
          + " drop it with the overlay entry `target: $.definitions.M0, remove: true`"
          + " [model-unreferenced]",
        "spec:10:3: warning: no operation leads to the model `M1`; refer to it where it belongs, or"
          + " drop it with the overlay entry `target: $.definitions.M1, remove: true`"
          + " [model-unreferenced]",
        "spec:11:3: warning: … and 3 more findings of this kind from here on; mend those above"
          + " first, or ask for all of them [model-unreferenced]",
      ])
    #expect(report.summary == "0 errors, 5 warnings, 0 notes")
    #expect(Linter(limit: nil).lint(try load(Self.models(5))).diagnostics.count == 5)
  }

  @Test func selection() throws {
    let loaded = try load(Self.models(1).replacing("host: example.com\n", with: ""))
    #expect(
      Linter().lint(loaded).diagnostics.map(\.code) == ["server-missing", "model-unreferenced"])
    #expect(
      Linter(skipped: ["server-missing"]).lint(loaded).diagnostics.map(\.code)
        == ["model-unreferenced"])
    let only = AllLintRules.all.filter { $0.id == "server-missing" }
    #expect(
      Linter(rules: only, isSelection: true).lint(loaded).diagnostics.map(\.code)
        == ["server-missing"])
  }

  /// Moving everything down changes places, not fingerprints; a second finding of the same words
  /// has one of its own.
  @Test func fingerprintsSurviveMoves() throws {
    let report = Linter().lint(try load(Self.models(3)))
    let moved = Linter().lint(try load(Self.models(3, before: "# one\n# two\n")))
    #expect(report.diagnostics.map(\.range) != moved.diagnostics.map(\.range))
    #expect(report.fingerprints == moved.fingerprints)
    #expect(Set(report.fingerprints).count == 3)
    #expect(report.fingerprints.first == "e4cbcf743765a15a:1")
  }

  @Test func aDefinitionThatCannotBeLoaded() throws {
    let error = try #require(throws: InvalidInput.self) { try load("swagger: '3.0'\npaths: {}\n") }
    let report = Linter().refusal(error, of: SourceFile(name: "spec"))
    #expect(!report.isLoaded && report.count(.error) == 1)
    #expect(
      LintText.summary(of: report) == [
        "spec: 1 error, 0 warnings, 0 notes; no contract could be made of it"
      ])
  }

  @Test func json() throws {
    let report = Linter(limit: 1).lint(try load(Self.models(2)))
    let document = LintJSON.document([report], toolVersion: "9.9")
    #expect(document["version"]?.integer == 1)
    #expect(
      JSONWriter.text(document["summary"] ?? .null) == #"{"errors":0,"warnings":2,"notes":0}"#)
    let file = try #require(document["files"]?[0])
    #expect(file["loaded"]?.bool == true && file["vacuity"]?["models"]?.integer == 2)
    let finding = try #require(file["diagnostics"]?[0])
    #expect(
      finding.object?.names == [
        "code", "severity", "message", "remedy", "place", "fingerprint",
      ])
    #expect(
      JSONWriter.text(finding["place"] ?? .null)
        == #"{"file":"spec","line":9,"column":3,"endLine":9,"endColumn":5}"#)
  }

  @Test func sarif() throws {
    let report = Linter().lint(try load(Self.models(1), name: "a folder/spec.yaml"))
    let run = try #require(LintSARIF.document([report], toolVersion: "9.9")["runs"]?[0])
    #expect(run["columnKind"]?.string == "unicodeCodePoints")
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
    let result = try #require(run["results"]?[0])
    let index = try #require(result["ruleIndex"]?.integer)
    #expect(rules[index]["id"]?.string == "model-unreferenced")
    #expect(result["ruleId"]?.string == "model-unreferenced")
    #expect(result["level"]?.string == "warning")
    #expect(
      JSONWriter.text(result["locations"]?[0] ?? .null)
        == #"{"physicalLocation":{"artifactLocation":{"uri":"a%20folder/spec.yaml"},"#
        + #""region":{"startLine":9,"startColumn":3,"endLine":9,"endColumn":5}}}"#)
    #expect(
      result["partialFingerprints"]?["musterFinding/v1"]?.string == report.fingerprints.first)
  }

  /// Codes of the loader are rules of the SARIF run too.
  @Test func sarifNamesTheLoadersCodes() throws {
    let text = Self.models(1).replacing("    get: {", with: "    got: {}\n    get: {")
    let report = Linter().lint(try load(text))
    let run = try #require(LintSARIF.document([report], toolVersion: "9.9")["runs"]?[0])
    let rules = try #require(run["tool"]?["driver"]?["rules"]?.array)
    let result = try #require(run["results"]?.array?.first)
    #expect(result["ruleId"]?.string == "method-unknown")
    #expect(rules[try #require(result["ruleIndex"]?.integer)]["id"]?.string == "method-unknown")
    #expect(rules.count == AllLintRules.all.count + 1)
  }
}
