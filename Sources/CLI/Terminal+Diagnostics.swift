import Documents
import Reports

extension Terminal {
  /// Characters of one diagnostic; some quote what a stranger wrote.
  private static let lineLimit = 600

  /// Each diagnostic once, on one line, fit for a terminal.
  static func lines(_ diagnostics: [Diagnostic]) -> [String] {
    var seen: Set<String> = []
    return lines(diagnostics.map(\.description)).filter { seen.insert($0).inserted }
  }

  /// Texts that quote what a stranger wrote, each on one line, fit for a terminal.
  static func lines(_ texts: [String]) -> [String] {
    texts.map { OneLine.of(TerminalText.escaped($0), limit: lineLimit) }
  }

  /// Lines of a layout, whose blanks stay, fit for a terminal.
  static func aligned(_ lines: [String]) -> [String] {
    lines.map { OneLine.bounded(TerminalText.escaped($0), limit: lineLimit) }
  }

  /// Warnings and errors on stderr; notes are for `muster show`.
  static func show(_ diagnostics: [Diagnostic]) {
    for line in lines(diagnostics.filter { $0.severity > .note }) { error(line) }
  }
}
