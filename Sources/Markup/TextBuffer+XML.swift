extension TextBuffer {
  /// The two places that text has in an element.
  package enum XMLPlace: Sendable {
    /// Between tags.
    case content
    /// Between the quotation marks of an attribute's value, where white space must be written by
    /// number to stay what it is (XML 1.0 §3.3.3).
    case value
  }

  /// Text as `XMLWriter` writes it: what XML has no place for in its visible form, markup escaped.
  package mutating func append(_ text: String, in place: XMLPlace) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { escape($0, in: place) }
    if isDone == nil {
      Array(text.utf8).withUnsafeBufferPointer { escape($0, in: place) }
    }
  }

  /// Another buffer's text, as above.
  package mutating func append(_ text: borrowing TextBuffer, in place: XMLPlace) {
    text.withBytes { escape($0, in: place) }
  }

  /// Source bytes that are written between two looks at the memory that is left.
  private static let portion = 4096
  /// Bytes that one byte can become: `\u{0001}`.
  private static let growth = 8

  /// Well-formed UTF-8.
  private mutating func escape(_ source: UnsafeBufferPointer<UInt8>, in place: XMLPlace) {
    guard let start = source.baseAddress else { return }
    let isValue = place == .value
    var next = 0
    while next < source.count {
      let end = min(next + Self.portion, source.count)
      fill(atMost: (end - next) * Self.growth + 16) { output in
        // Sound: eight bytes are read only where `end` is no nearer, and each step writes at most
        // `growth` bytes for each that it reads, but for the eight that are copied at once.
        var out = output
        while next < end {
          if end - next >= 8 {
            let word = UnsafeRawPointer(start + next).loadUnaligned(as: UInt64.self)
            UnsafeMutableRawPointer(out).storeBytes(of: word, as: UInt64.self)
            let plain = Self.special(UInt64(littleEndian: word)).trailingZeroBitCount >> 3
            next += plain
            out += plain
            if plain == 8 { continue }
          }
          next += Self.write(start + next, left: source.count - next, isValue, to: &out)
        }
        return out - output
      }
    }
  }

  /// The highest bit of each byte that has to be looked at: controls, `"`, `&`, `<`, `>` and what is
  /// not ASCII. Bytes after the first of them may be marked without being one.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let controls = (word &- (0x20 &* ones)) & ~word
    let quotes = (word | (0x04 &* ones)) ^ (0x26 &* ones)
    let angles = (word | (0x02 &* ones)) ^ (0x3E &* ones)
    let found = ((quotes &- ones) & ~quotes) | ((angles &- ones) & ~angles)
    return (controls | found | word) & (0x80 &* ones)
  }

  /// Writes what one byte, or a character that XML has no place for, becomes; gives back how many
  /// bytes that were.
  private static func write(
    _ source: UnsafePointer<UInt8>, left: Int, _ isValue: Bool,
    to out: inout UnsafeMutablePointer<UInt8>
  ) -> Int {
    func put(_ text: StaticString) {
      out.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
      out += text.utf8CodeUnitCount
    }
    let byte = source[0]
    switch byte {
    case UInt8(ascii: "<"): put("&lt;")
    case UInt8(ascii: ">"): put("&gt;")
    case UInt8(ascii: "&"): put("&amp;")
    case UInt8(ascii: "\""): put("&quot;")
    case 0x0D: put("&#13;")
    case 0x0A where isValue: put("&#10;")
    case 0x09 where isValue: put("&#9;")
    case 0x09, 0x0A, 0x20...0xEE, 0xF0...:
      out[0] = byte
      out += 1
    case 0xEF:
      // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
      if left >= 3, source[1] == 0xBF, source[2] >= 0xBE {
        if source[2] == 0xBE { put("\\u{FFFE}") } else { put("\\u{FFFF}") }
        return 3
      }
      out[0] = byte
      out += 1
    default:
      put("\\u{00")
      out[0] = hexadecimal(byte >> 4)
      out[1] = hexadecimal(byte & 0xF)
      out[2] = UInt8(ascii: "}")
      out += 3
    }
    return 1
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? digit + UInt8(ascii: "0") : digit - 10 + UInt8(ascii: "A")
  }
}
