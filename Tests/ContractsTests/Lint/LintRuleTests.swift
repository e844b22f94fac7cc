import Contracts
import Documents
import FoundationEssentials
import Testing

@Suite("Lint rules")
struct LintRuleTests {
  @Test(arguments: LintEdit.all)
  func oneEditOneFinding(_ edit: LintEdit) throws {
    let text = try #require(try edit.text(), "an edit finds nothing to replace")
    let report = Linter().lint(try load(text))
    #expect(report.diagnostics.map(\.description) == edit.expected)
  }

  @Test(arguments: LintEdit.Shape.allCases)
  func faultlessDefinition(_ shape: LintEdit.Shape) throws {
    let report = Linter().lint(try load(try LintEdit.text(of: shape.base)))
    #expect(report.diagnostics.map(\.description) == [])
    #expect(report.vacuity?.modelsAcceptingEmptyObject == 0)
  }

  @Test(arguments: LintEdit.Shape.allCases)
  func everyRuleHasAnEdit(_ shape: LintEdit.Shape) {
    let found = LintEdit.all.filter { $0.shape == shape }.flatMap(\.expected)
    let missing = AllLintRules.all.map(\.id).filter { id in
      !found.contains { $0.hasSuffix("[\(id)]") }
    }
    // Parameters named Authorization are left out by OpenAPI 3 itself, with a remark of the loader.
    #expect(missing == (shape == .openapi ? ["credential-parameter"] : []))
  }

  @Test func listAndFolderAgree() throws {
    let folder = Shared.package.appending(path: "Sources/Contracts/Lint/Rules")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .map { $0.replacing(".swift", with: "") }.sorted()
    #expect(AllLintRules.all.map { "\(type(of: $0))" }.sorted() == files)
  }

  @Test func idsAreStableWords() {
    let ids = AllLintRules.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for rule in AllLintRules.all {
      #expect(
        rule.id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
      #expect(!rule.summary.hasSuffix(".") && rule.explanation.hasSuffix("."))
    }
  }

  @Test func documentation() throws {
    let page = Shared.package.appending(path: "docs/lint.md")
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(LintRulesDocument.markdown.utf8).write(to: page)
      Issue.record("docs/lint.md was written: read it, then run again")
      return
    }
    #expect(String(decoding: try Shared.bytes(page), as: UTF8.self) == LintRulesDocument.markdown)
  }

  struct Quiet: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var old: String
    var new: String
  }

  /// What looks like a fault and is none.
  static let quiet = [
    Quiet(
      testDescription: "names that differ at the end", old: "description: {type: string}",
      new: "description: {type: string}\n      descriptions: {type: string}"),
    Quiet(
      testDescription: "words that are both right", old: "description: {type: string}",
      new: "contactName: {type: string}\n      contractName: {type: string}"),
    Quiet(
      testDescription: "numbers in names", old: "description: {type: string}",
      new: "addressLine1: {type: string}\n      addressLine11: {type: string}"),
    Quiet(
      testDescription: "a format for people", old: "description: {type: string}",
      new: "description: {type: string, format: password}"),
    Quiet(
      testDescription: "a map is no misspelt member", old: "description: {type: string}",
      new: "labels: {type: object, minProperties: 1, additionalProperties: {type: string}}"),
    Quiet(
      testDescription: "an enum with null that is allowed", old: "enum: [new, used]",
      new: "enum: [new, used, null], x-nullable: true"),
    Quiet(
      testDescription: "a word that is about a phone", old: "description: {type: string}",
      new: "phoneCount: {type: integer}"),
    Quiet(
      testDescription: "a literal with the plural elsewhere", old: "  /items:",
      new: "  /item/search:"),
    Quiet(
      testDescription: "the participle of a word that destroys", old: "operationId: getItem",
      new: "summary: Lists deleted items\n      operationId: getItem"),
  ]

  @Test(arguments: quiet)
  func noFalseAlarm(_ row: Quiet) throws {
    let base = try LintEdit.text(of: LintEdit.Shape.swagger.base)
    let place = try #require(base.firstRange(of: row.old))
    var text = base
    text.replaceSubrange(place, with: row.new)
    #expect(Linter().lint(try load(text)).diagnostics.map(\.description) == [])
  }
}
