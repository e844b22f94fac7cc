/// The scanner behind `JSONReader`: one loop over the bytes that writes the tape.
///
/// Pointers here are sound because the text is followed by 16 zero bytes, which end every run of
/// digits, blanks and string bytes, so no look-ahead leaves the buffer; and because the tape has room
/// for as many nodes as `JSONReader.capacity` proves to be enough. Bounds checks cost up to twice
/// the time here, which the rest of the program would feel.
enum TapeBuilder {
  /// Where reading stopped and what was going on, to be explained afterwards.
  struct Failure {
    enum Context {
      case value, string, number, afterItem, afterMember, name, colon, end, depth(Int)
      /// A value after a comma in an array, a name after a comma in an object.
      case valueAfterComma, nameAfterComma
    }

    var context: Context
    /// Strings and numbers: of their first byte.
    var offset: Int
  }

  /// A name that an object holds twice, as indexes into the tape.
  struct Duplicate {
    var object: UInt32
    var first: UInt32
    var second: UInt32
  }

  struct Outcome {
    var nodeCount = 0
    var failure: Failure?
    var duplicates: [Duplicate] = []
  }

  /// An open container.
  private struct Frame {
    var node = 0
    var count: UInt32 = 0
    var isObject = false
    /// Two members may have the same name.
    var isSuspicious = false
    /// Bloom filters over two parts of the names' hashes.
    var bloom0: UInt64 = 0
    var bloom1: UInt64 = 0
  }

  /// The containers around the innermost one. An array would check itself at every step.
  private struct FrameStack {
    private var base: UnsafeMutablePointer<Frame>
    private var capacity: Int
    private var isOwned = false
    private(set) var count = 0

    /// Starts in memory that is the caller's, and moves to its own when it is full.
    init(_ memory: UnsafeMutablePointer<Frame>, capacity: Int) {
      base = memory
      self.capacity = capacity
    }

    @inline(__always)
    mutating func push(_ frame: Frame) {
      if count == capacity { grow() }
      (base + count).initialize(to: frame)
      count &+= 1
    }

    /// Only while `count` is above 0.
    @inline(__always)
    mutating func pop() -> Frame {
      count &-= 1
      return base[count]
    }

    @inline(never)
    private mutating func grow() {
      let larger = UnsafeMutablePointer<Frame>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: base, count: count)
      release()
      base = larger
      capacity *= 2
      isOwned = true
    }

    func release() {
      if isOwned { base.deallocate() }
    }
  }

  /// Few enough to be held on the thread's stack, and enough for most documents.
  private static let firstFrames = 20

  static func build(
    _ base: UnsafePointer<UInt8>, count: Int, into nodes: UnsafeMutablePointer<TapeNode>,
    depthLimit: Int
  ) -> Outcome {
    withUnsafeTemporaryAllocation(of: Frame.self, capacity: firstFrames) { memory in
      guard let start = memory.baseAddress else { return Outcome() }
      var frames = FrameStack(start, capacity: firstFrames)
      defer { frames.release() }
      return build(base, count: count, into: nodes, depthLimit: depthLimit, &frames)
    }
  }

  private static func build(
    _ base: UnsafePointer<UInt8>, count: Int, into nodes: UnsafeMutablePointer<TapeNode>,
    depthLimit: Int, _ frames: inout FrameStack
  ) -> Outcome {
    var outcome = Outcome()
    let seed = KeyHash.seed
    var top = Frame()
    var next = 0
    var cursor = skipBlanks(base, 0)
    var context = Failure.Context.value

    value: while true {
      let byte = base[cursor]
      switch byte {
      case UInt8(ascii: "\""):
        let scan = scanString(base, cursor &+ 1)
        guard scan.end >= 0 else {
          outcome.failure = Failure(context: .string, offset: cursor)
          return outcome
        }
        nodes[next] = TapeNode(
          TapeNode.string | scan.flags, offset: cursor,
          extent: UInt32(truncatingIfNeeded: scan.end &- cursor &- 1))
        next &+= 1
        cursor = scan.end &+ 1
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard frames.count < depthLimit else {
          outcome.failure = Failure(context: .depth(depthLimit), offset: cursor)
          return outcome
        }
        frames.push(top)
        let isObject = byte == UInt8(ascii: "{")
        top = Frame(node: next, isObject: isObject)
        nodes[next] = TapeNode(isObject ? TapeNode.object : TapeNode.array, offset: cursor)
        next &+= 1
        cursor = skipBlanks(base, cursor &+ 1)
        let isEmpty = base[cursor] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        if !isEmpty {
          if isObject {
            let failure = scanName(base, &cursor, nodes, &next, &top, seed, .name)
            if let failure {
              outcome.failure = failure
              return outcome
            }
          } else {
            top.count = 1
          }
          context = .value
          continue value
        }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = cursor
        var flags: UInt32 = 0
        guard scanNumber(base, &end, &flags) else {
          outcome.failure = Failure(context: .number, offset: cursor)
          return outcome
        }
        nodes[next] = TapeNode(
          TapeNode.number | flags, offset: cursor,
          extent: UInt32(truncatingIfNeeded: end &- cursor))
        next &+= 1
        cursor = end
      case UInt8(ascii: "t") where word(base, cursor) == 0x6575_7274:
        nodes[next] = TapeNode(TapeNode.yes, offset: cursor, extent: 4)
        next &+= 1
        cursor &+= 4
      case UInt8(ascii: "n") where word(base, cursor) == 0x6C6C_756E:
        nodes[next] = TapeNode(TapeNode.null, offset: cursor, extent: 4)
        next &+= 1
        cursor &+= 4
      case UInt8(ascii: "f") where word(base, cursor &+ 1) == 0x6573_6C61:
        nodes[next] = TapeNode(TapeNode.no, offset: cursor, extent: 5)
        next &+= 1
        cursor &+= 5
      default:
        outcome.failure = Failure(context: context, offset: cursor)
        return outcome
      }

      // After a value: its separator, or the end of one container after the other.
      while true {
        if frames.count == 0 { break value }
        cursor = skipBlanks(base, cursor)
        let separator = base[cursor]
        if separator == UInt8(ascii: ",") && (top.count > 0) {
          cursor = skipBlanks(base, cursor &+ 1)
          if top.isObject {
            let failure = scanName(base, &cursor, nodes, &next, &top, seed, .nameAfterComma)
            if let failure {
              outcome.failure = failure
              return outcome
            }
            context = .value
          } else {
            top.count &+= 1
            context = .valueAfterComma
          }
          continue value
        }
        guard separator == (top.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
          outcome.failure = Failure(
            context: top.isObject ? .afterMember : .afterItem, offset: cursor)
          return outcome
        }
        cursor &+= 1
        nodes[top.node].extent = UInt32(truncatingIfNeeded: next)
        nodes[top.node].extra = top.count
        if top.isSuspicious {
          DuplicateSearch.run(
            base, nodes, object: top.node, count: Int(top.count), into: &outcome.duplicates)
        }
        top = frames.pop()
      }
    }
    cursor = skipBlanks(base, cursor)
    if cursor < count {
      outcome.failure = Failure(context: .end, offset: cursor)
      return outcome
    }
    outcome.nodeCount = next
    return outcome
  }

  /// Reads `"name" :` and the blanks behind, up to the member's value.
  @inline(__always)
  private static func scanName(
    _ base: UnsafePointer<UInt8>, _ cursor: inout Int, _ nodes: UnsafeMutablePointer<TapeNode>,
    _ next: inout Int, _ top: inout Frame, _ seed: UInt64, _ context: Failure.Context
  ) -> Failure? {
    guard base[cursor] == UInt8(ascii: "\"") else {
      return Failure(context: context, offset: cursor)
    }
    let scan = scanString(base, cursor &+ 1)
    guard scan.end >= 0 else { return Failure(context: .string, offset: cursor) }
    let length = scan.end &- cursor &- 1
    let hash =
      scan.flags & TapeNode.escaped == 0
      ? KeyHash.padded(base + cursor + 1, count: length, seed: seed)
      : escapedHash(base + cursor + 1, count: length, seed: seed)
    nodes[next] = TapeNode(
      TapeNode.string | TapeNode.name | scan.flags, offset: cursor,
      extent: UInt32(truncatingIfNeeded: length), extra: hash)
    next &+= 1
    top.count &+= 1
    let bit0 = UInt64(1) &<< UInt64(hash & 63)
    let bit1 = UInt64(1) &<< UInt64((hash &>> 6) & 63)
    if top.bloom0 & bit0 != 0, top.bloom1 & bit1 != 0 { top.isSuspicious = true }
    top.bloom0 |= bit0
    top.bloom1 |= bit1
    cursor = skipBlanks(base, scan.end &+ 1)
    guard base[cursor] == UInt8(ascii: ":") else {
      return Failure(context: .colon, offset: cursor)
    }
    cursor = skipBlanks(base, cursor &+ 1)
    return nil
  }

  @inline(never)
  private static func escapedHash(
    _ base: UnsafePointer<UInt8>, count: Int, seed: UInt64
  ) -> UInt32 {
    let decoded = JSONText.unescaped(UnsafeBufferPointer(start: base, count: count))
    return decoded.withUnsafeBufferPointer { bytes in
      KeyHash.of(bytes.baseAddress, count: bytes.count, seed: seed)
    }
  }

  @inline(__always)
  private static func word(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt32 {
    UInt32(
      littleEndian: UnsafeRawPointer(base).loadUnaligned(
        fromByteOffset: offset, as: UInt32.self))
  }

  @inline(__always)
  private static func skipBlanks(_ base: UnsafePointer<UInt8>, _ start: Int) -> Int {
    var cursor = start
    while true {
      let byte = base[cursor]
      if byte > 0x20 { return cursor }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return cursor }
      cursor &+= 1
    }
  }

  @inline(__always)
  private static func scanNumber(
    _ base: UnsafePointer<UInt8>, _ cursor: inout Int, _ flags: inout UInt32
  ) -> Bool {
    if base[cursor] == UInt8(ascii: "-") { cursor &+= 1 }
    if base[cursor] == UInt8(ascii: "0") {
      cursor &+= 1
      if isDigit(base[cursor]) { return false }
    } else {
      guard skipDigits(base, &cursor) else { return false }
    }
    if base[cursor] == UInt8(ascii: ".") {
      cursor &+= 1
      flags |= TapeNode.fraction
      guard skipDigits(base, &cursor) else { return false }
    }
    if base[cursor] | 0x20 == UInt8(ascii: "e") {
      cursor &+= 1
      flags |= TapeNode.exponent
      if base[cursor] == UInt8(ascii: "+") || base[cursor] == UInt8(ascii: "-") { cursor &+= 1 }
      guard skipDigits(base, &cursor) else { return false }
    }
    return true
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  @inline(__always)
  private static func skipDigits(_ base: UnsafePointer<UInt8>, _ cursor: inout Int) -> Bool {
    let start = cursor
    while true {
      let text = UInt64(
        littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: cursor, as: UInt64.self))
      // A digit becomes its value; what then is above 9 gets its highest bit set.
      let values = text ^ 0x3030_3030_3030_3030
      let marks = (values & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | values
      let found = marks & 0x8080_8080_8080_8080
      if found != 0 {
        cursor &+= found.trailingZeroBitCount &>> 3
        return cursor > start
      }
      cursor &+= 8
    }
  }
}
