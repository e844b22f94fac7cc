internal import Glibc

/// Rare bytes of a text that call for a closer look, found in one quick pass.
package struct TextMarks: Sendable {
  /// Whether some line may end in CR or CR LF.
  package private(set) var hasReturn = false
  /// Whether U+FFFD occurs, which a decoder puts where it lost a character.
  package private(set) var hasReplacement = false

  package init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { look(at: $0) }
  }

  package init(_ text: String) {
    var text = text
    text.withUTF8 { look(at: $0) }
  }

  private mutating func look(at bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    hasReturn = memchr(base, 0x0D, bytes.count) != nil
    // Of its three bytes the first one is the rarest.
    var start = base
    let end = base + bytes.count
    while !hasReplacement, let found = memchr(start, 0xEF, end - start) {
      let lead = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
      hasReplacement = end - lead > 2 && lead[1] == 0xBF && lead[2] == 0xBD
      start = lead + 1
    }
  }
}
