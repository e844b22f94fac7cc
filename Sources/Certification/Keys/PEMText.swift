import Evidence

/// One object in the textual encoding of RFC 7468, strictly: as we write it and nothing else.
enum PEMText {
  static func write(_ bytes: [UInt8], label: String) -> String {
    let text = Array(Base64.encode(bytes).utf8)
    let lines = stride(from: 0, to: text.count, by: 64).map {
      String(decoding: text[$0..<min($0 + 64, text.count)], as: UTF8.self) + "\n"
    }
    return "-----BEGIN \(label)-----\n\(lines.joined())-----END \(label)-----\n"
  }

  /// The bytes of the one object with this label; nil where the text holds something else.
  ///
  /// Line ends of other systems and lines before the object are tolerated, as tools write them.
  static func read(_ text: [UInt8], label: String) -> [UInt8]? {
    guard text.count < 16_384, let text = String(validating: text, as: UTF8.self) else {
      return nil
    }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard let start = lines.firstIndex(of: "-----BEGIN \(label)-----"),
      let end = lines.lastIndex(of: "-----END \(label)-----"), start < end,
      end == lines.count - 1
    else { return nil }
    return Base64.decode(lines[(start + 1)..<end].joined())
  }
}
