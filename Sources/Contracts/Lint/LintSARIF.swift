package import Documents

/// Lint reports as SARIF 2.1.0, which code hosts show beside the lines.
package enum LintSARIF {
  package static func document(_ reports: [LintReport], toolVersion: String) -> Value {
    let known = Set(AllLintRules.all.map(\.id))
    var loader: [String] = []
    for diagnostic in reports.flatMap(\.diagnostics)
    where !known.contains(diagnostic.code) && !loader.contains(diagnostic.code) {
      loader.append(diagnostic.code)
    }
    var indexes: [String: Int] = [:]
    for id in AllLintRules.all.map(\.id) + loader.sorted() { indexes[id] = indexes.count }
    let rules = AllLintRules.all.map(rule) + loader.sorted().map(loaderRule)
    let driver = Value.object([
      ("name", .string("muster")),
      ("semanticVersion", .string(toolVersion)),
      ("rules", .array(rules)),
    ])
    let run = Value.object([
      ("tool", .object([("driver", driver)])),
      ("columnKind", .string("unicodeCodePoints")),
      (
        "invocations",
        .array([.object([("executionSuccessful", .bool(reports.allSatisfy(\.isLoaded)))])])
      ),
      (
        "results",
        .array(
          reports.flatMap { report in
            zip(report.diagnostics, report.fingerprints).map { diagnostic, fingerprint in
              result(diagnostic, fingerprint, indexes[diagnostic.code] ?? 0, report.file)
            }
          })
      ),
    ])
    return .object([
      (
        "$schema",
        .string(
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
        )
      ),
      ("version", .string("2.1.0")),
      ("runs", .array([run])),
    ])
  }

  private static func message(_ text: String) -> Value { .object([("text", .string(text))]) }

  private static func level(_ severity: Diagnostic.Severity) -> Value {
    .object([("level", .string(severity.rawValue))])
  }

  private static func rule(_ rule: any LintRule) -> Value {
    .object([
      ("id", .string(rule.id)),
      ("shortDescription", message(rule.summary + ".")),
      ("fullDescription", message(rule.explanation)),
      ("help", message("\(rule.summary). \(rule.explanation)")),
      ("defaultConfiguration", level(rule.severity)),
    ])
  }

  /// What the loader or the schema compiler says: its messages explain themselves.
  private static func loaderRule(_ code: String) -> Value {
    .object([
      ("id", .string(code)),
      ("shortDescription", message("Remark on reading the definition: \(code).")),
      ("help", message("The message says what was read and how to mend it.")),
    ])
  }

  private static func result(
    _ diagnostic: Diagnostic, _ fingerprint: String, _ index: Int, _ file: SourceFile
  ) -> Value {
    let text = diagnostic.remedy.map { "\(diagnostic.message); \($0)" } ?? diagnostic.message
    return .object([
      ("ruleId", .string(diagnostic.code)),
      ("ruleIndex", .integer(index)),
      ("level", .string(diagnostic.severity.rawValue)),
      ("message", message(text)),
      ("locations", .array([SARIFPlace.location(file.name, diagnostic.range)])),
      ("partialFingerprints", .object([("musterFinding/v1", .string(fingerprint))])),
    ])
  }
}
