/// Looks for bytes many at a time.
package enum ByteSearch {
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
}
