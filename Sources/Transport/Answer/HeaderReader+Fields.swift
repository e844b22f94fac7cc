import Evidence

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension UnsafeBufferPointer<UInt8> {
  /// Whether both hold the same bytes.
  func isEqual(to other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let left = baseAddress, let right = other.baseAddress else { return true }
    return memcmp(left, right, count) == 0
  }
}

extension HeaderReader {
  /// `field-name ":" OWS field-value OWS` (RFC 9112 §5); line folding (§5.2) is refused.
  static func field(_ line: UnsafeBufferPointer<UInt8>) throws(Fault) -> HTTPHeaders.Field {
    if let first = line.first, first == 0x20 || first == 0x09 {
      throw .malformed("a header line starts with white space (obsolete folding)")
    }
    var colon = 0
    while colon < line.count, HTTPToken.isTokenByte(line[colon]) { colon += 1 }
    guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else {
      throw line.contains(UInt8(ascii: ":"))
        ? .malformed("a header line has no valid field name: \(Excerpt.of(line))")
        : .malformed("a header line has no colon: \(Excerpt.of(line))")
    }
    var start = colon + 1
    var end = line.count
    while start < end, isBlank(line[start]) { start += 1 }
    while end > start, isBlank(line[end - 1]) { end -= 1 }
    let value = UnsafeBufferPointer(rebasing: line[start..<end])
    guard areFieldBytes(value) else {
      throw .malformed("a header line has a control character: \(Excerpt.of(line))")
    }
    return HTTPHeaders.Field(
      name: text(UnsafeBufferPointer(rebasing: line[..<colon])), value: text(value))
  }

  /// Bytes as text, without loss: valid UTF-8 as such, anything else byte by byte as ISO 8859-1.
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    // The check below is generic code of the standard library and costs a microsecond.
    if all < 0x80 { return String(decoding: bytes, as: UTF8.self) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  /// See ``text(_:)``.
  static func text(_ bytes: [UInt8]) -> String { bytes.withUnsafeBufferPointer(text) }

  /// Without its CR LF, or its LF alone, which RFC 9112 §2.2 lets a recipient take.
  static func withoutLineEnd(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    var count = line.count
    if count > 0, line[count - 1] == 0x0A { count -= 1 }
    if count > 0, line[count - 1] == 0x0D { count -= 1 }
    return UnsafeBufferPointer(rebasing: line[..<count])
  }

  static func trimmed<Bytes: BidirectionalCollection<UInt8>>(
    _ bytes: Bytes
  ) -> Bytes.SubSequence {
    var rest = bytes[...]
    while let first = rest.first, isBlank(first) { rest = rest.dropFirst() }
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  static func areDigits(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Whether all are HTAB, SP, VCHAR or obs-text (RFC 9110 §5.5).
  static func areFieldBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in bytes where byte == 0x7F || (byte < 0x20 && byte != 0x09) { return false }
    return true
  }
}
