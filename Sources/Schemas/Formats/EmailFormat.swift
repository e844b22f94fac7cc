/// `Mailbox` of RFC 5321 §4.1.2, and with Unicode of RFC 6531 §3.3.
enum EmailFormat {
  static func isEmail(_ text: ArraySlice<UInt8>, allowsUnicode: Bool) -> Bool {
    guard let at = text.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = text[..<at]
    let domain = text[(at + 1)...]
    guard !local.isEmpty, !domain.isEmpty else { return false }
    guard isLocal(local, allowsUnicode: allowsUnicode) else { return false }
    if domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") {
      return isAddressLiteral(domain.dropFirst().dropLast())
    }
    return allowsUnicode ? IDNHostnameFormat.isHostname(domain) : HostnameFormat.isHostname(domain)
  }

  private static func isLocal(_ text: ArraySlice<UInt8>, allowsUnicode: Bool) -> Bool {
    if text.count >= 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") {
      return isQuoted(text.dropFirst().dropLast(), allowsUnicode: allowsUnicode)
    }
    return text.parts(".").allSatisfy { atom in
      !atom.isEmpty
        && atom.allSatisfy { byte in
          byte >= 0x80 ? allowsUnicode : isAtomText(byte)
        }
    }
  }

  private static func isQuoted(_ text: ArraySlice<UInt8>, allowsUnicode: Bool) -> Bool {
    var rest = text
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        guard let next = rest.popFirst(), (0x20...0x7E).contains(next) else { return false }
      case UInt8(ascii: "\""): return false
      case 0x20...0x7E: break
      case 0x80...: if !allowsUnicode { return false }
      default: return false
      }
    }
    return true
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isAddressLiteral(_ text: ArraySlice<UInt8>) -> Bool {
    let tag = Array("IPv6:".utf8)
    if text.prefix(tag.count).map({ $0 | 0x20 }) == tag.map({ $0 | 0x20 }) {
      return IPv6Format.isAddress(text.dropFirst(tag.count))
    }
    return IPv4Format.isAddress(text)
  }
}
