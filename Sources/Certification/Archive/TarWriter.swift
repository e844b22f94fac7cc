/// Writes archives in the ustar format (POSIX.1-2017, pax, "ustar Interchange Format"): plain files
/// that belong to nobody, so that the same files give the same bytes.
enum TarWriter {
  static let blockSize = 512

  /// - Parameter moment: when the files were made, in seconds since 1970.
  static func write(_ members: [(name: String, bytes: [UInt8])], moment: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(members.reduce(2 * blockSize) { $0 + $1.bytes.count + 2 * blockSize })
    for member in members {
      result += header(member.name, size: member.bytes.count, moment: moment)
      result += member.bytes
      let rest = member.bytes.count % blockSize
      if rest > 0 { result += [UInt8](repeating: 0, count: blockSize - rest) }
    }
    return result + [UInt8](repeating: 0, count: 2 * blockSize)
  }

  private static func header(_ name: String, size: Int, moment: Int) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: blockSize)
    func put(_ text: String, at place: Int) {
      block.replaceSubrange(place..<(place + text.utf8.count), with: text.utf8)
    }
    put(name, at: 0)
    put("0000644", at: 100)
    put("0000000", at: 108)
    put("0000000", at: 116)
    put(octal(size, digits: 11), at: 124)
    put(octal(max(0, moment), digits: 11), at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = block.reduce(0) { $0 + Int($1) }
    put(octal(sum, digits: 6), at: 148)
    block[154] = 0
    return block
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text.suffix(digits)
  }
}
