/// Bytes of UTF-8 text put together from many short pieces, in memory that is used again.
///
/// Reports write a million test cases of some twenty pieces each: appending to an array costs several
/// times as much as copying the piece.
package struct TextBuffer: ~Copyable {
  // Sound: the memory is this value's own, never handed out but for the time of a call, and freed
  // with the value; `count <= capacity` always holds, and every write is preceded by `reserve`.
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  package private(set) var count = 0

  package init(capacity: Int = 256) {
    self.capacity = max(16, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// What is kept does not depend on the longest text there ever was.
  package mutating func removeAll(keepingAtMost limit: Int = .max) {
    count = 0
    guard capacity > limit else { return }
    base.deallocate()
    capacity = max(16, limit)
    base = .allocate(capacity: capacity)
  }

  /// Forgets what comes after the first bytes.
  package mutating func truncate(to count: Int) {
    self.count = min(self.count, max(0, count))
  }

  package mutating func append(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if isDone == nil { append(contentsOf: Array(text.utf8)) }
  }

  package mutating func append(contentsOf bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// A literal of more than one character.
  @inline(__always)
  package mutating func append(literal: StaticString) {
    append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  package mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  package mutating func append(repeating byte: UInt8, count times: Int) {
    guard times > 0 else { return }
    reserve(times)
    (base + count).initialize(repeating: byte, count: times)
    count += times
  }

  /// Decimal digits, after a sign where the number is negative; zeros before them up to a width.
  package mutating func append(decimal number: Int, width: Int = 1) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits = 1
    var bound: UInt = 10
    while digits < 19, rest >= bound {
      digits += 1
      bound *= 10
    }
    digits = max(digits, width)
    reserve(digits)
    var place = count + digits
    while place > count {
      place -= 1
      base[place] = UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0")
      rest /= 10
    }
    count += digits
  }

  /// Everything from a byte on, where a character has to begin.
  package func text(from start: Int = 0) -> String {
    withBytes(from: start) { String(decoding: $0, as: UTF8.self) }
  }

  /// Hands out the bytes from one on for the time of a call.
  package func withBytes<Result>(
    from start: Int = 0, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let start = min(count, max(0, start))
    return body(UnsafeBufferPointer(start: base + start, count: count - start))
  }

  /// Whether one of the bytes from one on is a line feed.
  package func hasLineFeed(from start: Int) -> Bool {
    withBytes(from: start) { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      var place = 0
      let memory = UnsafeRawBufferPointer(bytes)
      while memory.count - place >= 8 {
        let word = memory.loadUnaligned(fromByteOffset: place, as: UInt64.self) ^ (0x0A &* ones)
        if (word &- ones) & ~word & (0x80 &* ones) != 0 { return true }
        place += 8
      }
      return bytes[place...].contains(0x0A)
    }
  }

  /// Appends the bytes of memory that is not this buffer's own.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (base + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Lets a writer fill the memory behind the bytes, of which there will be so many at most; it gives
  /// back how many it wrote.
  @inline(__always)
  mutating func fill(atMost limit: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(limit)
    count += body(base + count)
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    let larger = max(count + more, 2 * capacity)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memory.update(from: base, count: count)
    base.deallocate()
    base = memory
    capacity = larger
  }
}
