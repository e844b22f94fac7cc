/// `URI` and `URI-reference` of RFC 3986, `IRI` and `IRI-reference` of RFC 3987.
enum URIFormat {
  static func isURI(_ text: ArraySlice<UInt8>, allowsUnicode: Bool) -> Bool {
    guard let colon = text.firstIndex(of: 0x3A) else { return false }
    let scheme = text[..<colon]
    guard let first = scheme.first, first.isLetter,
      scheme.allSatisfy({ $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E })
    else { return false }
    return isRest(text[(colon + 1)...], allowsUnicode, mayStartWithColonSegment: true)
  }

  static func isReference(_ text: ArraySlice<UInt8>, allowsUnicode: Bool) -> Bool {
    isURI(text, allowsUnicode: allowsUnicode)
      || isRest(text, allowsUnicode, mayStartWithColonSegment: false)
  }

  /// Everything behind the scheme.
  private static func isRest(
    _ text: ArraySlice<UInt8>, _ allowsUnicode: Bool, mayStartWithColonSegment: Bool
  ) -> Bool {
    var rest = text
    if let hash = rest.firstIndex(of: 0x23) {
      guard consists(rest[(hash + 1)...], of: ":@/?", allowsUnicode) else { return false }
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: 0x3F) {
      guard consists(rest[(mark + 1)...], of: ":@/?", allowsUnicode, isQuery: true) else {
        return false
      }
      rest = rest[..<mark]
    }
    if rest.starts(with: [0x2F, 0x2F]) {
      let body = rest.dropFirst(2)
      let end = body.firstIndex(of: 0x2F) ?? body.endIndex
      guard isAuthority(body[..<end], allowsUnicode) else { return false }
      return consists(body[end...], of: ":@/", allowsUnicode)
    }
    if !mayStartWithColonSegment {
      let segment = rest.prefix { $0 != 0x2F }
      if segment.contains(0x3A) { return false }
    }
    return consists(rest, of: ":@/", allowsUnicode)
  }

  private static func isAuthority(_ text: ArraySlice<UInt8>, _ allowsUnicode: Bool) -> Bool {
    var rest = text
    if let at = rest.lastIndex(of: 0x40) {
      guard consists(rest[..<at], of: ":", allowsUnicode) else { return false }
      rest = rest[(at + 1)...]
    }
    if rest.first == 0x5B {
      guard let end = rest.firstIndex(of: 0x5D), isLiteral(rest[..<end].dropFirst()) else {
        return false
      }
      rest = rest[(end + 1)...]
      return rest.isEmpty || (rest.first == 0x3A && rest.dropFirst().allSatisfy(\.isDigit))
    }
    if let colon = rest.lastIndex(of: 0x3A) {
      guard rest[(colon + 1)...].allSatisfy(\.isDigit) else { return false }
      rest = rest[..<colon]
    }
    return consists(rest, of: "", allowsUnicode)
  }

  private static func isLiteral(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, first | 0x20 == 0x76 else { return IPv6Format.isAddress(text) }
    let parts = text.dropFirst().split(separator: 0x2E, maxSplits: 1)
    return parts.count == 2 && parts[0].allSatisfy(\.isHexDigit)
      && consists(parts[1], of: ":", false) && !parts[1].contains(0x25)
  }

  /// Whether a text holds only unreserved characters, sub-delimiters, percent-encoded bytes and the
  /// given others.
  private static func consists(
    _ text: ArraySlice<UInt8>, of others: String, _ allowsUnicode: Bool, isQuery: Bool = false
  ) -> Bool {
    var cursor = text.startIndex
    while cursor < text.endIndex {
      let byte = text[cursor]
      cursor += 1
      if byte.isLetter || byte.isDigit || "-._~!$&'()*+,;=".utf8.contains(byte) { continue }
      if byte == 0x25 {
        guard cursor + 1 < text.endIndex, text[cursor].isHexDigit, text[cursor + 1].isHexDigit
        else { return false }
        cursor += 2
        continue
      }
      if byte >= 0x80 {
        guard allowsUnicode else { return false }
        continue
      }
      guard others.utf8.contains(byte) else { return false }
    }
    guard allowsUnicode else { return true }
    return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
      $0.isASCII || isUnicodeCharacter($0.value, isQuery: isQuery)
    }
  }

  /// `ucschar`, and in queries `iprivate` (RFC 3987 §2.2).
  private static func isUnicodeCharacter(_ value: UInt32, isQuery: Bool) -> Bool {
    switch value {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: isQuery
    case 0x10000...0xDFFFD: value & 0xFFFF <= 0xFFFD
    case 0xE1000...0xEFFFD: true
    default: false
    }
  }
}
