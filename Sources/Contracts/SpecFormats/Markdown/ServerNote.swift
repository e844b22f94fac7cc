/// The second cell of a server's row: ``description — `{name}`: default `value` text (a, b), …``.
struct ServerNote {
  struct Variable {
    var name: String
    var standard: String
    var description: String?
    var values: [String] = []
  }

  var description: String?
  var variables: [Variable] = []

  init(_ cell: String) {
    let text = cell[...]
    var starts: [Range<Substring.Index>] = []
    var place = text.startIndex
    while let found = text.firstRange(ofASCII: "`{", from: place) {
      starts.append(found)
      place = found.upperBound
    }
    var prose = text[..<(starts.first?.lowerBound ?? text.endIndex)].trimmedBlanks()
    if let bare = prose.dropping(suffix: "—") { prose = bare.trimmedBlanks() }
    description = prose.isEmpty ? nil : String(prose)
    for (index, start) in starts.enumerated() {
      let isLast = index + 1 == starts.count
      let end = isLast ? text.endIndex : starts[index + 1].lowerBound
      if let variable = Self.variable(text[start.upperBound..<end]) { variables.append(variable) }
    }
  }

  private static func variable(_ text: Substring) -> Variable? {
    guard let close = text.firstRange(ofASCII: "}`: default `"),
      let end = text.firstRange(ofASCII: "`", from: close.upperBound)
    else { return nil }
    var variable = Variable(
      name: String(text[..<close.lowerBound]),
      standard: String(text[close.upperBound..<end.lowerBound]))
    var rest = text[end.upperBound...].trimmedBlanks()
    if let bare = rest.dropping(suffix: ",") { rest = bare.trimmedBlanks() }
    if let inner = rest.dropping(suffix: ")"), let open = inner.utf8.lastIndex(of: 0x28) {
      variable.values = inner[inner.utf8.index(after: open)...].split(separator: ",").map {
        String($0.trimmedBlanks())
      }
      rest = inner[..<open].trimmedBlanks()
    }
    variable.description = rest.isEmpty ? nil : String(rest)
    return variable
  }
}
