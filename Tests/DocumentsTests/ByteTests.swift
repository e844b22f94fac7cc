import Testing

@testable import Documents

/// What is read eight or more bytes at a time must say the same as one by one.
@Suite("Many bytes at once")
struct ByteTests {
  private static let pieces: [String] = [
    "a", "\n", "\r", "\r\n", "é", "😀", "        ", "\n\n", "\r\r\n", "\u{8A}\u{10B}", "\"", ",",
  ]

  /// Texts put together from the pieces, the same in each run.
  private static let texts: [String] = (0..<400).map { number in
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    return (0..<12).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return pieces[Int(state >> 33) % pieces.count]
    }.joined()
  }

  @Test("positions are those that are counted byte by byte")
  func positions() {
    for text in Self.texts {
      let bytes = Array(text.utf8)
      var line = 1
      var column = 1
      for target in 0...bytes.count {
        var whole = PositionCounter()
        whole.advance(to: target, in: bytes[...])
        #expect(whole.position == SourcePosition(line: line, column: column), "\(bytes) \(target)")
        guard target < bytes.count else { break }
        let endsLine =
          bytes[target] == 10 || (bytes[target] == 13 && bytes[(target + 1)...].first != 10)
        if endsLine { (line, column) = (line + 1, 1) }
        if !endsLine, bytes[target] != 13, bytes[target] & 0xC0 != 0x80 { column += 1 }
      }
    }
  }

  @Test("one of two bytes is found wherever it stands, and no other")
  func search() {
    for count in 0..<100 {
      var bytes = [UInt8](repeating: 0x61, count: count)
      let isFound = ByteSearch.holds(0x25, or: 0x5C, in: bytes.span)
      #expect(!isFound)
      for place in bytes.indices {
        for byte: UInt8 in [0x25, 0x5C, 0xA5, 0xDC] {
          bytes[place] = byte
          let isFound = ByteSearch.holds(0x25, or: 0x5C, in: bytes.span)
          #expect(isFound == (byte < 0x80))
        }
        bytes[place] = 0x61
      }
    }
  }

  @Test("two stretches are the same where every byte is, at every length")
  func sameBytes() {
    for count in 0...40 {
      let bytes = (0..<count).map { UInt8($0) }
      let copy = Array(bytes)
      let isSame = ByteSearch.isSame(bytes.span, copy.span)
      #expect(isSame)
      let longer = bytes + [0]
      let isSameAsLonger = ByteSearch.isSame(bytes.span, longer.span)
      #expect(!isSameAsLonger)
      for place in bytes.indices {
        var other = bytes
        other[place] ^= 0x80
        let isSameAsOther = ByteSearch.isSame(bytes.span, other.span)
        #expect(!isSameAsOther)
      }
    }
  }
}
