/// Response headers, which newer versions print inside of the description.
struct HeaderNote {
  var description: String
  var headers: [(name: String, type: String)] = []

  /// Reads `text<br>**Headers:**<br>**Name** (type): text<br>`, also without the type.
  init(_ cell: String) {
    description = cell
    guard let mark = cell.firstRange(ofASCII: "**Headers:**") else { return }
    var before = cell[..<mark.lowerBound].trimmedBlanks()
    while let bare = before.dropping(suffix: "<br>") { before = bare.trimmedBlanks() }
    description = String(before)
    var rest = cell[mark.upperBound...]
    while let open = rest.firstRange(ofASCII: "<br>**") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(ofASCII: "**") else { return }
      let name = String(rest[..<close.lowerBound])
      rest = rest[close.upperBound...]
      var type = ""
      if let inner = rest.dropping(prefix: " ("), let end = inner.firstRange(ofASCII: "):") {
        type = String(inner[..<end.lowerBound])
      }
      headers.append((name, type))
    }
  }
}
