internal import Glibc

/// A string compared by its bytes.
package struct ExactName: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  package static func == (left: ExactName, right: ExactName) -> Bool {
    isSame(left.text, right.text)
  }

  /// Whether two strings have the same bytes.
  @inline(__always)
  package static func isSame(_ left: String, _ right: String) -> Bool {
    // Short texts lie in the strings themselves, and equal long ones are mostly one and the same. Sound whatever a
    // string is made of: two that are alike bit by bit are the same string.
    let (first, second) = (bits(of: left), bits(of: right))
    if first.0 == second.0 && first.1 == second.1 { return true }
    // The counts are at hand, and mostly they decide. What `==` takes for different has different
    // bytes, and it sees that at a glance in short texts.
    guard left.utf8.count == right.utf8.count, left == right else { return false }
    return hasSameBytes(left, right)
  }

  @inline(__always)
  private static func bits(of text: borrowing String) -> (UInt64, UInt64) {
    withUnsafeBytes(of: text) { bytes in
      (
        bytes.loadUnaligned(as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      )
    }
  }

  private static func hasSameBytes(_ left: String, _ right: String) -> Bool {
    left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in
        guard let first = left.baseAddress, let second = right.baseAddress else {
          return left.isEmpty && right.isEmpty
        }
        return left.count == right.count && memcmp(first, second, left.count) == 0
      }
    }.flatMap { $0 } ?? left.utf8.elementsEqual(right.utf8)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(KeyHash.of(text)) }
}
