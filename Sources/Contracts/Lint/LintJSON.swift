package import Documents

/// Lint reports for machines, in a form that stays as it is.
///
/// Version 1. Members may be added; none is removed, renamed or given another type without a new
/// version.
package enum LintJSON {
  package static let version = 1

  package static func document(_ reports: [LintReport], toolVersion: String) -> Value {
    .object([
      ("version", .integer(version)),
      ("tool", .object([("name", .string("muster")), ("version", .string(toolVersion))])),
      ("files", .array(reports.map(file))),
      (
        "summary",
        .object(
          severities.map { severity in
            ("\(severity.rawValue)s", .integer(reports.reduce(0) { $0 + $1.count(severity) }))
          })
      ),
    ])
  }

  private static let severities = [Diagnostic.Severity.error, .warning, .note]

  private static func file(_ report: LintReport) -> Value {
    .object([
      ("file", .string(report.file.name)),
      ("loaded", .bool(report.isLoaded)),
      (
        "summary",
        .object(
          severities.map { ("\($0.rawValue)s", .integer(report.count($0))) })
      ),
      ("vacuity", report.vacuity?.json ?? .null),
      ("diagnostics", .array(zip(report.diagnostics, report.fingerprints).map(diagnostic))),
    ])
  }

  private static func diagnostic(_ diagnostic: Diagnostic, _ fingerprint: String) -> Value {
    var members: [(String, Value)] = [
      ("code", .string(diagnostic.code)),
      ("severity", .string(diagnostic.severity.rawValue)),
      ("message", .string(diagnostic.message)),
      ("remedy", diagnostic.remedy.map { .string($0) } ?? .null),
    ]
    members.append(("place", diagnostic.range?.json ?? .null))
    members.append(("fingerprint", .string(fingerprint)))
    return .object(members)
  }
}

extension LintReport.VacuityCounts {
  /// Names as in `LintJSON`.
  package var json: Value {
    .object([
      ("operations", .integer(operations)),
      ("models", .integer(models)),
      ("swallowingOperations", .integer(swallowingOperations)),
      ("modelsAcceptingEmptyObject", .integer(modelsAcceptingEmptyObject)),
      ("opaquePlaces", .integer(opaquePlaces)),
      ("unreferencedModels", .integer(unreferencedModels)),
      ("unknownTypes", .integer(unknownTypes)),
    ])
  }
}

extension SourceRange {
  /// Lines and columns count from 1, columns in Unicode scalars; the end is exclusive.
  package var json: Value {
    .object([
      ("file", .string(file.name)),
      ("line", .integer(start.line)),
      ("column", .integer(start.column)),
      ("endLine", .integer(end.line)),
      ("endColumn", .integer(end.column)),
    ])
  }
}
