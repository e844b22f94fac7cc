import Evidence

/// The ledger's status cells: a row for each operation, a column for each status.
struct ConsoleMatrix {
  private typealias Row = StatusMatrix.Row

  /// Above this many, rows without trouble are only counted; fewer where the summary has to fit a screen.
  static func rowLimit(_ style: ConsoleStyle) -> Int {
    style.height.map { min(40, max(6, $0 - 30)) } ?? 40
  }

  private let rowLimit: Int
  private static let cellWidth = 5
  private static let methodWidth = 8

  private let rows: [Row]
  private let columns: [String]
  private let style: ConsoleStyle

  /// - Parameter rowLimit: another limit than the one that fits most screens.
  init(ledger: Ledger, style: ConsoleStyle, rowLimit: Int? = nil) {
    self.rowLimit = rowLimit ?? Self.rowLimit(style)
    let matrix = StatusMatrix(ledger)
    rows = matrix.rows
    columns = matrix.columns
    self.style = style
  }

  var lines: [String] {
    guard !rows.isEmpty else { return [] }
    let troubled = rows.filter { !$0.isDischarged }
    let shown = Array((rows.count > rowLimit ? troubled : rows).prefix(rowLimit))
    var lines = fits ? table(shown) : shown.flatMap(list)
    let hidden = rows.count - shown.count
    if hidden > 0 {
      let hiddenTroubled = troubled.count - shown.count { !$0.isDischarged }
      let note =
        hiddenTroubled > 0
        ? "and \(Plural.of(hidden, "more operation")), \(hiddenTroubled) of them not discharged"
        : "and \(Plural.of(hidden, "operation")) with every cell discharged"
      lines.append("  " + style.paint(style.safe(note, columns: style.width - 2), .dim))
    }
    return lines
  }

  private var fits: Bool {
    2 + Self.methodWidth + 16 + columns.reduce(0) { $0 + width(of: $1) } <= style.width
  }

  private func width(of column: String) -> Int {
    max(Self.cellWidth, TerminalText.width(style.safe(column)) + 2)
  }

  private func table(_ shown: [Row]) -> [String] {
    let room = style.width - 2 - Self.methodWidth - columns.reduce(0) { $0 + width(of: $1) }
    let longest = shown.map { TerminalText.width(style.safe(path(of: $0))) }.max() ?? 0
    let pathWidth = min(room, max(longest, 16))
    let indent = String(repeating: " ", count: 2 + Self.methodWidth + pathWidth)
    var lines: [String] = []
    if !shown.isEmpty {
      let head = columns.map { padded(style.safe($0), to: width(of: $0)) }.joined()
      lines.append(indent + style.paint(head, .dim))
    }
    for row in shown {
      let path = TerminalText.cutMiddle(
        style.safe(path(of: row)), to: pathWidth, ellipsis: style.ellipsis)
      let gap = String(repeating: " ", count: max(0, pathWidth - TerminalText.width(path)))
      let method = style.safe(method(of: row), columns: Self.methodWidth - 1)
      let methodGap = String(
        repeating: " ", count: max(0, Self.methodWidth - TerminalText.width(method)))
      // Under the middle digit of a code.
      var cells = ""
      var blanks = 0
      for column in columns {
        let before = width(of: column) - 2
        if let state = row.cells[column]?.state {
          cells += String(repeating: " ", count: blanks + before) + mark(state)
          blanks = 1
        } else {
          blanks += width(of: column)
        }
      }
      lines.append("  \(style.paint(method, .dim))\(methodGap)\(path)\(gap)\(cells)")
    }
    return lines
  }

  /// For more columns than the width has room for.
  private func list(_ row: Row) -> [String] {
    let cells = columns.compactMap { column in
      row.cells[column].map { "\(style.safe(column)) \(mark($0.state))" }
    }
    let perLine = max(1, (style.width - 6) / 10)
    let lines = stride(from: 0, to: cells.count, by: perLine).map { start in
      "      " + cells[start..<min(start + perLine, cells.count)].joined(separator: "   ")
    }
    return ["  " + style.safe(row.operation, columns: style.width - 2)] + lines
  }

  private func method(of row: Row) -> String {
    row.operation.split(separator: " ", maxSplits: 1).first.map(String.init) ?? ""
  }

  private func path(of row: Row) -> String {
    let parts = row.operation.split(separator: " ", maxSplits: 1)
    return parts.count == 2 ? String(parts[1]) : ""
  }

  private func padded(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(0, width - TerminalText.width(text))) + text
  }

  private func mark(_ state: ObligationOutcome.State) -> String {
    switch state {
    case .discharged: style.paint(style.check, .green)
    case .failed: style.paint(style.cross, .badRed)
    case .notReached: style.paint(style.blank, .yellow)
    }
  }
}
