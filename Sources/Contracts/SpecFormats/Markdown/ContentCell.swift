/// A cell that gives a type for each of several media types, as renderings of OpenAPI 3 print it:
/// `**application/json**: [Pet](#pet)<br>**application/xml**: [Pet](#pet)<br>`.
struct ContentCell {
  struct Part: Equatable {
    var mediaType: String
    var type: String
  }

  private(set) var parts: [Part] = []

  /// Nil where the cell names no media type.
  init?(_ cell: String) {
    guard var mark = Self.mark(cell[...], from: cell.startIndex),
      cell[..<mark.range.lowerBound].trimmedBlanks().isEmpty
    else { return nil }
    while true {
      let next = Self.mark(cell[...], from: mark.range.upperBound)
      var type = cell[mark.range.upperBound..<(next?.range.lowerBound ?? cell.endIndex)]
        .trimmedBlanks()
      while let bare = LineBreak.dropped(fromEndOf: type) { type = bare.trimmedBlanks() }
      parts.append(Part(mediaType: mark.name, type: String(type)))
      guard let next else { return }
      mark = next
    }
  }

  /// The next `**type/subtype**: ` at the beginning or after a line break. The subtype may be a star.
  private static func mark(
    _ text: Substring, from start: Substring.Index
  ) -> (name: String, range: Range<Substring.Index>)? {
    var place = start
    while let open = text.firstRange(ofASCII: "**", from: place) {
      place = text.utf8.index(after: open.lowerBound)
      let before = text[..<open.lowerBound].trimmedBlanks()
      guard before.isEmpty || before.utf8.last == UInt8(ascii: ">") else { continue }
      let body = text[open.upperBound...]
      guard let slash = body.utf8.prefix(128).firstIndex(of: UInt8(ascii: "/")),
        !body[..<slash].utf8.contains(where: { $0 == 0x20 || $0 == UInt8(ascii: "<") })
      else { continue }
      let limit = text.utf8.index(slash, offsetBy: 256, limitedBy: text.endIndex) ?? text.endIndex
      guard let end = text[slash..<limit].firstRange(ofASCII: "**:"),
        !text[slash..<end.lowerBound].utf8.contains(UInt8(ascii: "<"))
      else { continue }
      return (String(text[open.upperBound..<end.lowerBound]), open.lowerBound..<end.upperBound)
    }
    return nil
  }
}
