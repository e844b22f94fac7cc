/// The rows of a CSV file (RFC 4180) by the names in its first line.
package struct CSVTable: Sendable {
  /// One value, with the place that it was written at.
  package struct Cell: Sendable, Hashable {
    package var text: String
    package var range: SourceRange
  }

  /// The names of the columns, no two alike.
  package var header: [Cell]
  /// Each with as many cells as the header.
  package var rows: [[Cell]]

  /// The rows as objects whose members are strings.
  package var values: [Value] {
    rows.map { row in
      var members = ValueObject()
      for (name, cell) in zip(header, row) {
        members[name.text] = .string(cell.text, at: cell.range)
      }
      let range = row.first.map { first in
        SourceRange(
          file: first.range.file, start: first.range.start,
          end: row.last?.range.end ?? first.range.end)
      }
      return .object(members, at: range)
    }
  }
}
