/// RFC 8259, written a second time as plainly as possible: what the reader is held against.
struct JSONGrammar {
  /// Whether the bytes are one JSON text.
  static func accepts(_ bytes: [UInt8], depthLimit: Int) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var grammar = JSONGrammar(bytes: bytes, depthLimit: depthLimit)
    return grammar.value(depth: 0) && grammar.next == nil
  }

  private let bytes: [UInt8]
  private let depthLimit: Int
  private var index = 0

  private init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next, next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func blanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
  }

  private mutating func value(depth: Int) -> Bool {
    blanks()
    defer { blanks() }
    switch next {
    case UInt8(ascii: "{"): return container("}", depth: depth + 1, isObject: true)
    case UInt8(ascii: "["): return container("]", depth: depth + 1, isObject: false)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func container(_ end: Unicode.Scalar, depth: Int, isObject: Bool) -> Bool {
    guard depth <= depthLimit else { return false }
    index += 1
    blanks()
    if take(end) { return true }
    repeat {
      blanks()
      if isObject {
        guard next == UInt8(ascii: "\""), string() else { return false }
        blanks()
        guard take(":") else { return false }
      }
      guard value(depth: depth) else { return false }
    } while take(",")
    return take(end)
  }

  private mutating func word(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func number() -> Bool {
    _ = take("-")
    if !take("0") {
      guard digits() else { return false }
    }
    if take("."), !digits() { return false }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      return digits()
    }
    return true
  }

  private mutating func digits() -> Bool {
    let start = index
    while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
    return index > start
  }

  private mutating func string() -> Bool {
    index += 1
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case ..<0x20: return false
      case UInt8(ascii: "\\"):
        guard escape() else { return false }
      default: break
      }
    }
    return false
  }

  /// After a backslash. Half a surrogate pair is no character, so that it is refused.
  private mutating func escape() -> Bool {
    guard take("u") else {
      guard let byte = next, Array("\"\\/bfnrt".utf8).contains(byte) else { return false }
      index += 1
      return true
    }
    guard let unit = unit(), !(0xDC00...0xDFFF).contains(unit) else { return false }
    guard (0xD800...0xDBFF).contains(unit) else { return true }
    guard take("\\"), take("u"), let low = self.unit() else { return false }
    return (0xDC00...0xDFFF).contains(low)
  }

  private mutating func unit() -> Int? {
    guard index + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[index..<index + 4], as: UTF8.self)
    index += 4
    // `Int` takes a sign too.
    return digits.allSatisfy(\.isHexDigit) ? Int(digits, radix: 16) : nil
  }
}
