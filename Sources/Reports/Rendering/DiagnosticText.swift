package import Documents

/// Diagnostics and other texts that quote what a stranger wrote, as lines fit for a terminal.
package enum DiagnosticText {
  /// Characters of one line.
  private static let lineLimit = 600

  /// Each diagnostic once, on one line.
  package static func lines(_ diagnostics: [Diagnostic]) -> [String] {
    var seen: Set<String> = []
    return lines(diagnostics.map(\.description)).filter { seen.insert($0).inserted }
  }

  /// Texts, each on one line.
  package static func lines(_ texts: [String]) -> [String] {
    texts.map { OneLine.of(TerminalText.escaped($0), limit: lineLimit) }
  }

  /// Lines of a layout, whose blanks stay.
  package static func aligned(_ lines: [String]) -> [String] {
    lines.map { OneLine.bounded(TerminalText.escaped($0), limit: lineLimit) }
  }
}
