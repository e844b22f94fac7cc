/// The texts of a document's strings and numbers, of equal ones mostly the same: definitions say
/// little that they don't say again.
///
/// Only for nodes of the text at `base`, which zero bytes follow: all reads are inside of these.
struct TextPool<Text: PooledText> {
  private struct Known {
    var hash: UInt32 = 0
    var offset: UInt32 = 0
    var count = UInt32.max
  }

  private let base: UnsafePointer<UInt8>
  /// By the low bits of their hashes, the last one that came.
  private var known: [Known]
  private var texts: [Text]
  private let mask: UInt32
  private let seed = KeyHash.seed

  /// Longer ones hardly ever come again.
  private static var longest: UInt32 { 64 }

  init(_ base: UnsafePointer<UInt8>, forNodes count: Int) {
    self.base = base
    var size = 16
    while size < count, size < 2048 { size *= 2 }
    known = [Known](repeating: Known(), count: size)
    texts = [Text](repeating: Text(pooled: ""), count: size)
    mask = UInt32(size - 1)
  }

  @inline(__always)
  mutating func text(_ node: TapeNode) -> Text {
    if node.extent > Self.longest { return new(node) }
    return text(
      node,
      hash: KeyHash.padded(base + start(of: node), count: Int(node.extent), seed: seed))
  }

  /// - Parameter hash: the same for equal texts.
  @inline(__always)
  mutating func text(_ node: TapeNode, hash: UInt32) -> Text {
    let slot = Int(hash & mask)
    let entry = known[slot]
    let start = start(of: node)
    if entry.hash == hash, entry.count == node.extent,
      PaddedText.isSame(base + Int(entry.offset), base + start, count: Int(node.extent))
    {
      return texts[slot]
    }
    return add(node, hash: hash)
  }

  @inline(never)
  private mutating func add(_ node: TapeNode, hash: UInt32) -> Text {
    let text = new(node)
    let slot = Int(hash & mask)
    known[slot] = Known(
      hash: hash, offset: UInt32(truncatingIfNeeded: start(of: node)), count: node.extent)
    texts[slot] = text
    return text
  }

  private func new(_ node: TapeNode) -> Text {
    let bytes = UnsafeBufferPointer(start: base + start(of: node), count: Int(node.extent))
    guard node.head & TapeNode.escaped == 0 else {
      return Text(pooled: String(decoding: JSONText.unescaped(bytes), as: UTF8.self))
    }
    return Text(pooled: String(decoding: bytes, as: UTF8.self))
  }

  /// The first byte behind a string's quote.
  @inline(__always)
  private func start(of node: TapeNode) -> Int {
    Int(node.offset) &+ (node.head & TapeNode.kindMask == TapeNode.string ? 1 : 0)
  }
}

/// What a pool hands out for a text.
protocol PooledText {
  init(pooled text: String)
}

extension String: PooledText {
  init(pooled text: String) {
    self = text
  }
}

extension ValueContent.Text: PooledText {
  convenience init(pooled text: String) {
    self.init(text)
  }
}
