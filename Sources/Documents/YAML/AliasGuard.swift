/// Refuses aliases inside of keys before the text reaches Yams.
///
/// Yams hashes every key with all that it holds, and so would take time beyond measure for a key
/// that is an alias of aliases. Aliases in values are copied by reference and bounded later.
/// Looks at the characters only, so that a text may be refused for what stands in a comment; but
/// only where it holds many aliases too.
enum AliasGuard {
  /// So few can multiply a text by 27 at most.
  private static let harmless = 9

  static func check(_ text: YAMLText) throws(InvalidInput) {
    guard text.source.utf8.contains(UInt8(ascii: "*")) else { return }
    var aliases = 0
    var suspect: Int?
    for (number, line) in text.lines.enumerated() {
      let scan = scan(line)
      aliases += scan.aliases
      if scan.isKey, suspect == nil { suspect = number + 1 }
    }
    guard aliases > harmless, let suspect else { return }
    throw InvalidInput(
      Diagnostic(
        .error, code: "yaml-alias-in-key", "an alias or a collection is used as a key",
        remedy: "write the key out",
        at: SourceRange(file: text.file, start: SourcePosition(line: suspect, column: 1))))
  }

  private struct Scan {
    var aliases = 0
    var isKey = false
  }

  private static func scan(_ line: ArraySlice<UInt8>) -> Scan {
    var result = Scan()
    var index = line.startIndex
    // The last byte that is no blank: inside of a plain text `*` and `?` mean nothing (YAML 1.2.2
    // §7.3.3), and where a token may start stands one of these, or nothing, before it.
    var previous: UInt8?
    var aliasInLine = false
    while index < line.endIndex {
      let byte = line[index]
      let startsToken = previous.map { "[{,:-?".utf8.contains($0) } ?? true
      if byte == UInt8(ascii: "*"), startsToken {
        let name = line[(index + 1)...].prefix { isNameByte($0) }
        let next = line[name.endIndex...].first ?? 0x20
        if !name.isEmpty, isBlank(next) || "?:,]}%@`".utf8.contains(next) {
          result.aliases += 1
          aliasInLine = true
          let after = line[name.endIndex...].drop { isBlank($0) }
          if after.first == UInt8(ascii: ":") { result.isKey = true }
        }
      }
      if byte == UInt8(ascii: "?"), startsToken {
        let next = line[(index + 1)...].first ?? 0x20
        if isBlank(next) { result.isKey = true }
      }
      if aliasInLine, byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") {
        let after = line[(index + 1)...].drop { isBlank($0) }
        if after.first == UInt8(ascii: ":") { result.isKey = true }
      }
      if !isBlank(byte) { previous = byte }
      index += 1
    }
    return result
  }

  /// What libyaml takes for the name of an anchor.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
