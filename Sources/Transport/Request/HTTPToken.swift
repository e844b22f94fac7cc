/// The grammar of names in HTTP.
enum HTTPToken {
  /// `tchar` of RFC 9110 §5.6.2: a bit for each byte below 64, and for each from 64 to 127.
  private static let low = bits("0123456789!#$%&'*+-.")
  private static let high =
    bits("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ^_`|~")

  private static func bits(_ characters: StaticString) -> UInt64 {
    characters.withUTF8Buffer { $0.reduce(0) { $0 | 1 << UInt64($1 & 63) } }
  }

  /// See ``isToken(_:)``.
  static func isTokenByte(_ byte: UInt8) -> Bool {
    byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte < 128 && high >> UInt64(byte & 63) & 1 == 1
  }

  /// Whether a text is a method or field name: one `tchar` or more.
  static func isToken(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
  }
}
