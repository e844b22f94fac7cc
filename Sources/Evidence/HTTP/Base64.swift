/// Base64 with padding (RFC 4648 §4).
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        result.append(
          place <= group.count
            ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes that a text stands for; nil where it is not exactly what `encode` makes.
  package static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)) }

  /// The bytes that a text stands for; nil where it is not exactly what `encode` makes.
  package static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 4 * 3)
    for start in stride(from: 0, to: text.count, by: 4) {
      let isLast = start + 4 == text.count
      let letters = text[start..<start + 4].prefix { $0 != UInt8(ascii: "=") }
      let padding = text[(start + letters.count)..<start + 4]
      guard letters.count == 4 || (isLast && letters.count >= 2),
        padding.allSatisfy({ $0 == UInt8(ascii: "=") })
      else { return nil }
      var bits = 0
      for letter in letters {
        guard let value = value(of: letter) else { return nil }
        bits = bits << 6 | value
      }
      bits <<= 6 * padding.count
      guard bits & (1 << (8 * padding.count) - 1) == 0 else { return nil }
      for place in 0..<letters.count - 1 { result.append(UInt8(bits >> (16 - 8 * place) & 255)) }
    }
    return result
  }

  private static func value(of letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(letter) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(letter) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
