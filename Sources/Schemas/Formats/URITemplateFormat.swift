/// A URI template of RFC 6570 §2.
enum URITemplateFormat {
  static func isTemplate(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "{"):
        guard let end = rest.firstIndex(of: UInt8(ascii: "}")), isExpression(rest[..<end]) else {
          return false
        }
        rest = rest[(end + 1)...]
      case UInt8(ascii: "%"):
        guard rest.prefix(2).count == 2, rest.prefix(2).allSatisfy(\.isHexDigit) else {
          return false
        }
        rest = rest.dropFirst(2)
      case UInt8(ascii: "}"), 0...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7C, 0x7F:
        return false
      default: break
      }
    }
    return true
  }

  private static func isExpression(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    if let first = rest.first, "+#./;?&=,!@|".utf8.contains(first) { rest = rest.dropFirst() }
    return rest.parts(",").allSatisfy(isVariable)
  }

  private static func isVariable(_ text: ArraySlice<UInt8>) -> Bool {
    var name = text
    if name.last == UInt8(ascii: "*") {
      name = name.dropLast()
    } else if let colon = name.firstIndex(of: 0x3A) {
      let length = name[(colon + 1)...]
      guard (1...4).contains(length.count), length.allSatisfy(\.isDigit), length.first != 0x30
      else { return false }
      name = name[..<colon]
    }
    return name.parts(".").allSatisfy { part in
      guard !part.isEmpty else { return false }
      var cursor = part.startIndex
      while cursor < part.endIndex {
        let byte = part[cursor]
        cursor += 1
        if byte.isLetter || byte.isDigit || byte == 0x5F { continue }
        guard byte == 0x25, cursor + 1 < part.endIndex, part[cursor].isHexDigit,
          part[cursor + 1].isHexDigit
        else { return false }
        cursor += 2
      }
      return true
    }
  }
}
