/// What may stand in header fields and cookies.
enum FieldText {
  /// `tchar` of RFC 9110 §5.6.2.
  static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// No control characters but tabs, and no blanks at the ends (RFC 9110 §5.5).
  static func isValue(_ text: String) -> Bool {
    isTrimmed(text) && text.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
  }

  /// Whether a text neither begins nor ends with a blank or tab.
  static func isTrimmed(_ text: String) -> Bool {
    text.trimmedBlanks().utf8.count == text.utf8.count
  }

  /// RFC 6265 §4.1.1, and the comma, which OpenAPI 3.2 §4.12.6 divides by; anything beyond ASCII is
  /// passed on.
  static func isCookieValue(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ";")
        && $0 != UInt8(ascii: "\\")
    }
  }
}
