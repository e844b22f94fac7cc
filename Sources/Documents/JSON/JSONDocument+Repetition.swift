extension JSONDocument {
  /// Whether a container holds the same names in the same order as an earlier one, and containers of the same
  /// kinds with as many values in the same places, all the way down. Scalars may be any, and names that are
  /// spelt with other escapes count as others.
  ///
  /// The pointers are sound because the tape is complete: each index below the end of a container has a node,
  /// and each name's text lies inside of the bytes, which at least eight zeros follow. Items of lists are mostly
  /// alike, and this is asked of each item of each answer.
  ///
  /// - Parameters:
  ///   - place: the index of a container.
  ///   - earlier: that of another one.
  package func isRepetition(_ place: Int, of earlier: Int) -> Bool {
    guard tape.indices.contains(place), tape.indices.contains(earlier), isContainer(place),
      isContainer(earlier)
    else { return false }
    let count = Int(tape[earlier].extent) - earlier
    guard Int(tape[place].extent) - place == count else { return false }
    return tape.withUnsafeBufferPointer { tape in
      bytes.withUnsafeBufferPointer { bytes in
        guard let nodes = tape.baseAddress, let base = bytes.baseAddress else { return false }
        return Self.areAlike(nodes + earlier, nodes + place, count: count, place &- earlier, base)
      }
    }
  }

  /// - Parameter distance: from the first one's index to the second's.
  private static func areAlike(
    _ first: UnsafePointer<TapeNode>, _ second: UnsafePointer<TapeNode>, count: Int,
    _ distance: Int, _ base: UnsafePointer<UInt8>
  ) -> Bool {
    for step in 0..<count {
      let (one, other) = (first + step, second + step)
      let head = one.pointee.head
      let difference = head ^ other.pointee.head
      if head & TapeNode.name != 0 {
        // Bytes that are the same are the same name only where both or none are spelt with escapes.
        guard difference & (TapeNode.name | TapeNode.escaped) == 0,
          one.pointee.extra == other.pointee.extra, one.pointee.extent == other.pointee.extent,
          PaddedText.isSame(
            base + Int(one.pointee.offset) + 1, base + Int(other.pointee.offset) + 1,
            count: Int(one.pointee.extent))
        else { return false }
      } else if head & TapeNode.kindMask >= TapeNode.array {
        guard difference & TapeNode.kindMask == 0,
          Int(other.pointee.extent) == Int(one.pointee.extent) &+ distance
        else { return false }
      } else if other.pointee.head & TapeNode.kindMask >= TapeNode.array {
        return false
      }
    }
    return true
  }
}
