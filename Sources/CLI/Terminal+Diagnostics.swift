import Documents
import Reports

extension Terminal {
  /// Characters of one diagnostic; some quote what a stranger wrote.
  private static let lineLimit = 600

  /// Each diagnostic once, on one line, fit for a terminal.
  static func lines(_ diagnostics: [Diagnostic]) -> [String] {
    var seen: Set<String> = []
    return diagnostics.compactMap { diagnostic in
      let line = OneLine.of(TerminalText.escaped(diagnostic.description), limit: lineLimit)
      return seen.insert(line).inserted ? line : nil
    }
  }

  /// Warnings and errors on stderr; notes are for `muster show`.
  static func show(_ diagnostics: [Diagnostic]) {
    for line in lines(diagnostics.filter { $0.severity > .note }) { error(line) }
  }
}
