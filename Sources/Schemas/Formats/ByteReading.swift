// Small helpers that the formats share.

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
}

// Spans for the formats that most answers have: cutting one up counts no references.
extension Span<UInt8> {
  /// The value of exactly `count` digits at an offset from the start; nil where they aren't. Inlined, so
  /// that a count that is known needs no loop: a date and time has five such numbers.
  @inline(__always)
  func digits(_ offset: Int, _ count: Int) -> Int? {
    guard offset + count <= self.count else { return nil }
    var value = 0
    for place in offset..<offset + count {
      guard self[place].isDigit else { return nil }
      value = value * 10 + Int(self[place] &- 0x30)
    }
    return value
  }

  func byte(_ offset: Int) -> UInt8? { offset >= 0 && offset < count ? self[offset] : nil }
}

extension ArraySlice<UInt8> {
  /// The value of exactly `count` digits at an offset from the start; nil where they aren't.
  func digits(_ offset: Int, _ count: Int) -> Int? {
    guard offset + count <= self.count else { return nil }
    var value = 0
    for byte in self[startIndex + offset..<startIndex + offset + count] {
      guard byte.isDigit else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return value
  }

  func byte(_ offset: Int) -> UInt8? {
    offset >= 0 && offset < count ? self[startIndex + offset] : nil
  }

  /// The parts between separators, empty ones included.
  func parts(_ separator: Character) -> [ArraySlice<UInt8>] {
    guard let byte = separator.asciiValue else { return [self] }
    return split(separator: byte, omittingEmptySubsequences: false)
  }

  func isText(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { elementsEqual($0) }
  }
}
