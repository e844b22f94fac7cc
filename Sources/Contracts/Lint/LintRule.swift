package import Documents

/// One thing that is looked for in a contract.
///
/// A rule says what stands in the way of testing an implementation: what can't be sent, what can't
/// be judged, what contradicts itself. How a definition reads is not its business.
package protocol LintRule: Sendable {
  /// Stable kebab-case identifier; the code of its diagnostics.
  var id: String { get }
  /// What it finds, in one sentence without a final full stop.
  var summary: String { get }
  /// Why that matters to whoever tests, in sentences.
  var explanation: String { get }
  /// Of its diagnostics, unless one of them says less.
  var severity: Diagnostic.Severity { get }

  func check(_ subject: LintSubject) -> [Diagnostic]
}

extension LintRule {
  /// A diagnostic of this rule.
  func finding(
    _ message: String, remedy: String, at range: SourceRange?,
    _ severity: Diagnostic.Severity? = nil
  ) -> Diagnostic {
    Diagnostic(severity ?? self.severity, code: id, message, remedy: remedy, at: range)
  }
}
