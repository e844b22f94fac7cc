import Documents
import Reports

extension Terminal {
  /// Warnings and errors on stderr; notes are for `muster show`.
  static func show(_ diagnostics: [Diagnostic]) {
    for line in DiagnosticText.lines(diagnostics.filter { $0.severity > .note }) { error(line) }
  }
}
