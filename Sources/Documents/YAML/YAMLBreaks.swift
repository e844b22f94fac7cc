/// Keeps three characters from libyaml, which takes them for line ends as YAML 1.1 did.
///
/// To YAML 1.2 they are characters like others (§5.4): libyaml would fold the text around them, and
/// count lines that no editor shows. So each is replaced by a private-use character that the text
/// doesn't hold, and put back where a scalar has been read.
struct YAMLBreaks {
  /// NEXT LINE, LINE SEPARATOR and PARAGRAPH SEPARATOR.
  private static let breaks: [Unicode.Scalar] = ["\u{85}", "\u{2028}", "\u{2029}"]
  private static let first: UInt32 = 0x10FF00

  /// What stands for which, or empty where the text holds none of the three.
  private var originals: [Unicode.Scalar: Unicode.Scalar] = [:]

  /// Replaces the characters in a text.
  init(hiding text: inout String) {
    guard YAMLBreaks.isConcerned(text) else { return }
    let used = Set(text.unicodeScalars.lazy.filter { $0.value >= YAMLBreaks.first })
    let free = (YAMLBreaks.first...0x10FFFD).lazy.compactMap(Unicode.Scalar.init)
      .filter { !used.contains($0) }
    var stands: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (original, replacement) in zip(YAMLBreaks.breaks, free) {
      stands[original] = replacement
      originals[replacement] = original
    }
    text = YAMLBreaks.replacing(text, by: stands)
  }

  /// A scalar as it was written.
  func restored(_ text: String) -> String {
    originals.isEmpty ? text : YAMLBreaks.replacing(text, by: originals)
  }

  private static func replacing(
    _ text: String, by table: [Unicode.Scalar: Unicode.Scalar]
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(table[scalar] ?? scalar) }
    return String(result)
  }

  /// Looks for the three in UTF-8, which is far quicker than looking at scalars.
  private static func isConcerned(_ text: String) -> Bool {
    var last: (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      if byte == 0x85, last.1 == 0xC2 { return true }
      if byte & 0xFE == 0xA8, last == (0xE2, 0x80) { return true }
      last = (last.1, byte)
    }
    return false
  }
}
