/// Turns growing byte offsets into positions, in one pass over the text.
///
/// A line ends with LF, CR LF or CR. Columns count code points.
struct PositionCounter: Sendable {
  private var line = 1
  private var column = 1
  private(set) var offset = 0

  var position: SourcePosition { SourcePosition(line: line, column: column) }

  /// Passes bytes that the caller knows to be ASCII without an end of a line, beginning where the
  /// counter stands.
  @inline(__always)
  mutating func advance(plain count: Int) {
    offset += count
    column += count
  }

  /// Does nothing where the offset lies behind.
  mutating func advance(to target: Int, in text: ArraySlice<UInt8>) {
    text.withUnsafeBufferPointer { advance(to: target, in: $0) }
  }

  /// The same, for whoever has the bytes at hand already.
  mutating func advance(to target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    let end = min(target, bytes.count)
    while offset < end {
      if bytes.count - offset >= 8, skipSome(bytes, upTo: end) { continue }
      step(bytes)
    }
  }

  private mutating func step(_ bytes: UnsafeBufferPointer<UInt8>) {
    let byte = bytes[offset]
    offset += 1
    switch byte {
    case 0x0A:
      line += 1
      column = 1
    case 0x0D:
      // In the middle of CR LF the line has not ended yet.
      if offset < bytes.count, bytes[offset] == 0x0A { return }
      line += 1
      column = 1
    default:
      if byte & 0xC0 != 0x80 { column += 1 }
    }
  }

  /// Passes up to eight bytes at once, as many as no line may end in; false where that is none. The caller
  /// makes sure that eight can be read.
  @inline(__always)
  private mutating func skipSome(_ bytes: UnsafeBufferPointer<UInt8>, upTo end: Int) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let text = UInt64(
      littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    let feeds = text ^ (ones &* 0x0A)
    let returns = text ^ (ones &* 0x0D)
    let ends = ((feeds &- ones) & ~feeds | (returns &- ones) & ~returns) & highs
    // The first mark is at a byte that is one, though further ones may not be.
    let count = min(end - offset, ends.trailingZeroBitCount &>> 3)
    guard count > 0 else { return false }
    // 10xxxxxx goes on with a code point.
    let continuations = text & highs & ~(text &<< 1)
    let passed = count == 8 ? continuations : continuations & ((1 &<< UInt64(8 &* count)) &- 1)
    offset += count
    column += count - passed.nonzeroBitCount
    return true
  }
}
