package import Documents

/// Looks at a contract with a set of rules.
///
///     loader's diagnostics + schema compiler's + rules' ─ sorted by place, bounded ─▶ LintReport
package struct Linter: Sendable {
  package var rules: [any LintRule]
  /// Whether only the rules count, so that remarks of the loader below an error are left out.
  package var isSelection: Bool
  /// Codes of diagnostics that are left out, unless they are errors of the loader.
  package var skipped: Set<String>
  /// Diagnostics of one code before the rest is only counted; nil for all of them.
  package var limit: Int?

  package init(
    rules: [any LintRule] = AllLintRules.all, isSelection: Bool = false,
    skipped: Set<String> = [], limit: Int? = 200
  ) {
    self.rules = rules
    self.isSelection = isSelection
    self.skipped = skipped
    self.limit = limit
  }

  package func lint(_ loaded: LoadedContract) -> LintReport {
    let subject = LintSubject(loaded.contract)
    var diagnostics = loaded.diagnostics
    let known = Set(diagnostics.filter { Self.isReference($0.code) }.map(\.range))
    // The loader and the compiler see the same broken reference; it is told once.
    diagnostics += subject.schemas.compileAll().filter {
      !(Self.isReference($0.code) && known.contains($0.range))
    }
    if isSelection { diagnostics = diagnostics.filter { $0.severity == .error } }
    for rule in rules where !skipped.contains(rule.id) { diagnostics += rule.check(subject) }
    return LintReport(
      file: loaded.contract.source,
      diagnostics: diagnostics.filter { !skipped.contains($0.code) || $0.severity == .error },
      vacuity: LintReport.VacuityCounts(subject.vacuity, of: loaded.contract), limit: limit)
  }

  /// The report on a definition that no contract could be made of.
  package func refusal(_ invalid: InvalidInput, of file: SourceFile) -> LintReport {
    LintReport(file: file, diagnostics: invalid.diagnostics, vacuity: nil, limit: limit)
  }

  private static func isReference(_ code: String) -> Bool {
    code == "reference-undefined" || code == "schema-unresolved-reference"
  }
}
