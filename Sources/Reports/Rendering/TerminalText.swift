internal import Markup

/// Text of strangers made fit for a terminal.
package enum TerminalText {
  /// The text on one line with controls, escape sequences and what changes the direction or hides
  /// text in the visible form `\u{202E}`; line feed, carriage return and tab as `\n`, `\r`, `\t`.
  package static func escaped(_ text: String, asciiOnly: Bool = false) -> String {
    if isHarmless(text), !asciiOnly { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case _ where isHarmless(scalar) && (!asciiOnly || scalar.isASCII): result.append(scalar)
      default: result.append(contentsOf: XMLText.escape(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  package static func isHarmless(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return true }
    return text.unicodeScalars.allSatisfy { isHarmless($0) }
  }

  /// Whether a terminal shows the character and does nothing else.
  package static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20..<0x7F).contains(scalar.value) { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse,
      .surrogate:
      return false
    default:
      // Blank letters such as U+3164 hide what they stand for.
      return !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Terminal columns.
  package static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// 0 for marks that combine, 2 for the wide characters of East Asian scripts and emoji, else 1.
  package static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// The text cut to so many columns, with the ellipsis as its end where something is missing.
  package static func cut(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard needsCut(text, columns) else { return text }
    let room = max(0, columns - width(ellipsis))
    return prefix(of: text, columns: room) + (columns > 0 ? ellipsis : "")
  }

  /// Cut in the middle: both ends of a path tell something.
  package static func cutMiddle(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard needsCut(text, columns) else { return text }
    let room = max(0, columns - width(ellipsis))
    let head = prefix(of: text, columns: room / 2)
    let reversed = String(String.UnicodeScalarView(text.unicodeScalars.reversed()))
    let tail = prefix(of: reversed, columns: room - room / 2)
    return head + ellipsis + String(String.UnicodeScalarView(tail.unicodeScalars.reversed()))
  }

  /// Marks take no column, so their number is bounded too.
  private static func needsCut(_ text: String, _ columns: Int) -> Bool {
    width(text) > columns || text.unicodeScalars.count > 4 * max(1, columns)
  }

  private static func prefix(of text: String, columns: Int) -> String {
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars.prefix(4 * max(0, columns)) {
      used += width(scalar)
      if used > columns { break }
      result.append(scalar)
    }
    return String(result)
  }

  /// Lines of at most so many columns, broken at spaces where there are some; at most `limit`
  /// lines, the last one cut.
  package static func wrapped(
    _ text: String, columns: Int, limit: Int, ellipsis: String = "…"
  ) -> [String] {
    let columns = max(8, columns)
    var lines: [String] = []
    var rest = Substring(text)
    while lines.count < limit - 1, needsCut(String(rest), columns) {
      let line = prefix(of: String(rest), columns: columns)
      var end =
        rest.unicodeScalars.index(
          rest.startIndex, offsetBy: line.unicodeScalars.count, limitedBy: rest.endIndex)
        ?? rest.endIndex
      let head = rest[..<end]
      if rest[end...].first != " ", let space = head.lastIndex(of: " "), space > head.startIndex,
        width(String(head[..<space])) * 2 > columns
      {
        end = space
      }
      guard end > rest.startIndex else { break }
      lines.append(String(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    if !rest.isEmpty || lines.isEmpty {
      lines.append(cut(String(rest), to: columns, ellipsis: ellipsis))
    }
    return lines
  }
}
