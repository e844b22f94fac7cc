/// Makes any text fit to stand in an XML 1.0 document.
package enum XMLText {
  /// The text with every character that XML 1.0 has no place for (§2.2: C0 controls other than
  /// tab, line feed and carriage return, U+FFFE, U+FFFF) in the visible form `\u{0001}`.
  ///
  /// Backslashes of the text itself stay as they are: the report is for reading.
  package static func visible(_ text: String) -> String {
    // Most text has nothing to replace; this is the hot path of a report with a million cases.
    let isClean = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where isSuspect(byte) { return false }
      return true
    }
    if isClean == true { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isAllowed(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      }
    }
    return String(result)
  }

  /// `\u{0001}`: at least four hexadecimal digits.
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\u{" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "}"
  }

  /// Controls but for the line feed, and the first byte of U+F000 to U+FFFF.
  private static func isSuspect(_ byte: UInt8) -> Bool {
    byte < 0x20 ? byte != 0x0A : byte == 0xEF
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: true
    case 0..<0x20, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
