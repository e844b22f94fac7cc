/// How TAP 14 spells things.
enum TAPText {
  /// A part of a YAML diagnostic.
  indirect enum Node {
    case text(String)
    case number(Int)
    case list([[(String, Node)]])
  }

  /// What makes a test point count as no failure, and why.
  struct Directive {
    enum Word: String {
      case skip
      case todo
    }

    var word: Word
    var reason: String
  }

  /// Characters of one value.
  private static let valueLimit = 4_000
  /// Characters of a description or of what a directive says.
  private static let lineLimit = 400

  static func comments(_ lines: [(String, String)]) -> [UInt8] {
    var text = ""
    for (label, value) in lines { text += "# \(label): \(line(value))\n" }
    return Array(text.utf8)
  }

  /// A test point. The number keeps a description from being taken for one.
  static func point(
    _ number: Int, isOK: Bool, _ description: String, directive: Directive? = nil,
    diagnostics: [(String, Node)] = []
  ) -> [UInt8] {
    var text = "\(isOK ? "ok" : "not ok") \(number) - \(escaped(line(description)))"
    if let directive {
      text += " # \(directive.word.rawValue.uppercased()) \(escaped(line(directive.reason)))"
    }
    text += "\n"
    if !diagnostics.isEmpty {
      text += "  ---\n"
      write(diagnostics, indent: "  ", to: &text)
      text += "  ...\n"
    }
    return Array(text.utf8)
  }

  private static func line(_ text: String) -> String {
    TerminalText.escaped(OneLine.of(text, limit: lineLimit))
  }

  /// `\` and `#` would begin an escape or a directive. Readers of older versions of TAP know no
  /// escapes, so what would be a directive to them gets a colon.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "\\") }) else {
      return text
    }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "#" || scalar == "\\" { result.append("\\") }
      result.append(scalar)
      if scalar == "#", isDirective(rest) { result.append(":") }
    }
    return String(result)
  }

  private static func isDirective(_ text: Substring.UnicodeScalarView) -> Bool {
    let word = String(text.drop { $0 == " " || $0 == "#" }.prefix(4)).lowercased()
    return word == "todo" || word == "skip"
  }

  private static func write(
    _ entries: [(String, Node)], indent: String, to text: inout String
  ) {
    for (name, node) in entries {
      switch node {
      case .text(let value): text += "\(indent)\(name): \(quoted(value))\n"
      case .number(let value): text += "\(indent)\(name): \(value)\n"
      case .list(let items):
        text += "\(indent)\(name):\n"
        for item in items {
          var body = ""
          write(item, indent: indent + "    ", to: &body)
          text += "\(indent)  - \(body.dropFirst(indent.utf8.count + 4))"
        }
      }
    }
  }

  /// A double-quoted scalar of YAML 1.2 on one line, in ASCII but for what any reader shows.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in OneLine.bounded(text, limit: valueLimit).unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where TerminalText.isHarmless(scalar): result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFFFF ? 8 : 4
        result += scalar.value > 0xFFFF ? "\\U" : "\\u"
        result += String(repeating: "0", count: width - digits.utf8.count) + digits
      }
    }
    return result + "\""
  }
}
