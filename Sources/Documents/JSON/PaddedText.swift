/// Stretches of a text that zeros follow.
enum PaddedText {
  /// Whether two stretches hold the same bytes.
  ///
  /// Compares eight at a time, the last time perhaps beyond their end: at least seven more bytes must be readable
  /// there, whatever they are.
  @inline(__always)
  static func isSame(
    _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
    var done = 0
    while done < count {
      let difference =
        left.loadUnaligned(fromByteOffset: done, as: UInt64.self)
        ^ right.loadUnaligned(fromByteOffset: done, as: UInt64.self)
      let rest = count &- done
      let wanted = rest >= 8 ? UInt64.max : UInt64.max &>> UInt64(64 &- 8 &* rest)
      if UInt64(littleEndian: difference) & wanted != 0 { return false }
      done &+= 8
    }
    return true
  }
}
