/// Percent-encoding (RFC 3986 §2.1).
package enum PercentCoding {
  /// Which characters stay as they are.
  package enum Kept: Sendable, Hashable {
    /// Letters, digits and `-._~` (RFC 3986 §2.3): right for any single value.
    case unreserved
    /// Also the reserved characters that neither end nor divide a query: all but `#[]&+`.
    case reservedInQuery
    /// Also the reserved characters that neither end nor divide a path segment: all but `/?#[]`.
    case reservedInPath
    /// What a URL-encoded form keeps: letters, digits and `*-._`; a blank becomes `+`
    /// (WHATWG URL §5.2).
    case form
  }

  /// The text with the UTF-8 bytes of all other characters as `%XX`, digits in upper case.
  ///
  /// - Parameter dividers: reserved characters that are encoded even where they could be kept.
  package static func encoded(
    _ text: String, keeping kept: Kept = .unreserved, dividers: String = ""
  ) -> String {
    // Most values have nothing to encode.
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where !keeps(byte, kept) { return false }
      if dividers.isEmpty { return true }
      for byte in bytes where dividers.utf8.contains(byte) { return false }
      return true
    }
    if isPlain == true { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == 0x20, kept == .form {
        result.append(UInt8(ascii: "+"))
      } else if keeps(byte, kept), !dividers.utf8.contains(byte) {
        result.append(byte)
      } else {
        result.append(UInt8(ascii: "%"))
        result.append(hexDigit(byte >> 4))
        result.append(hexDigit(byte & 15))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with each `%XX` replaced by its byte; nil where a `%` is followed by something else or
  /// the bytes are no UTF-8.
  package static func decoded(_ text: some StringProtocol) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func keeps(_ byte: UInt8, _ kept: Kept) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    case UInt8(ascii: "~"): kept != .form
    case UInt8(ascii: "*"): kept != .unreserved
    case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="),
      UInt8(ascii: ":"), UInt8(ascii: "@"):
      kept == .reservedInQuery || kept == .reservedInPath
    case UInt8(ascii: "/"), UInt8(ascii: "?"): kept == .reservedInQuery
    case UInt8(ascii: "&"), UInt8(ascii: "+"): kept == .reservedInPath
    default: false
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70, 97...102: (byte | 0x20) - 87
    default: nil
    }
  }
}
