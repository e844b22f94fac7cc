/// Byte-wise text helpers.
///
/// `Character` and `String ==` work on grapheme clusters and canonical equivalence; the structure
/// of a spec is ASCII, so comparing bytes is both exact and linear.
extension StringProtocol where SubSequence == Substring {
  /// The text without leading and trailing blanks and tabs.
  func trimmedBlanks() -> Substring {
    let text = Substring(self)
    let bytes = text.utf8
    var start = bytes.startIndex
    var end = bytes.endIndex
    while start < end, Self.isBlank(bytes[start]) { bytes.formIndex(after: &start) }
    while start < end {
      let before = bytes.index(before: end)
      guard Self.isBlank(bytes[before]) else { break }
      end = before
    }
    return text[start..<end]
  }

  /// Whether the UTF-8 bytes begin with those of `prefix`.
  func startsExactly(with prefix: String) -> Bool {
    // Most texts lie at hand, and then the first byte decides nearly always.
    utf8.withContiguousStorageIfAvailable { bytes in
      prefix.utf8.withContiguousStorageIfAvailable { start in
        guard bytes.count >= start.count else { return false }
        for place in start.indices where bytes[place] != start[place] { return false }
        return true
      }
    }.flatMap { $0 } ?? utf8.starts(with: prefix.utf8)
  }

  /// Whether the UTF-8 bytes are the same.
  func isExactly(_ other: some StringProtocol) -> Bool {
    utf8.elementsEqual(other.utf8)
  }

  /// The rest after `prefix`, or nil where the text begins with something else.
  func dropping(prefix: String) -> Substring? {
    guard startsExactly(with: prefix) else { return nil }
    return self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...]
  }

  /// The part before `suffix`, or nil where the text ends with something else.
  func dropping(suffix: String) -> Substring? {
    let count = suffix.utf8.count
    let text = Substring(self)
    guard text.utf8.count >= count else { return nil }
    let cut = text.utf8.index(text.endIndex, offsetBy: -count)
    guard text[cut...].utf8.elementsEqual(suffix.utf8) else { return nil }
    return text[..<cut]
  }

  /// A to Z in lower case; every other character unchanged.
  func loweredASCII() -> String {
    guard utf8.contains(where: { 65...90 ~= $0 }) else { return String(self) }
    return String(decoding: utf8.map { 65...90 ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  /// a to z in upper case; every other character unchanged.
  func uppercasedASCII() -> String {
    String(decoding: utf8.map { (97...122).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
  }

  /// The place of the first occurrence of an ASCII text at or after `start`.
  func firstRange(ofASCII needle: String, from start: Index? = nil) -> Range<Index>? {
    guard let first = needle.utf8.first else { return nil }
    // Slices of the bytes: one of the text would begin at a character, and an index inside of one
    // would go back for ever.
    let bytes = utf8
    var place = start ?? startIndex
    while place < endIndex {
      guard let found = bytes[place...].firstIndex(of: first) else { return nil }
      if bytes[found...].starts(with: needle.utf8) {
        return found..<bytes.index(found, offsetBy: needle.utf8.count)
      }
      place = bytes.index(after: found)
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
