/// Looks for bytes many at a time.
public enum ByteSearch {
  /// Whether one of two bytes is among some.
  ///
  /// Over raw memory, because a text is read through for every answer of a run: the loads end at or before
  /// the last byte, and nothing keeps the pointer.
  package static func holds(_ first: UInt8, or second: UInt8, in bytes: Span<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var hits = SIMDMask<SIMD32<Int8>>(repeating: false)
      var place = 0
      while place + 32 <= raw.count {
        let part = raw.loadUnaligned(fromByteOffset: place, as: SIMD32<UInt8>.self)
        hits .|= part .== SIMD32(repeating: first) .| part .== SIMD32(repeating: second)
        place += 32
      }
      if any(hits) { return true }
      while place < bytes.count {
        if bytes[place] == first || bytes[place] == second { return true }
        place += 1
      }
      return false
    }
  }

  /// Whether two stretches hold the same bytes.
  ///
  /// Over raw memory, because the name of every member of every answer is compared so: several bytes at a
  /// time, the last load ending with the last byte, and nothing keeps the pointers. Public, because other modules
  /// call what is inlinable but `package`.
  @inlinable
  public static func isSame(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    let count = left.count
    guard count == right.count else { return false }
    return left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        switch count {
        case 8...:
          var place = 0
          while place + 8 <= count {
            guard isSame(left, right, at: place, as: UInt64.self) else { return false }
            place += 8
          }
          return isSame(left, right, at: count - 8, as: UInt64.self)
        case 4...:
          return isSame(left, right, at: 0, as: UInt32.self)
            && isSame(left, right, at: count - 4, as: UInt32.self)
        case 2...:
          return isSame(left, right, at: 0, as: UInt16.self)
            && isSame(left, right, at: count - 2, as: UInt16.self)
        case 1: return left[0] == right[0]
        default: return true
        }
      }
    }
  }

  @inlinable @inline(__always)
  static func isSame<Word: FixedWidthInteger & BitwiseCopyable>(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, at place: Int,
    as word: Word.Type
  ) -> Bool {
    left.loadUnaligned(fromByteOffset: place, as: word)
      == right.loadUnaligned(fromByteOffset: place, as: word)
  }
}
