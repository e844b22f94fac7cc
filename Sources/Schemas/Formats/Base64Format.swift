/// Base64 of RFC 4648 §4, with padding.
enum Base64Format {
  static func isBase64(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count.isMultiple(of: 4) else { return false }
    let padding = text.suffix(2).filter { $0 == 0x3D }.count
    let body = text.dropLast(padding)
    return body.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2F }
  }

  /// The bytes that a valid text stands for.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard isBase64(text) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    for byte in text where byte != 0x3D {
      bits = bits << 6 | value(byte)
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  private static func value(_ byte: UInt8) -> UInt32 {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x47
    case 0x30...0x39: UInt32(byte) + 4
    case 0x2B: 62
    default: 63
    }
  }
}
