/// Rare bytes of a text that call for a closer look, found in one quick pass.
package struct TextMarks: Sendable {
  /// Whether some line may end in CR or CR LF.
  package private(set) var hasReturn = false
  /// Whether U+FFFD occurs, which a decoder puts where it lost a character.
  package private(set) var hasReplacement = false

  package init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { look(at: $0) }
  }

  package init(_ text: String) {
    var text = text
    text.withUTF8 { look(at: $0) }
  }

  private mutating func look(at bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    let raw = UnsafeRawPointer(base)
    var place = 0
    while place + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      if Self.holds(word, 0x0D) || Self.holds(word, 0xEF) {
        for each in place..<place + 8 { look(at: each, in: bytes) }
      }
      place += 8
    }
    while place < bytes.count {
      look(at: place, in: bytes)
      place += 1
    }
  }

  private mutating func look(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    switch bytes[place] {
    case 0x0D: hasReturn = true
    case 0xEF where place + 2 < bytes.count:
      if bytes[place + 1] == 0xBF, bytes[place + 2] == 0xBD { hasReplacement = true }
    default: break
    }
  }

  /// Whether one of eight bytes is a certain one. Now and then true without reason, never false.
  @inline(__always)
  private static func holds(_ word: UInt64, _ byte: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let other = word ^ (ones &* byte)
    return (other &- ones) & ~other & (ones &* 0x80) != 0
  }
}
