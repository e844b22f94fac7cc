/// Words of ASCII letters in long texts.
///
/// Eight bytes at a time are loaded where so many are left: descriptions are a large part of definitions.
package enum ASCIILetters {
  /// The place of the first byte from one on that is no letter; the end of the bytes where all are.
  ///
  /// - Parameter start: at most the count of the bytes.
  package static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    if let base = bytes.baseAddress {
      // A byte's highest bit is set in `least` from `a` on, in `beyond` behind `z`, and in the text itself for
      // what is no ASCII; no sum reaches the next byte.
      let ones: UInt64 = 0x0101_0101_0101_0101
      let highs = ones &* 0x80
      while bytes.count &- place >= 8 {
        let text = UInt64(
          littleEndian: UnsafeRawPointer(base).loadUnaligned(
            fromByteOffset: place, as: UInt64.self))
        let letters = (text | ones &* 0x20) & ~highs
        let least = letters &+ ones &* (0x80 - 0x61)
        let beyond = letters &+ ones &* (0x80 - 0x7B)
        let others = (~least | beyond | text) & highs
        place &+= others.trailingZeroBitCount &>> 3
        if others != 0 { return place }
      }
    }
    while place < bytes.count, (bytes[place] | 0x20) &- 0x61 < 26 { place += 1 }
    return place
  }
}
