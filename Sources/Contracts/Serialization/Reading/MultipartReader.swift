import Documents

/// Reads multipart/form-data (RFC 7578, RFC 2046 §5.1).
enum MultipartReader {
  typealias Fault = RequestProblem.Fault

  struct Part {
    var name: String
    var contentType: MediaTypeName?
    var content: ArraySlice<UInt8>
  }

  /// The parts in their order; linear in the body.
  static func parts(_ bytes: [UInt8], boundary: String) throws(Fault) -> [Part] {
    guard !boundary.isEmpty, boundary.utf8.count <= 70 else { throw .noBoundary }
    let mark = Array("--\(boundary)".utf8)
    var rest = bytes[...]
    // Whatever stands before the first boundary doesn't count.
    if rest.starts(with: mark) {
      rest = rest.dropFirst(mark.count)
    } else if next(mark, in: &rest) == nil {
      throw .unfinishedMultipart
    }
    var parts: [Part] = []
    while true {
      if rest.starts(with: [0x2D, 0x2D]) { return parts }
      // Blanks may pad the boundary's line.
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      guard rest.starts(with: [0x0D, 0x0A]) else { throw .unfinishedMultipart }
      rest = rest.dropFirst(2)
      guard let content = next(mark, in: &rest) else { throw .unfinishedMultipart }
      guard let part = part(content) else { throw .unnamedPart(parts.count + 1) }
      parts.append(part)
    }
  }

  /// What stands before the next boundary's line end; `rest` then begins after the boundary.
  private static func next(
    _ mark: [UInt8], in rest: inout ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    let wanted = [0x0D, 0x0A] + mark
    // A part without headers and content may end where it begins.
    guard let place = ByteSearch.first(wanted, in: rest) else { return nil }
    let before = rest[..<place]
    rest = rest[(place + wanted.count)...]
    return before
  }

  private static func part(_ bytes: ArraySlice<UInt8>) -> Part? {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard let place = ByteSearch.first(end, in: bytes) else { return nil }
    let head = String(decoding: bytes[..<place], as: UTF8.self)
    var name: String?
    var type: MediaTypeName?
    for line in head.utf8.split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self).droppingReturn()
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = text[text.utf8.index(after: colon)...].trimmedBlanks()
      switch text[..<colon].loweredASCII() {
      case "content-disposition": name = Self.name(value)
      case "content-type": type = MediaTypeName(String(value))
      default: break
      }
    }
    guard let name else { return nil }
    return Part(name: name, contentType: type, content: bytes[(place + end.count)...])
  }

  /// The `name` of `form-data; name="…"`, its escapes undone (WHATWG HTML §4.10.21.8). A backslash is
  /// one: those who escape by it write other names than they mean.
  private static func name(_ value: Substring) -> String? {
    var rest = Array(value.utf8)[...]
    let kind = rest.prefix { $0 != UInt8(ascii: ";") }
    guard String(decoding: kind, as: UTF8.self).trimmedBlanks().loweredASCII() == "form-data" else {
      return nil
    }
    rest = rest[kind.endIndex...]
    while rest.popFirst() != nil {
      let word = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
      rest = rest[word.endIndex...]
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst()
      let isQuoted = rest.first == UInt8(ascii: "\"")
      if isQuoted { rest = rest.dropFirst() }
      let end = UInt8(ascii: isQuoted ? "\"" : ";")
      let text = rest.prefix { $0 != end }
      rest = rest[text.endIndex...].drop { $0 != UInt8(ascii: ";") }
      if String(decoding: word, as: UTF8.self).trimmedBlanks().loweredASCII() == "name" {
        return String(decoding: text, as: UTF8.self)
          .replacing(escape: "%22", with: "\"").replacing(escape: "%0D", with: "\r")
          .replacing(escape: "%0A", with: "\n")
      }
    }
    return nil
  }
}

extension String {
  fileprivate func droppingReturn() -> String {
    utf8.last == 0x0D ? String(decoding: utf8.dropLast(), as: UTF8.self) : self
  }

  fileprivate func replacing(escape: String, with text: String) -> String {
    var result = ""
    var rest = Substring(self)
    while let range = rest.firstRange(ofASCII: escape) {
      result += rest[..<range.lowerBound] + text
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
