import Documents

/// Writes multipart/form-data (RFC 7578).
enum MultipartWriter {
  struct Part {
    var name: String
    var fileName: String?
    /// Nil: plain text, which needs no saying (§4.4).
    var contentType: String?
    var fields: [(name: String, value: String)] = []
    var content: [UInt8]
  }

  /// The body and its boundary, which depends on the parts alone and does not occur in them.
  static func bytes(_ parts: [Part]) -> (bytes: [UInt8], boundary: String) {
    let heads = parts.map { Array(head($0).utf8) }
    var salt: UInt64 = 0
    var boundary: String
    repeat {
      boundary = self.boundary(heads, parts, salt)
      salt += 1
    } while contains(boundary, heads, parts)
    var bytes: [UInt8] = []
    for (head, part) in zip(heads, parts) {
      bytes += "--\(boundary)\r\n".utf8
      bytes += head
      bytes += part.content
      bytes += "\r\n".utf8
    }
    bytes += "--\(boundary)--\r\n".utf8
    return (bytes, boundary)
  }

  private static func head(_ part: Part) -> String {
    var head = "Content-Disposition: form-data; name=\"\(escaped(part.name))\""
    if let fileName = part.fileName { head += "; filename=\"\(escaped(fileName))\"" }
    head += "\r\n"
    if let type = part.contentType { head += "Content-Type: \(type)\r\n" }
    for field in part.fields { head += "\(field.name): \(field.value)\r\n" }
    return head + "\r\n"
  }

  /// Names go as they are but for what would end them (WHATWG HTML §4.10.21.8).
  private static func escaped(_ name: String) -> String {
    var result: [UInt8] = []
    for byte in name.utf8 {
      switch byte {
      case 0x0A: result += "%0A".utf8
      case 0x0D: result += "%0D".utf8
      case UInt8(ascii: "\""): result += "%22".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// FNV-1a over everything that is sent: whoever gives the content can't give the boundary too.
  private static func boundary(_ heads: [[UInt8]], _ parts: [Part], _ salt: UInt64) -> String {
    var hash = 0xCBF2_9CE4_8422_2325 ^ salt
    for bytes in heads + parts.map(\.content) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    let digits = String(hash, radix: 16)
    return "muster-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func contains(_ boundary: String, _ heads: [[UInt8]], _ parts: [Part]) -> Bool {
    let wanted = Array(boundary.utf8)
    return (heads + parts.map(\.content)).contains { ByteSearch.first(wanted, in: $0[...]) != nil }
  }
}

/// Finds bytes in bytes.
enum ByteSearch {
  /// Where they first occur. Linear for what is looked for here: the first byte of a boundary or line
  /// end is none of the others.
  static func first(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = wanted.first else { return nil }
    var rest = bytes
    while let place = rest.firstIndex(of: first) {
      if bytes[place...].starts(with: wanted) { return place }
      rest = bytes[(place + 1)...]
    }
    return nil
  }
}
