/// What newer versions print inside of a response's description: its headers and its examples.
struct ResponseNote {
  struct Header {
    var name: String
    /// Empty where none is printed, as in renderings of OpenAPI 3.
    var type: String
    var description: String?
  }

  struct Example {
    var mediaType: String
    /// As printed, which is JSON for all but strings.
    var text: String
  }

  var description: String
  var headers: [Header] = []
  var examples: [Example] = []

  /// Reads `text<br>**Headers:**<br>**Name** (type): text<br>`, also without the type, and
  /// `<br><br>**Example** (*media type*):<br><pre>text</pre>`.
  init(_ cell: String) {
    let text = cell[...]
    let headers = text.firstRange(ofASCII: "**Headers:**")
    let example = text.firstRange(ofASCII: "**Example** (*")
    let end = [headers?.lowerBound, example?.lowerBound].compactMap { $0 }.min() ?? text.endIndex
    description = Self.withoutBreaks(text[..<end])
    if let headers {
      let isLast = example.map { $0.lowerBound < headers.lowerBound } ?? true
      readHeaders(
        text[headers.upperBound..<(isLast ? text.endIndex : example?.lowerBound ?? text.endIndex)])
    }
    if let example { readExamples(text[example.lowerBound...]) }
  }

  private mutating func readHeaders(_ text: Substring) {
    var rest = text
    while let open = rest.firstRange(ofASCII: "<br>**") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(ofASCII: "**") else { return }
      var header = Header(name: String(rest[..<close.lowerBound]), type: "")
      rest = rest[close.upperBound...]
      if let inner = rest.dropping(prefix: " ("), let end = Self.closing(in: inner) {
        header.type = String(inner[..<end])
        rest = inner[inner.utf8.index(after: end)...]
      }
      if let after = rest.dropping(prefix: ":") {
        let end = after.firstRange(ofASCII: "<br>**")?.lowerBound ?? after.endIndex
        let description = Self.withoutBreaks(after[..<end])
        header.description = description.isEmpty ? nil : description
        rest = after[end...]
      }
      headers.append(header)
    }
  }

  /// The place of the parenthesis that closes one before the text, as in `integer (int32))`.
  private static func closing(in text: Substring) -> Substring.Index? {
    var open = 0
    return text.utf8.indices.first { place in
      switch text.utf8[place] {
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"):
        if open == 0 { return true }
        open -= 1
      default: break
      }
      return false
    }
  }

  private mutating func readExamples(_ text: Substring) {
    var rest = text
    while let open = rest.firstRange(ofASCII: "**Example** (*") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstRange(ofASCII: "*):"),
        let start = rest.firstRange(ofASCII: "<pre>", from: close.upperBound),
        let end = rest.firstRange(ofASCII: "</pre>", from: start.upperBound)
      else { return }
      examples.append(
        Example(
          mediaType: String(rest[..<close.lowerBound]),
          text: LineBreak.asLineEnds(rest[start.upperBound..<end.lowerBound])))
      rest = rest[end.upperBound...]
    }
  }

  private static func withoutBreaks(_ text: Substring) -> String {
    var plain = text.trimmedBlanks()
    while let bare = LineBreak.dropped(fromEndOf: plain) { plain = bare.trimmedBlanks() }
    return String(plain)
  }
}
