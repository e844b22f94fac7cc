/// Text for places that have one line.
package enum OneLine {
  /// The text with every run of white space as one space, cut to `limit` characters (Unicode
  /// scalars) with an ellipsis as the last.
  package static func of(_ text: String, limit: Int = .max) -> String {
    if isOneLine(text, limit: limit) { return text }
    var result = String.UnicodeScalarView()
    var count = 0
    var isPending = false
    for scalar in text.unicodeScalars {
      let isSpace =
        scalar.isASCII
        ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
      if isSpace {
        isPending = count > 0
        continue
      }
      let needed = isPending ? 2 : 1
      guard count + needed <= limit else {
        while count >= limit, !result.isEmpty {
          result.removeLast()
          count -= 1
        }
        result.append("…")
        break
      }
      if isPending { result.append(" ") }
      isPending = false
      result.append(scalar)
      count += needed
    }
    return String(result)
  }

  /// Whether there is nothing to do: ASCII without controls, with single spaces inside only.
  static func isOneLine(_ text: String, limit: Int) -> Bool {
    guard text.utf8.count <= limit else { return false }
    var last: UInt8 = 0x20
    let isPlain = text.allBytes { byte in
      defer { last = byte }
      return (0x20..<0x7F).contains(byte) && (byte != 0x20 || last != 0x20)
    }
    return isPlain && (last != 0x20 || text.isEmpty)
  }

  /// The text cut to `limit` characters (Unicode scalars), saying how many are missing. Line
  /// breaks stay.
  package static func bounded(_ text: String, limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    let missing = scalars.distance(from: end, to: scalars.endIndex)
    return String(scalars[..<end]) + "… (\(Plural.of(missing, "more character")))"
  }
}
