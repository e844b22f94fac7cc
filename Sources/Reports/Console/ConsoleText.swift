package import Evidence

/// Pieces that several parts of the console report share.
package enum ConsoleText {
  /// `GET /accounts › no token`, or the title alone where it begins with the group.
  package static func title(of result: CaseResult) -> String {
    result.group.isEmpty || result.title.hasPrefix(result.group)
      ? result.title : "\(result.group) › \(result.title)"
  }

  /// The failures; for a failed case without any, one that says what is known.
  static func failures(of result: CaseResult) -> [Finding] {
    let failures = result.failures
    guard failures.isEmpty else { return failures }
    let step = result.steps.last
    return [
      Finding(
        check: "failed", operation: step?.operation ?? result.group,
        message: JUnitText.headline(of: result), expected: step?.expectation ?? "a verdict",
        actual: step?.exchange.answerLine ?? "nothing was sent")
    ]
  }

  static func reason(of result: CaseResult) -> Reason {
    result.reason
      ?? Reason(code: result.verdict.rawValue, message: JUnitText.headline(of: result))
  }

  /// One line for a case that did not fail.
  static func line(for result: CaseResult, _ style: ConsoleStyle) -> String {
    let mark =
      switch result.verdict {
      case .passed: style.paint(style.check, .green)
      case .failed: style.paint(style.cross, .red)
      case .inconclusive: style.paint("?", .yellow)
      case .skipped: style.paint("-", .dim)
      }
    let tail = result.reason.map { style.safe($0.message, columns: style.width) }
    let end = tail ?? Numbers.duration(result.duration)
    let title = style.safe(title(of: result), columns: style.width - 16)
    let room = style.width - 4 - TerminalText.width(title)
    let note = TerminalText.cut(end, to: max(10, room), ellipsis: style.ellipsis)
    return "\(mark) \(title)  \(style.paint(note, .dim))"
  }

  /// A label in its column with a value that goes on below itself.
  static func row(
    _ label: String, _ value: String, indent: Int, column: Int, lines limit: Int = 3,
    _ style: ConsoleStyle
  ) -> [String] {
    let margin = String(repeating: " ", count: indent + column)
    let gap = String(repeating: " ", count: max(1, column - label.utf8.count))
    let columns = style.width - indent - column
    let bound = OneLine.of(value, limit: (limit + 1) * columns)
    let parts = TerminalText.wrapped(
      style.safe(bound), columns: columns, limit: limit, ellipsis: style.ellipsis)
    return parts.enumerated().map { place, part in
      place == 0
        ? String(repeating: " ", count: indent) + style.paint(label, .dim) + gap + part
        : margin + part
    }
  }
}
