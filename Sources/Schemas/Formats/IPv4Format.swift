/// `dotted-quad` of RFC 2673 §3.2: four numbers below 256 without leading zeros.
enum IPv4Format {
  static func isAddress(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.parts(".")
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count), let value = part.digits(0, part.count) else {
          return false
        }
        return value < 256 && (part.count == 1 || part.first != 0x30)
      }
  }
}
