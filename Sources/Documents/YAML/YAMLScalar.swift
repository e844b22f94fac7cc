/// What a plain scalar means by the core schema of YAML 1.2 (§10.3.2).
///
/// Words such as `no`, `on` and `y` stay strings, `0o17` is a number and `017` is seventeen.
enum YAMLScalar: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The value in JSON's spelling.
  case number(String)
  /// `.inf` or `.nan`, which JSON can't hold.
  case notFinite
  case text

  static func resolve(_ text: String) -> YAMLScalar {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    case ".nan", ".NaN", ".NAN": return .notFinite
    default: break
    }
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return .null }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39: break
    default: return .text
    }
    if bytes.count > 2, first == 0x30, bytes[1] == UInt8(ascii: "o") {
      return natural(bytes[2...], radix: 8)
    }
    if bytes.count > 2, first == 0x30, bytes[1] == UInt8(ascii: "x") {
      return natural(bytes[2...], radix: 16)
    }
    var rest = bytes[...]
    let isNegative = first == UInt8(ascii: "-")
    if isNegative || first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    switch String(decoding: rest, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": return .notFinite
    default: return decimal(rest, isNegative: isNegative)
    }
  }

  private static func decimal(_ bytes: ArraySlice<UInt8>, isNegative: Bool) -> YAMLScalar {
    var whole = bytes.prefix { isDigit($0) }
    var rest = bytes.dropFirst(whole.count)
    var result = isNegative ? "-" : ""
    while whole.count > 1, whole.first == 0x30 { whole = whole.dropFirst() }
    var hasDigit = !whole.isEmpty
    result += whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { isDigit($0) }
      rest = rest.dropFirst(1 + fraction.count)
      hasDigit = hasDigit || !fraction.isEmpty
      result += "." + (fraction.isEmpty ? "0" : String(decoding: fraction, as: UTF8.self))
    }
    guard hasDigit else { return .text }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      var exponent = rest.dropFirst()
      if exponent.first == UInt8(ascii: "+") || exponent.first == UInt8(ascii: "-") {
        exponent = exponent.dropFirst()
      }
      guard !exponent.isEmpty, exponent.allSatisfy({ isDigit($0) }) else { return .text }
      result += String(decoding: rest, as: UTF8.self)
      rest = []
    }
    return rest.isEmpty ? .number(result) : .text
  }

  /// Converts digits of any count, so that no length of them can overflow.
  private static func natural(_ digits: ArraySlice<UInt8>, radix: UInt32) -> YAMLScalar {
    guard digits.count <= 4096 else { return .text }
    var limbs: [UInt32] = [0]
    for byte in digits {
      guard let digit = JSONText.hexValue(byte), digit < radix else { return .text }
      var carry = UInt64(digit)
      for index in limbs.indices {
        let value = UInt64(limbs[index]) * UInt64(radix) + carry
        limbs[index] = UInt32(value % 1_000_000_000)
        carry = value / 1_000_000_000
      }
      if carry > 0 { limbs.append(UInt32(carry)) }
    }
    var result = String(limbs.last ?? 0)
    for limb in limbs.dropLast().reversed() {
      let text = String(limb)
      result += String(repeating: "0", count: 9 - text.utf8.count) + text
    }
    return .number(result)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
