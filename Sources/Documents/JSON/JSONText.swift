internal import Glibc

/// The two notations inside JSON strings: UTF-8 sequences and escapes.
///
/// The pointer forms read up to twelve bytes ahead and rely on the zero bytes that end a text: no
/// zero continues a sequence or an escape, so they stop there.
enum JSONText {
  /// Length of the UTF-8 sequence at a byte of 0x80 or more (Unicode table 3-7), or 0 where there is
  /// none that is well-formed.
  @inline(__always)
  static func sequenceLength(_ at: UnsafePointer<UInt8>) -> Int {
    let lead = at[0]
    switch lead {
    case 0xC2...0xDF:
      return isContinuation(at[1]) ? 2 : 0
    case 0xE0...0xEF:
      let second = at[1]
      guard isContinuation(second), isContinuation(at[2]) else { return 0 }
      if lead == 0xE0, second < 0xA0 { return 0 }
      if lead == 0xED, second > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      let second = at[1]
      guard isContinuation(second), isContinuation(at[2]), isContinuation(at[3]) else { return 0 }
      if lead == 0xF0, second < 0x90 { return 0 }
      if lead == 0xF4, second > 0x8F { return 0 }
      return 4
    default:
      return 0
    }
  }

  @inline(__always)
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Length of the escape at a backslash: 2, 6, or 12 for a surrogate pair; 0 where it is none.
  static func escapeLength(_ at: UnsafePointer<UInt8>) -> Int {
    switch at[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      guard let unit = hex4(at + 2) else { return 0 }
      switch unit {
      case 0xD800...0xDBFF:
        guard at[6] == UInt8(ascii: "\\"), at[7] == UInt8(ascii: "u"),
          let low = hex4(at + 8), (0xDC00...0xDFFF).contains(low)
        else { return 0 }
        return 12
      case 0xDC00...0xDFFF:
        return 0
      default:
        return 6
      }
    default:
      return 0
    }
  }

  /// The four hexadecimal digits at a pointer; stops at the first byte that is none.
  static func hex4(_ at: UnsafePointer<UInt8>) -> UInt16? {
    var unit: UInt16 = 0
    for index in 0..<4 {
      guard let digit = hexValue(at[index]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  static func hexValue(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte &- 0x30)
    case 0x41...0x46: UInt16(byte &- 0x37)
    case 0x61...0x66: UInt16(byte &- 0x57)
    default: nil
    }
  }

  /// The characters that a checked string body stands for, as UTF-8.
  static func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(raw.count)
    var cursor = 0
    while cursor < raw.count {
      let start = cursor
      cursor = backslash(in: raw, from: start)
      result.append(contentsOf: UnsafeBufferPointer(rebasing: raw[start..<cursor]))
      cursor += 1
      guard cursor < raw.count else { break }
      let letter = raw[cursor]
      cursor += 1
      switch letter {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        guard cursor + 4 <= raw.count else { return result }
        var scalar = UInt32(unit(raw, cursor))
        cursor += 4
        if (0xD800...0xDBFF).contains(scalar), cursor + 6 <= raw.count {
          scalar = 0x10000 + (scalar - 0xD800) << 10 + (UInt32(unit(raw, cursor + 2)) & 0x3FF)
          cursor += 6
        }
        append(scalar, to: &result)
      default: result.append(letter)
      }
    }
    return result
  }

  /// The place of the next backslash; behind the last byte where there is none.
  private static func backslash(in raw: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = raw.baseAddress,
      let found = memchr(base + start, 0x5C, raw.count - start)
    else { return raw.count }
    return UnsafeRawPointer(base).distance(to: found)
  }

  private static func unit(_ raw: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt16 {
    (start..<start + 4).reduce(0) { $0 << 4 | (hexValue(raw[$1]) ?? 0) }
  }

  private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
    result.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
  }
}
