/// The beginning of a body as text.
package struct Excerpt: Sendable, Hashable {
  /// What is no UTF-8 is shown byte by byte as `\x{ED}`.
  package var text: String
  /// Bytes that are not shown.
  package var omitted: Int

  /// Shows at most `limit` bytes, cut between two characters.
  package init(_ body: [UInt8], limit: Int) {
    var end = min(limit, body.count)
    // A cut inside a character moves to its start; continuation bytes are 10xxxxxx.
    if end < body.count {
      var start = end
      while start > 0, end - start < 3, body[start] & 0xC0 == 0x80 { start -= 1 }
      if body[start] & 0xC0 == 0xC0 { end = start }
    }
    let part = body[..<end]
    text = String(validating: part, as: UTF8.self) ?? Excerpt.shown(part)
    omitted = body.count - end
  }

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    var result = String.UnicodeScalarView()
    var parser = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var place = bytes.startIndex
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded):
        result.append(Unicode.UTF8.decode(encoded))
        place += encoded.count
      case .error(let length):
        for byte in bytes[place..<min(place + length, bytes.endIndex)] {
          let digits = String(byte, radix: 16, uppercase: true)
          result.append(contentsOf: "\\x{\(digits)}".unicodeScalars)
        }
        place += length
      case .emptyInput: return String(result)
      }
    }
  }
}
