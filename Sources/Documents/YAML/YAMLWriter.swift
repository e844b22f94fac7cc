/// Writes values as YAML 1.2 in block style. Numbers keep their spelling, members their order;
/// reading the result gives the same value.
///
/// A text that any reader, also one of YAML 1.1, could take for something else is quoted: `NO`,
/// `1.0`, `0123`, `~`, dates.
package enum YAMLWriter {
  package static func text(_ value: Value) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }

  package static func bytes(_ value: Value) -> [UInt8] {
    var output = Output()
    output.write(value)
    return output.bytes
  }

  /// Keeps its own stack of what is open, so that no depth of a value exhausts the thread's.
  private struct Output {
    private enum Content {
      case array([Value])
      case object(ValueObject)

      var count: Int {
        switch self {
        case .array(let items): items.count
        case .object(let members): members.count
        }
      }
    }

    private struct Open {
      var content: Content
      var next = 0
      /// Blanks before each of its lines.
      var indent: Int
      /// Whether the first line stands on the one of the `-` before it.
      var isInline: Bool
    }

    var bytes: [UInt8] = []
    private var stack: [Open] = []

    mutating func write(_ root: Value) {
      if let content = Self.content(root) {
        stack.append(Open(content: content, indent: 0, isInline: true))
      } else {
        put(YAMLSpelling.scalar(root, indent: 2) + "\n")
      }
      while var open = stack.popLast() {
        guard open.next < open.content.count else { continue }
        if open.next > 0 || !open.isInline { put(String(repeating: " ", count: open.indent)) }
        let place = open.next
        open.next += 1
        let indent = open.indent
        stack.append(open)
        switch open.content {
        case .array(let items): begin(items[place], after: "-", indent: indent)
        case .object(let members):
          let key = YAMLSpelling.key(members[place].name)
          if key.utf8.count > 900 {
            // A longer key may not stand on the line of its value (YAML 1.2 §7.4.2).
            put("? \(key)\n" + String(repeating: " ", count: indent))
            begin(members[place].value, after: ":", indent: indent, isMember: true)
          } else {
            begin(members[place].value, after: "\(key):", indent: indent, isMember: true)
          }
        }
      }
    }

    private mutating func begin(
      _ value: Value, after mark: String, indent: Int, isMember: Bool = false
    ) {
      put(mark)
      guard let content = Self.content(value) else {
        put(" " + YAMLSpelling.scalar(value, indent: indent + 2) + "\n")
        return
      }
      put(isMember ? "\n" : " ")
      stack.append(Open(content: content, indent: indent + 2, isInline: !isMember))
    }

    /// What a collection holds; nil for scalars and empty collections, which stand on one line.
    private static func content(_ value: Value) -> Content? {
      switch value.kind {
      case .array(let items) where !items.isEmpty: .array(items)
      case .object(let members) where !members.isEmpty: .object(members)
      default: nil
      }
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
  }
}

/// How single values are spelt in YAML.
private enum YAMLSpelling {
  /// A scalar or an empty collection, without a line end.
  ///
  /// - Parameter indent: the blanks before each line of a text of several lines.
  static func scalar(_ value: Value, indent: Int) -> String {
    switch value.kind {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .string(let text):
      isPlain(text) ? text : block(text, indent: indent) ?? quoted(text)
    case .array: "[]"
    case .object: "{}"
    }
  }

  static func key(_ name: String) -> String { isPlain(name) ? name : quoted(name) }

  /// Whether a text can stand without quotes and is a string to every reader.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, text.utf8.last != 0x20 else { return false }
    switch first {
    case "a"..."z", "A"..."Z", "_", "/", "$", "(", "^": break
    default:
      guard first.value >= 0xA0 else { return false }
    }
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      guard scalar.value >= 0x20, isPrintable(scalar) else { return false }
      // `: ` ends a key, ` #` begins a comment.
      if last == ":" && scalar == " " || last == " " && scalar == "#" { return false }
      last = scalar
    }
    return last != ":" && !words.contains(text.lowercased())
  }

  /// What YAML 1.1 or 1.2 takes for null or a boolean.
  private static let words: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  /// A text of several lines in literal style; nil where that could lose something of it.
  private static func block(_ text: String, indent: Int) -> String? {
    let scalars = text.unicodeScalars
    guard scalars.contains("\n"), let first = scalars.first, first != " ", first != "\n",
      scalars.allSatisfy({ $0 == "\n" || $0.value >= 0x20 && isPrintable($0) })
    else { return nil }
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    let hasEnd = lines.last?.isEmpty == true
    if hasEnd { lines.removeLast() }
    guard lines.last?.isEmpty == false, lines.allSatisfy({ $0.last != 0x20 }) else { return nil }
    let margin = String(repeating: " ", count: indent)
    var result = hasEnd ? "|" : "|-"
    for line in lines { result += line.isEmpty ? "\n" : "\n\(margin)\(Substring(line))" }
    return result
  }

  /// In double quotes, with JSON's escapes and YAML's for what is not printable (§5.7).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        // A byte order mark stands as it is: libyaml's readers lose an escaped one.
        if scalar.value >= 0x20, isPrintable(scalar) || scalar == "\u{FEFF}" {
          result.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          let width = scalar.value > 0xFFFF ? 8 : 4
          let zeros = String(repeating: "0", count: width - digits.utf8.count)
          result += "\\\(width == 8 ? "U" : "u")\(zeros)\(digits)"
        }
      }
    }
    return result + "\""
  }

  /// Whether a reader takes the character as it is and for no line end (§5.1, §5.4).
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
