/// A place in JSON, moved on from token to token.
///
/// Only for text that a reader has checked, with the zero bytes behind it that `JSONReader` adds: they
/// end each stretch of blanks, so that reading ahead stays inside of the bytes.
struct TextPlace {
  var offset: Int
  private var line: Int32
  /// What has to be added to an offset for its column: passing plain characters changes neither it
  /// nor the line.
  private var shift: Int

  init(at offset: Int, _ position: SourcePosition) {
    self.offset = offset
    line = Int32(clamping: position.line)
    shift = position.column - offset
  }

  @inline(__always)
  var position: SourcePosition {
    SourcePosition(line: line, column: Int32(truncatingIfNeeded: offset &+ shift))
  }

  /// To the start of a token; only blanks, commas and colons come before.
  @inline(__always)
  mutating func move(to target: Int, in base: UnsafePointer<UInt8>) {
    let blanks: UInt64 = 0x2020_2020_2020_2020
    while offset < target {
      // Of eight bytes at once those that are less than a blank are looked for. All up to the target are
      // ASCII, so that the first mark there is exact; what comes behind it may have marks too.
      let text = UInt64(
        littleEndian: UnsafeRawPointer(base).loadUnaligned(
          fromByteOffset: offset, as: UInt64.self))
      let marks = (text &- blanks) & ~text & 0x8080_8080_8080_8080
      let mark = offset &+ marks.trailingZeroBitCount &>> 3
      guard mark < target else {
        offset = target
        return
      }
      offset = mark
      if marks != 0 { step(base) }
    }
  }

  /// To the next closing bracket; only blanks come before.
  @inline(__always)
  mutating func moveToBracket(in base: UnsafePointer<UInt8>) {
    while true {
      // The lowest bit that is not a blank's is in the first byte that is none.
      let text = UInt64(
        littleEndian: UnsafeRawPointer(base).loadUnaligned(
          fromByteOffset: offset, as: UInt64.self))
      let others = text ^ 0x2020_2020_2020_2020
      offset &+= others.trailingZeroBitCount &>> 3
      guard others != 0 else { continue }
      guard base[offset] != 0 && base[offset] < 0x20 else { return }
      step(base)
    }
  }

  @inline(__always)
  private mutating func step(_ base: UnsafePointer<UInt8>) {
    let byte = base[offset]
    offset &+= 1
    guard byte == 0x0A || byte == 0x0D else { return }
    // In the middle of CR LF the line has not ended yet.
    if byte == 0x0D, base[offset] == 0x0A { return }
    line &+= 1
    shift = 1 &- offset
  }

  /// Counts the bytes that go on with a character as none.
  mutating func passContinuations(in base: UnsafePointer<UInt8>, count: Int) {
    for place in offset..<offset &+ count where base[place] & 0xC0 == 0x80 { shift &-= 1 }
  }
}
