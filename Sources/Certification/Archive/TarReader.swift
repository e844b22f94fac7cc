/// Reads archives of plain files in the ustar format. Nothing is unpacked anywhere: what could lead
/// out of a folder is refused all the same, as the next tool may unpack it.
struct TarReader {
  private static let blockSize = TarWriter.blockSize

  private let bytes: [UInt8]
  private var place = 0
  private var members: [String: [UInt8]] = [:]

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The files by name.
  static func read(_ bytes: [UInt8]) throws(BundleRefusal) -> [String: [UInt8]] {
    var reader = TarReader(bytes)
    try reader.readAll()
    return reader.members
  }

  private mutating func readAll() throws(BundleRefusal) {
    while true {
      guard let header = block() else {
        throw BundleRefusal("the archive is cut off: its end is missing")
      }
      if header.allSatisfy({ $0 == 0 }) { break }
      try take(header)
    }
    guard bytes[place...].allSatisfy({ $0 == 0 }), bytes.count - place >= Self.blockSize else {
      throw BundleRefusal("the archive is cut off, or goes on behind its end")
    }
  }

  private mutating func block() -> ArraySlice<UInt8>? {
    guard bytes.count - place >= Self.blockSize else { return nil }
    defer { place += Self.blockSize }
    return bytes[place..<(place + Self.blockSize)]
  }

  private mutating func take(_ header: ArraySlice<UInt8>) throws(BundleRefusal) {
    let header = Array(header)
    guard header[257..<262].elementsEqual("ustar".utf8), hasRightSum(header) else {
      throw BundleRefusal("the archive is damaged, or is no tar archive")
    }
    let name = try name(header)
    guard let size = Self.octal(header[124..<136]) else {
      throw BundleRefusal("the archive is damaged: \(MemberName.shown(name)) has no sensible size")
    }
    switch header[156] {
    case UInt8(ascii: "0"), 0: break
    case UInt8(ascii: "5"):
      guard size == 0 else {
        throw BundleRefusal("the archive has a folder with a content, \(MemberName.shown(name))")
      }
      let trimmed = name.hasSuffix("/") ? String(name.dropLast()) : name
      if !trimmed.isEmpty, trimmed != "." { try MemberName.check(Self.plain(trimmed)) }
      return
    case UInt8(ascii: "1"), UInt8(ascii: "2"):
      throw BundleRefusal(
        "the archive has a link, \(MemberName.shown(name)), and no bundle has any")
    default:
      throw BundleRefusal(
        "the archive has a member that is no plain file, \(MemberName.shown(name))")
    }
    let plain = Self.plain(name)
    try MemberName.check(plain)
    guard size <= EvidenceBundle.sizeLimit else {
      throw BundleRefusal(
        "\(MemberName.shown(plain)) has \(size >> 20) MiB, and no bundle has more than"
          + " \(EvidenceBundle.sizeLimit >> 20) MiB")
    }
    guard bytes.count - place >= size else {
      throw BundleRefusal("the archive is cut off in \(MemberName.shown(plain))")
    }
    let content = Array(bytes[place..<(place + size)])
    place += size
    let padding = (Self.blockSize - size % Self.blockSize) % Self.blockSize
    guard bytes.count - place >= padding else {
      throw BundleRefusal("the archive is cut off behind \(MemberName.shown(plain))")
    }
    place += padding
    guard members.updateValue(content, forKey: plain) == nil else {
      throw BundleRefusal("the archive has \(MemberName.shown(plain)) twice")
    }
    guard members.count <= EvidenceBundle.countLimit else {
      throw BundleRefusal("the archive has more than \(EvidenceBundle.countLimit) members")
    }
  }

  /// Without the `./` that `tar -C folder .` writes.
  private static func plain(_ name: String) -> String {
    name.hasPrefix("./") ? String(name.dropFirst(2)) : name
  }

  private func name(_ header: [UInt8]) throws(BundleRefusal) -> String {
    func text(_ range: Range<Int>) -> String {
      String(decoding: header[range].prefix { $0 != 0 }, as: UTF8.self)
    }
    let prefix = text(345..<500)
    let name = text(0..<100)
    return prefix.isEmpty ? name : "\(prefix)/\(name)"
  }

  private func hasRightSum(_ header: [UInt8]) -> Bool {
    guard let told = Self.octal(header[148..<156]) else { return false }
    var sum = 0
    for (place, byte) in header.enumerated() {
      sum += (148..<156).contains(place) ? 0x20 : Int(byte)
    }
    return sum == told
  }

  /// Digits up to a blank or zero byte; nil for anything else.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
    guard !digits.isEmpty, digits.count <= 12, digits.allSatisfy({ (0x30...0x37).contains($0) })
    else { return nil }
    return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
  }
}
