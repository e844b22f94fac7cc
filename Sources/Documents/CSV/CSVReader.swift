/// Reads comma-separated values: RFC 4180 with a header line, in UTF-8, a byte order mark at its start
/// allowed. Lines may end with CR LF, LF or CR.
package struct CSVReader {
  /// Bytes of a file.
  package static let sizeLimit = 64 << 20
  package static let columnLimit = 1024
  package static let rowLimit = 1_000_000

  private let file: SourceFile
  private var rest: Substring.UnicodeScalarView
  private var line = 1
  private var column = 1

  /// Throws the first thing that is wrong, with its place.
  package static func read(_ bytes: [UInt8], file: SourceFile) throws(InvalidInput) -> CSVTable {
    guard bytes.count <= sizeLimit else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "csv-too-large",
          "\(file.name) has \(bytes.count) bytes, of which at most \(sizeLimit) are read",
          remedy: "split it"))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "csv-encoding", "\(file.name) is not UTF-8", remedy: "save it as UTF-8",
          at: SourceRange(file: file, start: SourcePosition(line: 1, column: 1))))
    }
    var reader = CSVReader(text, file: file)
    return try reader.table()
  }

  private init(_ text: String, file: SourceFile) {
    self.file = file
    rest = Substring(text).unicodeScalars
    if rest.first == "\u{FEFF}" { rest.removeFirst() }
  }

  private mutating func table() throws(InvalidInput) -> CSVTable {
    let header = try record()
    try check(header)
    var rows: [[CSVTable.Cell]] = []
    while !rest.isEmpty {
      let row = try record()
      guard row.count == header.count else { throw wrongCount(row, header) }
      guard rows.count < Self.rowLimit else {
        throw error(
          "csv-too-large", "there are more than \(Self.rowLimit) rows", "split the file",
          row.first?.range.start)
      }
      rows.append(row)
    }
    return CSVTable(header: header, rows: rows)
  }

  private func check(_ header: [CSVTable.Cell]) throws(InvalidInput) {
    var known: [String: SourceRange] = [:]
    for name in header {
      if name.text.isEmpty {
        throw error(
          "csv-header", "a column has no name", "name every column in the first line",
          name.range.start)
      }
      if let earlier = known.updateValue(name.range, forKey: name.text) {
        throw error(
          "csv-header", "two columns are named `\(name.text)`",
          "rename one; the other is at \(earlier)", name.range.start)
      }
    }
  }

  private func wrongCount(_ row: [CSVTable.Cell], _ header: [CSVTable.Cell]) -> InvalidInput {
    if row.count == 1, row[0].text.isEmpty {
      return error(
        "csv-cells", "the line is empty", "remove it, or write its \(header.count) cells",
        row[0].range.start)
    }
    return error(
      "csv-cells",
      "the row has \(row.count) \(row.count == 1 ? "cell" : "cells"), the header \(header.count)",
      "put a cell that holds a comma between quotes", row.first?.range.start)
  }

  // MARK: Grammar

  /// One line's cells, its end taken too.
  private mutating func record() throws(InvalidInput) -> [CSVTable.Cell] {
    var cells: [CSVTable.Cell] = []
    while true {
      guard cells.count < Self.columnLimit else {
        throw error(
          "csv-too-large", "a line has more than \(Self.columnLimit) cells", "split the file", nil)
      }
      cells.append(try cell())
      guard let next = rest.first else { return cells }
      advance()
      if next == "," { continue }
      // What ends a cell is a comma or a line's end.
      if next == "\r", rest.first == "\n" { rest.removeFirst() }
      line += 1
      column = 1
      return cells
    }
  }

  private mutating func cell() throws(InvalidInput) -> CSVTable.Cell {
    let start = position
    var text = String.UnicodeScalarView()
    if rest.first == "\"" {
      try quoted(into: &text)
      if let next = rest.first, next != ",", next != "\n", next != "\r" {
        throw error(
          "csv-quote", "there is text after the closing quote",
          "write a quote inside a quoted cell twice", nil)
      }
    } else {
      while let next = rest.first, next != ",", next != "\n", next != "\r" {
        if next == "\"" {
          throw error(
            "csv-quote", "there is a quote in a cell that does not start with one",
            "put the whole cell between quotes, and write each quote in it twice", nil)
        }
        text.append(next)
        advance()
      }
    }
    return CSVTable.Cell(
      text: String(text), range: SourceRange(file: file, start: start, end: position))
  }

  private mutating func quoted(into text: inout String.UnicodeScalarView) throws(InvalidInput) {
    let start = position
    advance()
    while let next = rest.first {
      advance()
      if next == "\"" {
        guard rest.first == "\"" else { return }
        advance()
      } else if next == "\n" || next == "\r" {
        if next == "\r", rest.first == "\n" {
          text.append(next)
          rest.removeFirst()
          text.append("\n")
        } else {
          text.append(next)
        }
        line += 1
        column = 1
        continue
      }
      text.append(next)
    }
    throw error("csv-quote", "the quote is never closed", "close it with `\"`", start)
  }

  // MARK: Places

  private var position: SourcePosition { SourcePosition(line: line, column: column) }

  private mutating func advance() {
    rest.removeFirst()
    column += 1
  }

  /// - Parameter place: nil: here.
  private func error(
    _ code: String, _ message: String, _ remedy: String, _ place: SourcePosition?
  ) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, code: code, message, remedy: remedy,
        at: SourceRange(file: file, start: place ?? position)))
  }
}
