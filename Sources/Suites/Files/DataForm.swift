package import Documents

/// The rows of a case that is run once for each.
package struct DataForm: Sendable {
  package struct Row: Sendable {
    /// Stands in the case's id; nil: the row's number.
    package var name: String?
    package var members: ValueObject
    package var range: SourceRange?
  }

  package var rows: [Row] = []
  package var file: FileReference?
  package var range: SourceRange?

  /// Rows that one case may have: each is a case.
  static let limit = 100_000

  /// Reads `data:`: rows, or the name of the file that holds them.
  init?(_ value: Value, into diagnostics: inout [Diagnostic]) {
    range = value.range
    if let items = value.array {
      read(items, into: &diagnostics)
      return
    }
    let form = FormReader(value, what: "`data`", names: ["file"], into: &diagnostics)
    guard value.object != nil,
      let path = form.required(
        "file", form.string("file", into: &diagnostics), example: "rows.csv", into: &diagnostics)
    else { return nil }
    file = FileReference(path: path, range: form["file"]?.range)
  }

  /// Takes in rows, each an object of variables.
  mutating func read(_ items: [Value], into diagnostics: inout [Diagnostic]) {
    if items.isEmpty || items.count > Self.limit {
      diagnostics.append(
        Diagnostic(
          .error, code: "bad-data",
          items.isEmpty
            ? "`data` has no rows, so its case tests nothing"
            : "`data` has more than \(Self.limit) rows",
          remedy: items.isEmpty
            ? "add a row, or leave `data` out" : "spread them over several cases",
          at: range))
      return
    }
    var names: Set<String> = []
    for item in items {
      guard let members = item.object else {
        diagnostics.append(
          Diagnostic(
            .error, code: "bad-data", "a row of `data` must be an object, not \(item.typePhrase)",
            remedy: "write it as `{name: …, variable: …}`", at: item.range))
        continue
      }
      let name = members["name"].flatMap { $0.string ?? ($0.number.map(\.text)) }
      if let name, !names.insert(name).inserted {
        diagnostics.append(
          Diagnostic(
            .error, code: "duplicate-row", "two rows of `data` have the name `\(name)`",
            remedy: "rename one", at: members["name"]?.range ?? item.range))
      }
      rows.append(Row(name: name, members: members, range: item.range))
    }
  }
}
