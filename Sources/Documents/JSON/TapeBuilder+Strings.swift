// Strings, eight bytes at a time: what the zero bytes behind the text make sound.

extension TapeBuilder {
  /// The index of the closing quote, or −1, and the flags of the string.
  struct StringScan {
    var end: Int
    var flags: UInt32
  }

  /// Scans eight bytes at a time for what ends or interrupts a run of plain ASCII.
  @inline(__always)
  static func scanString(_ base: UnsafePointer<UInt8>, _ start: Int) -> StringScan {
    let stop = skipPlain(base, start)
    if base[stop] == UInt8(ascii: "\"") { return StringScan(end: stop, flags: 0) }
    return scanSpecial(base, stop)
  }

  @inline(__always)
  private static func skipPlain(_ base: UnsafePointer<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var cursor = start
    while true {
      let text = UInt64(
        littleEndian: UnsafeRawPointer(base).loadUnaligned(
          fromByteOffset: cursor, as: UInt64.self))
      let quote = text ^ (ones &* 0x22)
      let backslash = text ^ (ones &* 0x5C)
      // In each term the lowest marked byte is exact; marks above it may be false.
      let marks =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
        | ((text &- (ones &* 0x20)) & ~text) | text
      let found = marks & highs
      if found != 0 { return cursor &+ found.trailingZeroBitCount &>> 3 }
      cursor &+= 8
    }
  }

  /// The rest of a string from a byte that is no plain ASCII.
  @inline(never)
  private static func scanSpecial(_ base: UnsafePointer<UInt8>, _ start: Int) -> StringScan {
    var cursor = start
    var flags: UInt32 = 0
    while true {
      let byte = base[cursor]
      switch byte {
      case UInt8(ascii: "\""):
        return StringScan(end: cursor, flags: flags)
      case UInt8(ascii: "\\"):
        flags |= TapeNode.escaped
        let length = JSONText.escapeLength(base + cursor)
        guard length > 0 else { return StringScan(end: -1, flags: 0) }
        cursor &+= length
      case 0x80...:
        flags |= TapeNode.wide
        repeat {
          let length = JSONText.sequenceLength(base + cursor)
          guard length > 0 else { return StringScan(end: -1, flags: 0) }
          cursor &+= length
        } while base[cursor] >= 0x80
      case ..<0x20:
        return StringScan(end: -1, flags: 0)
      default:
        break
      }
      cursor = skipPlain(base, cursor)
    }
  }
}
