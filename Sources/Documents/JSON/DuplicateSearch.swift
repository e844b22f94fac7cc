/// Finds the names that an object holds more than once.
///
/// Small objects are compared hash by hash, larger ones through a hash table; and should the hashes
/// collide too often for that, the names are sorted. So no input takes more than n log n steps.
enum DuplicateSearch {
  /// More say nothing new, and each can be costly to describe.
  static let listLimit = 1000

  private static let smallCount = 32

  @inline(never)
  static func run(
    _ base: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<TapeNode>, object: Int,
    count: Int, stepsPerName: Int = 32, into found: inout [TapeBuilder.Duplicate]
  ) {
    guard count > 1, found.count < listLimit else { return }
    if count <= smallCount, !hasEqualHashes(nodes, object: object, count: count) { return }
    let names = self.names(nodes, object: object, count: count)
    var pairs: [(first: UInt32, second: UInt32)]
    if count <= smallCount {
      pairs = pairwise(base, nodes, names)
    } else {
      let quick = hashed(base, nodes, names, stepsPerName: stepsPerName)
      pairs = quick ?? sorted(base, nodes, names)
    }
    pairs.sort { $0.second < $1.second }
    for pair in pairs.prefix(listLimit - found.count) {
      found.append(
        TapeBuilder.Duplicate(object: UInt32(object), first: pair.first, second: pair.second))
    }
  }

  /// Whether two of a few names have the same hash, which the names of most objects don't.
  private static func hasEqualHashes(
    _ nodes: UnsafeMutablePointer<TapeNode>, object: Int, count: Int
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: smallCount) { hashes in
      var index = object + 1
      for place in 0..<count {
        let hash = nodes[index].extra
        for earlier in 0..<place where hashes[earlier] == hash { return true }
        hashes[place] = hash
        let value = nodes[index + 1]
        let isContainer = value.head & TapeNode.kindMask >= TapeNode.array
        index = isContainer ? Int(value.extent) : index + 2
      }
      return false
    }
  }

  private static func names(
    _ nodes: UnsafeMutablePointer<TapeNode>, object: Int, count: Int
  ) -> [UInt32] {
    var names: [UInt32] = []
    names.reserveCapacity(count)
    var index = object + 1
    for _ in 0..<count {
      names.append(UInt32(truncatingIfNeeded: index))
      let value = nodes[index + 1]
      let isContainer = value.head & TapeNode.kindMask >= TapeNode.array
      index = isContainer ? Int(value.extent) : index + 2
    }
    return names
  }

  private static func pairwise(
    _ base: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<TapeNode>, _ names: [UInt32]
  ) -> [(first: UInt32, second: UInt32)] {
    var pairs: [(first: UInt32, second: UInt32)] = []
    for later in 1..<names.count {
      let hash = nodes[Int(names[later])].extra
      for earlier in 0..<later where nodes[Int(names[earlier])].extra == hash {
        if areEqual(base, nodes[Int(names[earlier])], nodes[Int(names[later])]) {
          pairs.append((names[earlier], names[later]))
          break
        }
      }
    }
    return pairs
  }

  /// Nil where there were too many collisions.
  private static func hashed(
    _ base: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<TapeNode>, _ names: [UInt32],
    stepsPerName: Int
  ) -> [(first: UInt32, second: UInt32)]? {
    var pairs: [(first: UInt32, second: UInt32)] = []
    var size = 64
    while size < names.count * 2 { size *= 2 }
    let mask = size - 1
    var slots = [UInt32](repeating: 0, count: size)
    var stepsLeft = names.count * stepsPerName
    for name in names {
      let node = nodes[Int(name)]
      var slot = Int(node.extra) & mask
      while slots[slot] != 0 {
        stepsLeft -= 1
        if stepsLeft < 0 { return nil }
        let other = nodes[Int(slots[slot])]
        if other.extra == node.extra, areEqual(base, other, node) { break }
        slot = (slot + 1) & mask
      }
      if slots[slot] == 0 {
        slots[slot] = name
      } else {
        pairs.append((slots[slot], name))
      }
    }
    return pairs
  }

  private static func sorted(
    _ base: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<TapeNode>, _ names: [UInt32]
  ) -> [(first: UInt32, second: UInt32)] {
    let ordered = names.map { (text: decoded(base, nodes[Int($0)]), name: $0) }.sorted {
      left, right in
      if left.text == right.text { return left.name < right.name }
      return left.text.lexicographicallyPrecedes(right.text)
    }
    var pairs: [(first: UInt32, second: UInt32)] = []
    var first = ordered[0]
    for entry in ordered.dropFirst() {
      if entry.text == first.text {
        pairs.append((first.name, entry.name))
      } else {
        first = entry
      }
    }
    return pairs
  }

  private static func areEqual(
    _ base: UnsafePointer<UInt8>, _ left: TapeNode, _ right: TapeNode
  ) -> Bool {
    if (left.head | right.head) & TapeNode.escaped != 0 {
      return decoded(base, left) == decoded(base, right)
    }
    guard left.extent == right.extent else { return false }
    let mine = UnsafeBufferPointer(start: base + Int(left.offset) + 1, count: Int(left.extent))
    let theirs = UnsafeBufferPointer(start: base + Int(right.offset) + 1, count: Int(right.extent))
    return mine.elementsEqual(theirs)
  }

  private static func decoded(_ base: UnsafePointer<UInt8>, _ node: TapeNode) -> [UInt8] {
    JSONText.unescaped(
      UnsafeBufferPointer(start: base + Int(node.offset) + 1, count: Int(node.extent)))
  }
}
