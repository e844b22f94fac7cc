/// Text of strangers made fit for Markdown as GitHub and GitLab read it (CommonMark with tables).
package enum MarkdownText {
  /// The text on one line as code, for a paragraph, a heading, a list or a cell.
  ///
  /// An HTML element and not backticks: inside those a `|` ends a cell, and no escape of it survives
  /// a backslash before it. What could be markup is a character reference, which never is
  /// (CommonMark 0.31.2 §2.5).
  package static func code(_ text: String, limit: Int = 500) -> String {
    let line = OneLine.of(text, limit: limit)
    return line.isEmpty ? "<code>&#32;</code>" : "<code>\(referenced(line))</code>"
  }

  /// The same without being code, for what people are told.
  package static func plain(_ text: String, limit: Int = 500) -> String {
    referenced(OneLine.of(text, limit: limit))
  }

  /// Lines of code that nothing in them ends.
  static func block(_ text: String, language: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText.escaped(String($0)) }
    return "\(fence)\(language)\n\(lines.joined(separator: "\n"))\n\(fence)"
  }

  private static func referenced(_ text: String) -> String {
    let scalars = Array(TerminalText.escaped(text).unicodeScalars)
    var result = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      let last = place > 0 ? scalars[place - 1] : nil
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      if isPlain(scalar, after: last, before: next) {
        result.append(scalar)
      } else {
        result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
        // An address is also found in text that was escaped; not where a comment parts it.
        if scalar == "@" { result.append(contentsOf: "<!-- -->".unicodeScalars) }
      }
    }
    return String(result)
  }

  private static func isPlain(
    _ scalar: Unicode.Scalar, after last: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    switch scalar {
    case ",", "{", "}", "(", ")", ";", "?", "+", "%", " ", "'", "\"", "=": true
    // A colon before a slash, and `www` before a full stop, begin an address.
    case "/": last != ":"
    case ":": next != "/"
    case ".": last.map { !"wW".unicodeScalars.contains($0) } ?? false
    case "-": last.map { $0 != "-" } ?? false
    // Inside a word it is no emphasis (CommonMark 0.31.2 §6.2).
    case "_": last.map(isASCIIWord) ?? false && next.map(isASCIIWord) ?? false
    default: !scalar.isASCII || isASCIIWord(scalar)
    }
  }

  private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
    (48...57).contains(scalar.value) || (65...90).contains(scalar.value)
      || (97...122).contains(scalar.value)
  }
}
