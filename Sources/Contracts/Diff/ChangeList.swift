package import Documents

/// The changes between two contracts as people and machines read them.
package struct ChangeList: Sendable {
  package let changes: [ContractChange]

  /// Breaking ones first; otherwise in the order of finding.
  package init(_ changes: [ContractChange]) {
    self.changes = ChangeKind.Severity.allCases.flatMap { severity in
      changes.filter { $0.kind.severity == severity }
    }
  }

  package func count(_ severity: ChangeKind.Severity) -> Int {
    changes.count { $0.kind.severity == severity }
  }

  package var hasBreaking: Bool { count(.breaking) > 0 }

  /// `2 breaking, 1 non-breaking, 0 info`.
  package var summary: String {
    ChangeKind.Severity.allCases.map { "\(count($0)) \($0.rawValue)" }.joined(separator: ", ")
  }

  // MARK: Text

  /// Three lines a change: what, where, whom and why.
  package var text: String {
    if changes.isEmpty { return "no difference\n" }
    var text = ""
    for change in changes {
      text += "\(change.kind.severity.rawValue): \(change.message) [\(change.kind.id)]\n"
      text += "    \(Self.places(change))\n"
      if !change.operations.isEmpty { text += "    \(Self.operations(change))\n" }
      text += "    \(change.kind.explanation)\n"
    }
    return text + "\n\(summary)\n"
  }

  private static func places(_ change: ContractChange) -> String {
    "\(place(change.old)) → \(place(change.new))"
  }

  package static func place(_ range: SourceRange?) -> String {
    range.map { "\($0.file.name):\($0.start.line)" } ?? "nowhere"
  }

  private static func operations(_ change: ContractChange) -> String {
    let shown = change.operations.prefix(5).map(\.description).joined(separator: ", ")
    let more = change.operations.count - 5
    return more > 0 ? "\(shown) and \(more) more" : shown
  }

  // MARK: JSON

  /// A stable, versioned document.
  package var json: Value {
    .object([
      ("format", .string("muster-diff")), ("version", .integer(1)),
      (
        "summary",
        .object(
          ChangeKind.Severity.allCases.map { ($0.rawValue, Value.integer(count($0))) })
      ), ("changes", .array(changes.map(Self.json))),
    ])
  }

  private static func json(_ change: ContractChange) -> Value {
    .object([
      ("id", .string(change.kind.id)), ("severity", .string(change.kind.severity.rawValue)),
      ("message", .string(change.message)), ("explanation", .string(change.kind.explanation)),
      ("old", json(change.old)), ("new", json(change.new)),
      ("operations", .array(change.operations.map { .string($0.description) })),
    ])
  }

  private static func json(_ range: SourceRange?) -> Value {
    guard let range else { return .null }
    return .object([
      ("file", .string(range.file.name)), ("line", .integer(range.start.line)),
      ("column", .integer(range.start.column)),
    ])
  }

  // MARK: Markdown

  /// A table for a pull request.
  package var markdown: String {
    if changes.isEmpty { return "No difference.\n" }
    var text = "\(summary)\n\n| Severity | Change | Old | New | Operations |\n"
    text += "| --- | --- | --- | --- | --- |\n"
    for change in changes {
      let cells = [
        change.kind.severity == .breaking ? "**breaking**" : change.kind.severity.rawValue,
        "\(change.message)<br>`\(change.kind.id)`", Self.place(change.old),
        Self.place(change.new), Self.operations(change),
      ]
      text += "| \(cells.map(MarkdownText.cell).joined(separator: " | ")) |\n"
    }
    return text
  }
}
