/// Finds out, after reading stopped, what is wrong with the byte that stopped it.
enum JSONFault {
  struct Explanation {
    var kind: JSONError.Kind
    var offset: Int
  }

  static func explain(
    _ failure: TapeBuilder.Failure, in text: [UInt8], count: Int
  ) -> Explanation {
    let bytes = text[..<count]
    let offset = min(failure.offset, count)
    if let mark = byteOrderMark(bytes) { return Explanation(kind: mark, offset: 0) }
    switch failure.context {
    case .string:
      return string(bytes, from: offset)
    case .number:
      return number(bytes, from: offset)
    case .depth(let limit):
      return Explanation(kind: .depthExceeded(limit: limit), offset: offset)
    case .value:
      return token(bytes, offset, expected: "a value", container: nil)
    case .valueAfterComma:
      if offset < count, bytes[offset] == UInt8(ascii: "]") {
        return Explanation(kind: .trailingComma, offset: offset)
      }
      return token(bytes, offset, expected: "a value", container: "an array")
    case .name:
      return name(bytes, offset, expected: "a member name or }")
    case .nameAfterComma:
      if offset < count, bytes[offset] == UInt8(ascii: "}") {
        return Explanation(kind: .trailingComma, offset: offset)
      }
      return name(bytes, offset, expected: "a member name")
    case .colon:
      return separator(bytes, offset, expected: "a colon", container: "an object")
    case .afterItem:
      return separator(bytes, offset, expected: "a comma or ]", container: "an array")
    case .afterMember:
      return separator(bytes, offset, expected: "a comma or }", container: "an object")
    case .end:
      let first = bytes[offset]
      if first == 0 { return Explanation(kind: .nul, offset: offset) }
      if isComment(bytes, offset) { return Explanation(kind: .comment, offset: offset) }
      return Explanation(kind: .trailingBytes, offset: offset)
    }
  }

  private static func byteOrderMark(_ bytes: ArraySlice<UInt8>) -> JSONError.Kind? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .byteOrderMark(encoding: "UTF-8") }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return .byteOrderMark(encoding: "UTF-32LE") }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .byteOrderMark(encoding: "UTF-32BE") }
    if bytes.starts(with: [0xFF, 0xFE]) { return .byteOrderMark(encoding: "UTF-16LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return .byteOrderMark(encoding: "UTF-16BE") }
    return nil
  }

  /// A byte where a value should begin.
  private static func token(
    _ bytes: ArraySlice<UInt8>, _ offset: Int, expected: String, container: String?
  ) -> Explanation {
    guard offset < bytes.count else {
      guard bytes.contains(where: { !isBlank($0) }) else {
        return Explanation(kind: .emptyInput, offset: offset)
      }
      return Explanation(kind: .truncated(inside: container ?? "a container"), offset: offset)
    }
    let first = bytes[offset]
    switch first {
    case 0: return Explanation(kind: .nul, offset: offset)
    case 0x80...: return Explanation(kind: .invalidUTF8(byte: first), offset: offset)
    case UInt8(ascii: "'"): return Explanation(kind: .singleQuote, offset: offset)
    case UInt8(ascii: "+"), UInt8(ascii: "."): return Explanation(kind: .badNumber, offset: offset)
    default: break
    }
    if isComment(bytes, offset) { return Explanation(kind: .comment, offset: offset) }
    let word = self.word(bytes, offset)
    if nonFinite.contains(word) {
      return Explanation(kind: .nonFiniteLiteral(word), offset: offset)
    }
    if !word.isEmpty {
      let isCut = offset + word.utf8.count == bytes.count
      if isCut, ["true", "false", "null"].contains(where: { $0.hasPrefix(word) && $0 != word }) {
        return Explanation(kind: .truncated(inside: "a literal"), offset: bytes.count)
      }
      return Explanation(kind: .badLiteral(word), offset: offset)
    }
    return Explanation(kind: .unexpected(byte: first, expected: expected), offset: offset)
  }

  private static let nonFinite: Set<String> = [
    "NaN", "nan", "NAN", "Infinity", "infinity", "Inf", "inf", "INF",
  ]

  private static func name(
    _ bytes: ArraySlice<UInt8>, _ offset: Int, expected: String
  ) -> Explanation {
    if offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "'") {
        return Explanation(kind: .singleQuote, offset: offset)
      }
      let word = self.word(bytes, offset)
      if !word.isEmpty { return Explanation(kind: .unquotedName(word), offset: offset) }
    }
    return separator(bytes, offset, expected: expected, container: "an object")
  }

  private static func separator(
    _ bytes: ArraySlice<UInt8>, _ offset: Int, expected: String, container: String
  ) -> Explanation {
    guard offset < bytes.count else {
      return Explanation(kind: .truncated(inside: container), offset: offset)
    }
    let byte = bytes[offset]
    if byte == 0 { return Explanation(kind: .nul, offset: offset) }
    if byte >= 0x80 { return Explanation(kind: .invalidUTF8(byte: byte), offset: offset) }
    if isComment(bytes, offset) { return Explanation(kind: .comment, offset: offset) }
    return Explanation(kind: .unexpected(byte: byte, expected: expected), offset: offset)
  }

  private static func isComment(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> Bool {
    guard bytes[offset] == UInt8(ascii: "/"), offset + 1 < bytes.count else { return false }
    return bytes[offset + 1] == UInt8(ascii: "/") || bytes[offset + 1] == UInt8(ascii: "*")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The letters, digits and underscores at an offset, at most 40.
  private static func word(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> String {
    let run = bytes[offset...].prefix(40).prefix { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
    guard let first = run.first, !(0x30...0x39).contains(first) else { return "" }
    return String(decoding: run, as: UTF8.self)
  }

  private static func number(_ bytes: ArraySlice<UInt8>, from start: Int) -> Explanation {
    var cursor = start
    if bytes[cursor] == UInt8(ascii: "-") { cursor += 1 }
    guard cursor < bytes.count else {
      return Explanation(kind: .truncated(inside: "a number"), offset: cursor)
    }
    let word = self.word(bytes, cursor)
    if nonFinite.contains(word) {
      return Explanation(kind: .nonFiniteLiteral("-" + word), offset: start)
    }
    if bytes[cursor] == 0x30, cursor + 1 < bytes.count, (0x30...0x39).contains(bytes[cursor + 1]) {
      return Explanation(kind: .leadingZero, offset: cursor)
    }
    while cursor < bytes.count, isNumeric(bytes[cursor]) { cursor += 1 }
    if cursor == bytes.count, let last = bytes.last, !(0x30...0x39).contains(last) {
      return Explanation(kind: .truncated(inside: "a number"), offset: cursor)
    }
    return Explanation(kind: .badNumber, offset: start)
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2E, 0x2B, 0x2D, 0x45, 0x65: true
    default: false
    }
  }

  private static func string(_ bytes: ArraySlice<UInt8>, from start: Int) -> Explanation {
    // Copied with its own zeros, so that the look-ahead of the notation checks ends in here.
    let text = Array(bytes[start...]) + Array(repeating: 0, count: JSONReader.padding)
    let end = text.count - JSONReader.padding
    return text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        return Explanation(kind: .emptyInput, offset: start)
      }
      var cursor = 1
      while cursor < end {
        let byte = base[cursor]
        switch byte {
        case UInt8(ascii: "\\"):
          let length = JSONText.escapeLength(base + cursor)
          if length == 0 { return escape(base, cursor, end: end, start: start) }
          cursor += length
        case 0x80...:
          let length = JSONText.sequenceLength(base + cursor)
          if length == 0 {
            return Explanation(kind: .invalidUTF8(byte: byte), offset: start + cursor)
          }
          cursor += length
        case ..<0x20:
          return Explanation(kind: .controlCharacter(byte), offset: start + cursor)
        default:
          cursor += 1
        }
      }
      return Explanation(kind: .truncated(inside: "a string"), offset: start + end)
    }
  }

  private static func escape(
    _ base: UnsafePointer<UInt8>, _ cursor: Int, end: Int, start: Int
  ) -> Explanation {
    let offset = start + cursor
    guard cursor + 1 < end else {
      return Explanation(kind: .truncated(inside: "a string"), offset: start + end)
    }
    guard base[cursor + 1] == UInt8(ascii: "u") else {
      return Explanation(kind: .badEscape(base[cursor + 1]), offset: offset)
    }
    guard let unit = JSONText.hex4(base + cursor + 2) else {
      let digits = (2..<6).prefix { JSONText.hexValue(base[cursor + $0]) != nil }.count
      if cursor + 2 + digits >= end {
        return Explanation(kind: .truncated(inside: "a string"), offset: start + end)
      }
      return Explanation(kind: .badEscape(UInt8(ascii: "u")), offset: offset)
    }
    return Explanation(kind: .loneSurrogate(unit), offset: offset)
  }
}
