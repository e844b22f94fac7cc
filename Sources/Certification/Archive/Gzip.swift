internal import CZlib

/// gzip (RFC 1952) of whole contents.
enum Gzip {
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// The same bytes for the same content.
  static func compress(_ bytes: [UInt8]) throws(BundleRefusal) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: bytes.count + bytes.count / 512 + 256)
    var count = result.count
    guard czlib_gzip(bytes, bytes.count, &result, &count) == 0, count <= result.count else {
      throw BundleRefusal(
        "the bundle is too large for an archive", remedy: "write it into a folder")
    }
    return Array(result[..<count])
  }

  /// The content of the one member, which says at its end how long it is: a content that says less than
  /// it holds ends there, and one that says too much is not begun.
  static func decompress(_ bytes: [UInt8], limit: Int) throws(BundleRefusal) -> [UInt8] {
    guard bytes.count >= 18 else { throw BundleRefusal("the archive is cut off") }
    let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size <= limit else {
      throw BundleRefusal(
        "the archive unpacks to \(size >> 20) MiB, and no bundle has more than \(limit >> 20) MiB")
    }
    var result = [UInt8](repeating: 0, count: size + 1)
    var count = result.count
    guard czlib_gunzip(bytes, bytes.count, &result, &count) == 0, count == size else {
      throw BundleRefusal(
        "the archive is cut off or damaged: its gzip stream does not end as it says")
    }
    result.removeLast()
    return result
  }
}
