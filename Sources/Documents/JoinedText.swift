extension String {
  /// Texts one after the other, with one allocation.
  ///
  /// Whoever makes a text for every request would otherwise pay for each part as much as for all of them here.
  /// The buffer is as large as all parts together, and its bytes are those of valid texts.
  package static func joining(
    _ first: String, _ second: String, _ third: String = "", _ fourth: String = "",
    _ fifth: String = "", _ sixth: String = ""
  ) -> String {
    let front = first.utf8.count + second.utf8.count + third.utf8.count
    let count = front + fourth.utf8.count + fifth.utf8.count + sixth.utf8.count
    return String(unsafeUninitializedCapacity: count) { buffer in
      var place = 0
      put(first, into: buffer, &place)
      put(second, into: buffer, &place)
      put(third, into: buffer, &place)
      put(fourth, into: buffer, &place)
      put(fifth, into: buffer, &place)
      put(sixth, into: buffer, &place)
      return place
    }
  }

  @inline(__always)
  private static func put(
    _ text: String, into buffer: UnsafeMutableBufferPointer<UInt8>, _ place: inout Int
  ) {
    let start = place
    let copied = text.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.count <= buffer.count - start else { return 0 }
      guard let source = bytes.baseAddress, let target = buffer.baseAddress else { return 0 }
      (target + start).initialize(from: source, count: bytes.count)
      return bytes.count
    }
    if let copied {
      place = start + copied
      return
    }
    for byte in text.utf8 where place < buffer.count {
      buffer.initializeElement(at: place, to: byte)
      place += 1
    }
  }
}
