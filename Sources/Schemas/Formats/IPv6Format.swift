/// The text form of RFC 4291 §2.2, without a zone.
enum IPv6Format {
  static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.count <= 45 else { return false }
    var groups = 0
    var hasGap = false
    var rest = text
    if rest.starts(with: [0x3A, 0x3A]) {
      hasGap = true
      rest = rest.dropFirst(2)
      if rest.isEmpty { return true }
    }
    while true {
      let group = rest.prefix { $0 != 0x3A }
      rest = rest.dropFirst(group.count)
      if group.contains(0x2E) {
        guard rest.isEmpty, IPv4Format.isAddress(group) else { return false }
        groups += 2
        break
      }
      guard (1...4).contains(group.count), group.allSatisfy(\.isHexDigit) else { return false }
      groups += 1
      guard !rest.isEmpty else { break }
      rest = rest.dropFirst()
      if rest.first == 0x3A {
        guard !hasGap else { return false }
        hasGap = true
        rest = rest.dropFirst()
        if rest.isEmpty { break }
      }
      if rest.isEmpty { return false }
    }
    return hasGap ? groups <= 7 : groups == 8
  }
}
