import Documents

/// One security scheme: its name and the rows of its table.
struct SecurityBlock {
  struct Row {
    var label: String
    var value: String
    var range: SourceRange
  }

  var name: String
  var range: SourceRange
  /// As printed: basic, apiKey or oauth2.
  var type: String
  var rows: [Row] = []
  var scopes: [Row] = []

  static func isTypeWord(_ text: String) -> Bool {
    typeWord(text) != nil
  }

  /// The Swagger 2.0 spelling of a scheme's type; nil for another word.
  static func typeWord(_ text: String) -> String? {
    switch MarkdownName.plain(text).loweredASCII() {
    case "basic": "basic"
    case "apikey": "apiKey"
    case "oauth2": "oauth2"
    default: nil
    }
  }

  init(name: String, range: SourceRange, table: MarkdownTable, text: SpecText) {
    self.name = name
    self.range = range
    type = table.header.cells.first.flatMap { Self.typeWord($0.text) } ?? "unknown"
    var isInScopes = false
    for row in table.rows {
      let label = MarkdownName.plain(row.cells.first?.text ?? "")
      let value = row.cells.dropFirst().map(\.text).joined(separator: "|")
      let entry = Row(label: label, value: value, range: text.range(ofLines: row.lines))
      if label.loweredASCII() == "scopes" && value.isEmpty {
        isInScopes = true
      } else if isInScopes && !Self.isLabel(label) {
        scopes.append(entry)
      } else {
        rows.append(entry)
      }
    }
  }

  /// The rows follow the key order of the source, so labels may come after the scopes.
  private static func isLabel(_ text: String) -> Bool {
    if text.startsExactly(with: "x-") { return true }
    switch text.loweredASCII() {
    case "description", "name", "in", "flow", "authorization url", "token url": return true
    default: return false
    }
  }

  /// The value of a labelled row, without the angle brackets that some versions put around URLs.
  func value(_ label: String) -> (text: String, range: SourceRange)? {
    guard let row = rows.first(where: { $0.label.loweredASCII() == label }) else { return nil }
    let bare = row.value.dropping(prefix: "<")?.dropping(suffix: ">")
    return (bare.map { String($0) } ?? row.value, row.range)
  }
}
