import Evidence

/// A header section that was read and found sound, to be recognised when the next answer on the
/// same handle repeats it: then nothing of it is checked or copied again.
struct KnownSection {
  /// Its lines with their line ends, one after the other.
  private var bytes: [UInt8] = []
  private(set) var status = 0
  private(set) var reason = ""
  private(set) var version = ""
  private(set) var headers = HTTPHeaders()
  private(set) var contentLength: Int?
  /// Whether it was read to its blank line.
  private(set) var isWhole = false
  private var isTooLong = false

  /// Longer ones are not kept, because there is one for every handle.
  private static let longest = 8 << 10

  var count: Int { bytes.count }

  /// Whether the line stands at this offset. A line ends with its only LF, so equal bytes are an
  /// equal line.
  func has(_ line: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard line.count <= bytes.count - offset else { return false }
    return bytes.withUnsafeBufferPointer { known in
      UnsafeBufferPointer(rebasing: known[offset..<(offset + line.count)]).isEqual(to: line)
    }
  }

  /// Keeps the first bytes, whole lines, of a section that goes on otherwise.
  mutating func cut(to count: Int) {
    isWhole = false
    bytes.removeLast(bytes.count - count)
  }

  mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
    guard !isTooLong, bytes.count + line.count <= KnownSection.longest else {
      isTooLong = true
      return
    }
    bytes.append(contentsOf: line)
  }

  /// What was found out from the lines.
  mutating func complete(
    status: Int, reason: String, version: String, headers: HTTPHeaders, contentLength: Int?
  ) {
    guard !isTooLong else { return }
    self.status = status
    self.reason = reason
    self.version = version
    self.headers = headers
    self.contentLength = contentLength
    isWhole = true
  }
}
