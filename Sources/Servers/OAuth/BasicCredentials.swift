/// User name and password of HTTP Basic authentication (RFC 7617).
enum BasicCredentials {
  /// The readings of an `Authorization` field: RFC 6749 §2.3.1 wants both parts form-encoded
  /// before Base64, which many clients leave out, so there may be two. None when it isn't Basic.
  static func candidates(_ field: String) -> [(id: String, secret: String)] {
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "basic",
      let bytes = decodeBase64(parts[1].utf8),
      let text = String(validating: bytes, as: UTF8.self),
      let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
    else { return [] }
    let id = String(text[..<colon])
    let secret = String(text[text.utf8.index(after: colon)...])
    let plain = FormEncoding.pairs("\(id)=\(secret)".utf8)
    return [(id, secret)]
      + plain.prefix(1)
      .map { (id: $0.name, secret: $0.value) }
  }

  /// Base64 with padding (RFC 4648 §4); nil for any other text.
  static func decodeBase64(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    var bytes: [UInt8] = []
    var pending: UInt32 = 0
    var bits = 0
    for byte in text.dropLast(padding) {
      guard let digit = digit(byte) else { return nil }
      pending = pending << 6 | digit
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
      }
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
