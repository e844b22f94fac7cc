extension String {
  /// Whether all bytes of its UTF-8 are such. The view's own iterator costs several times as much.
  @inline(__always)
  func allBytes(_ isSuch: (UInt8) -> Bool) -> Bool {
    let answer = utf8.withContiguousStorageIfAvailable { bytes in
      for byte in bytes where !isSuch(byte) { return false }
      return true
    }
    return answer ?? utf8.allSatisfy(isSuch)
  }
}
