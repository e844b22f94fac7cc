/// Reads JSON strictly by RFC 8259 into a flat document, in time and memory linear in the input.
package enum JSONReader {
  /// In bytes. Offsets are 32-bit numbers, with room for the sums that are built from them.
  package static let sizeLimit = 1 << 31 - 1

  /// Zero bytes behind the text, so that the scanner may look ahead without checking for the end.
  static let padding = 16
  private static let blank = [UInt8](repeating: 0, count: padding)

  /// - Parameters:
  ///   - bytes: the whole text, UTF-8 without a byte order mark.
  ///   - file: what positions of this document refer to.
  ///   - depthLimit: how many containers may be open at once.
  package static func read(
    _ bytes: [UInt8], file: SourceFile, depthLimit: Int = 512
  ) throws(JSONError) -> JSONDocument {
    guard bytes.count <= sizeLimit else {
      let kind = JSONError.Kind.tooLarge(bytes: bytes.count, limit: sizeLimit)
      throw JSONError(kind, position: SourcePosition(line: 1, column: 1), offset: sizeLimit)
    }
    // One allocation and one copy.
    var padded = bytes
    padded.reserveCapacity(bytes.count + padding)
    padded.append(contentsOf: blank)
    var outcome = TapeBuilder.Outcome()
    let capacity = capacity(for: bytes, depthLimit: depthLimit)
    let tape = [TapeNode](unsafeUninitializedCapacity: capacity) { nodes, count in
      padded.withUnsafeBufferPointer { text in
        guard let base = text.baseAddress, let target = nodes.baseAddress else { return }
        outcome = TapeBuilder.build(
          base, count: bytes.count, into: target, depthLimit: depthLimit)
      }
      count = outcome.nodeCount
    }
    if let failure = outcome.failure {
      let explained = JSONFault.explain(failure, in: padded, count: bytes.count)
      let position = SourcePosition(offset: explained.offset, in: padded[..<bytes.count])
      throw JSONError(explained.kind, position: position, offset: explained.offset)
    }
    return JSONDocument(
      bytes: padded, count: bytes.count, tape: tape, duplicates: outcome.duplicates, file: file)
  }
}

extension JSONReader {
  /// Beyond this, memory that is only reserved can be too much too.
  private static let countedFrom = 32 << 20

  /// A number of nodes that the text can't exceed, not even where it ends too early.
  static func capacity(for bytes: [UInt8], depthLimit: Int) -> Int {
    guard bytes.count > countedFrom else {
      // A value takes at least two bytes with its separator, the first one excepted; one that is
      // still open where reading stops takes only one.
      let open = max(0, min(bytes.count, depthLimit))
      return (bytes.count + open) / 2 + 2
    }
    // Each node but the first comes right behind one of these.
    var count = 1
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":"): count &+= 1
      default: break
      }
    }
    return count + 1
  }
}

extension SourcePosition {
  /// The position of a byte, found by counting from the start of the text.
  init(offset: Int, in text: ArraySlice<UInt8>) {
    var counter = PositionCounter()
    counter.advance(to: offset, in: text)
    self = counter.position
  }
}
