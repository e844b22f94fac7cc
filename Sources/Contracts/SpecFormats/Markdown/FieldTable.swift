import Documents

/// The rows of a table of properties or parameters, with surplus and missing cells settled.
struct FieldTable {
  struct Row {
    var name: String
    var location: String
    var type: String
    var required: RequiredCell
    /// The description and what is printed at its end.
    var note: FieldNote
    var style: String
    var explode: RequiredCell
    var range: SourceRange
  }

  let table: MarkdownTable
  let text: SpecText
  private(set) var diagnostics: [Diagnostic] = []

  init(table: MarkdownTable, text: SpecText) {
    self.table = table
    self.text = text
  }

  mutating func rows() -> [Row] {
    table.rows.compactMap { row($0) }
  }

  private mutating func row(_ source: MarkdownTable.Row) -> Row? {
    let cells = TableCells(source, of: table)
    let range = text.range(ofLines: source.lines)
    if cells.hadSurplus {
      diagnostics.append(
        Diagnostic(
          .warning, code: "cells-surplus", "the row has more cells than the table has columns",
          remedy: "escape the bars inside of its text as `\\|`; they were taken for text",
          at: range))
    }
    let printed = cells[.name]
    let name = MarkdownName.plain(printed)
    guard !name.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "name-missing", "the row names nothing",
          remedy: "fill its Name cell; the row was left out", at: range))
      return nil
    }
    let required = cells[.required]
    let requiredCell = RequiredCell(required)
    if requiredCell == nil {
      diagnostics.append(
        Diagnostic(
          .warning, code: "required-unreadable", "`\(required)` says neither Yes nor No",
          remedy: "write Yes or No; No was assumed", at: range))
    }
    var note = FieldNote(cells[.description])
    if printed.startsExactly(with: "~~") { note.isDeprecated = true }
    return Row(
      name: name, location: MarkdownName.plain(cells[.location]), type: cells[.type],
      required: requiredCell ?? .no, note: note, style: MarkdownName.plain(cells[.style]),
      explode: RequiredCell(cells[.explode]) ?? .empty, range: range)
  }
}

/// The cells of one row by column, after surplus cells have been given to a text column.
struct TableCells {
  private let table: MarkdownTable
  private var texts: [String]
  let hadSurplus: Bool

  init(_ row: MarkdownTable.Row, of table: MarkdownTable) {
    self.table = table
    let count = table.columns.count
    let original = row.cells.map(\.text)
    let surplus = original.count - count
    texts = original
    // Version 3.0.0 repeats the cell of a request's body once for each media type.
    let isRepeated =
      surplus > 0 && table.kind == .requestBody
      && original[count...].allSatisfy { $0.isExactly(original[count - 1]) }
    hadSurplus = surplus > 0 && !isRepeated && original[count...].contains { !$0.isEmpty }
    guard surplus > 0 else { return }
    if !hadSurplus {
      texts.removeLast(surplus)
      return
    }
    // Bars stand in descriptions, seldom in types: the first reading under which the other cells
    // make sense wins.
    for kind in [TableColumn.description, .type] {
      guard let place = table.column(kind) else { continue }
      texts = original
      texts.replaceSubrange(place...(place + surplus), with: [row.text(place...(place + surplus))])
      if isReadable { return }
    }
    let place = table.column(.description) ?? count - 1
    texts = original
    texts.replaceSubrange(place...(place + surplus), with: [row.text(place...(place + surplus))])
  }

  /// The text of a column; empty where the table or the row has no such cell.
  subscript(column: TableColumn) -> String {
    guard let place = table.column(column), texts.indices.contains(place) else { return "" }
    return texts[place]
  }

  private var isReadable: Bool {
    RequiredCell(self[.required]) != nil
      && (table.column(.type) == nil || TypeExpressionParser.parse(self[.type]) != nil)
  }
}
