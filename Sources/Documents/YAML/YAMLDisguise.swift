/// Keeps from Yams the characters that it would not give back.
///
/// To YAML 1.2 three are characters like others (§5.4) that YAML 1.1 took for line ends: libyaml
/// would fold the text around them, and count lines that no editor shows. And a byte order mark
/// gets lost where a scalar begins with it. So each is replaced by a private-use character that the
/// text doesn't hold, and put back where a scalar has been read.
struct YAMLDisguise {
  private static let mark: Unicode.Scalar = "\u{FEFF}"
  /// NEXT LINE, LINE SEPARATOR and PARAGRAPH SEPARATOR come first.
  private static let disguised: [Unicode.Scalar] = ["\u{85}", "\u{2028}", "\u{2029}", mark]
  private static let firstStandIn: UInt32 = 0x10FF00

  /// What stands for which; empty where the text holds none of them.
  private var originals: [Unicode.Scalar: Unicode.Scalar] = [:]

  /// Replaces the characters in a text.
  init(of text: inout String) {
    guard Self.isNeeded(text) else { return }
    let used = Set(text.unicodeScalars.lazy.filter { $0.value >= Self.firstStandIn })
    let free = (Self.firstStandIn...0x10FFFD).lazy.compactMap(Unicode.Scalar.init)
      .filter { !used.contains($0) }
    var standIns: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (original, standIn) in zip(Self.disguised, free) {
      standIns[original] = standIn
      originals[standIn] = original
    }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      // At the start of a line, where files were joined, libyaml looks at it by itself.
      let isPlain = scalar == Self.mark && (previous == "\n" || previous == "\r")
      result.append(isPlain ? scalar : standIns[scalar] ?? scalar)
      previous = scalar
    }
    text = String(result)
  }

  /// A scalar as it was written.
  func removed(from text: String) -> String {
    if originals.isEmpty { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(originals[scalar] ?? scalar) }
    return String(result)
  }

  /// Looks for the characters in UTF-8, which is far quicker than looking at scalars.
  private static func isNeeded(_ text: String) -> Bool {
    var last: (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      switch byte {
      case 0x85 where last.1 == 0xC2, 0xA8...0xA9 where last == (0xE2, 0x80),
        0xBF where last == (0xEF, 0xBB):
        return true
      default: last = (last.1, byte)
      }
    }
    return false
  }
}
