import Reports

/// A view as lines for a terminal.
enum HistoryText {
  /// Columns of the widest cell that is not the last of its row.
  private static let cellLimit = 48
  private static let lastLimit = 120

  static func text(_ view: HistoryView) -> String {
    var lines = [TerminalText.escaped(view.title)]
    let width = view.facts.map { TerminalText.width($0.0) }.max() ?? 0
    for (name, value) in view.facts {
      lines.append("  \(padded(name, width))  \(TerminalText.escaped(OneLine.of(value)))")
    }
    for table in view.tables {
      lines.append("")
      lines += self.lines(table)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ table: HistoryView.Table) -> [String] {
    var lines = table.title.isEmpty ? [] : [table.title]
    guard !table.rows.isEmpty else { return lines + ["  \(table.empty)"] }
    let rows = table.rows.prefix(HistoryView.rowLimit).map { row in
      row.enumerated().map { place, cell in
        TerminalText.cut(
          TerminalText.escaped(OneLine.of(cell)),
          to: place == row.count - 1 ? lastLimit : cellLimit)
      }
    }
    let widths = table.columns.indices.map { place in
      ([table.columns[place].name] + rows.map { $0.indices.contains(place) ? $0[place] : "" })
        .map { TerminalText.width($0) }.max() ?? 0
    }
    for row in [table.columns.map(\.name)] + rows {
      let cells = row.enumerated().map { place, cell in
        guard table.columns.indices.contains(place) else { return cell }
        if table.columns[place].isNumber { return padded(cell, widths[place], isRight: true) }
        return place == row.count - 1 ? cell : padded(cell, widths[place])
      }
      lines.append("  " + cells.joined(separator: "  "))
    }
    let rest = table.rows.count - rows.count
    return rest > 0 ? lines + ["  and \(Plural.of(rest, "more row"))"] : lines
  }

  private static func padded(_ text: String, _ width: Int, isRight: Bool = false) -> String {
    let gap = String(repeating: " ", count: max(0, width - TerminalText.width(text)))
    return isRight ? gap + text : text + gap
  }
}
