/// The text form of RFC 4122 §3.
enum UUIDFormat {
  static func isUUID(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count == 36 else { return false }
    for (offset, byte) in text.enumerated() {
      let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
      guard isDash ? byte == 0x2D : byte.isHexDigit else { return false }
    }
    return true
  }
}
