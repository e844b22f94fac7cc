import Documents

/// The rows of a table of properties or parameters, with surplus and missing cells settled.
struct FieldTable {
  struct Row {
    var name: String
    var location: String
    var type: String
    var description: String?
    var required: RequiredCell
    /// The JSON texts of an enumeration that stands in the description.
    var values: [String]
    var isDeprecated: Bool
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
    let (description, values) = EnumNote.split(cells[.description])
    return Row(
      name: name, location: MarkdownName.plain(cells[.location]), type: cells[.type],
      description: description, required: requiredCell ?? .no, values: values,
      isDeprecated: printed.startsExactly(with: "~~"), range: range)
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
    hadSurplus = surplus > 0 && original[count...].contains { !$0.isEmpty }
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
      let joined = texts[place...(place + surplus)].joined(separator: " | ")
      texts.replaceSubrange(place...(place + surplus), with: [joined])
      if isReadable { return }
    }
    let place = table.column(.description) ?? count - 1
    texts = original
    let joined = texts[place...(place + surplus)].joined(separator: " | ")
    texts.replaceSubrange(place...(place + surplus), with: [joined])
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

/// An enumeration that newer versions print at the end of a description.
enum EnumNote {
  /// Takes `*Enum:* ``"a"``, ``"b"``` off a description; also takes the example off.
  static func split(_ description: String) -> (String?, [String]) {
    var text = description[...]
    var values: [String] = []
    for mark in ["*Example:*", "_Example:_"] {
      if let found = text.firstRange(ofASCII: mark) { text = text[..<found.lowerBound] }
    }
    for mark in ["*Enum:*", "_Enum:_"] {
      guard let found = text.firstRange(ofASCII: mark) else { continue }
      values = codeSpans(text[found.upperBound...])
      text = text[..<found.lowerBound]
      break
    }
    while true {
      let trimmed = text.trimmedBlanks()
      guard let bare = trimmed.dropping(suffix: "<br>") else { break }
      text = bare
    }
    let plain = text.trimmedBlanks()
    return (plain.isEmpty ? nil : String(plain), values)
  }

  private static func codeSpans(_ text: Substring) -> [String] {
    var spans: [String] = []
    var rest = text
    while let open = rest.firstRange(ofASCII: "`") {
      let body = rest[open.upperBound...]
      guard let close = body.firstRange(ofASCII: "`") else { break }
      spans.append(String(body[..<close.lowerBound]))
      rest = body[close.upperBound...]
    }
    return spans
  }
}
