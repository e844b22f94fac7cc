/// One reading of a pattern, from left to right; what it writes is PCRE2's notation.
struct ECMATranslator {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var output = ""
  private var groups = 0
  private var modes = Modes()

  /// What `(?ms-ms:…)` changes of `.`, `^` and `$`; PCRE2 has other line ends.
  private struct Modes {
    var dotMatchesAll = false
    var isMultiline = false
  }

  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func peek(_ offset: Int) -> Unicode.Scalar? {
    index + offset < scalars.count ? scalars[index + offset] : nil
  }

  /// The longest pattern that is looked at, in characters.
  private static let lengthLimit = 20_000

  mutating func run() -> String? {
    guard scalars.count <= Self.lengthLimit else { return nil }
    // Whether what stands before can be repeated.
    var isRepeatable = false
    var depth: [(isLookBehind: Bool, modes: Modes)] = []
    while let scalar = next {
      index += 1
      switch scalar {
      case "\\":
        guard let repeatable = escape() else { return nil }
        isRepeatable = repeatable
      case "[":
        guard characterClass() else { return nil }
        isRepeatable = true
      case "(":
        let around = modes
        guard let isLookBehind = group() else { return nil }
        depth.append((isLookBehind, around))
        isRepeatable = false
      case ")":
        guard let group = depth.popLast() else { return nil }
        output += ")"
        isRepeatable = !group.isLookBehind
        modes = group.modes
      case "*", "+", "?":
        guard isRepeatable else { return nil }
        output.unicodeScalars.append(scalar)
        lazyMark()
        isRepeatable = false
      case "{":
        if let quantifier = quantifier() {
          guard isRepeatable else { return nil }
          output += quantifier
          lazyMark()
          isRepeatable = false
        } else {
          output += "\\{"
          isRepeatable = true
        }
      case "}", "]":
        output += "\\"
        output.unicodeScalars.append(scalar)
        isRepeatable = true
      case ".":
        output += modes.dotMatchesAll ? #"[\x{0}-\x{10FFFF}]"# : Self.noLineEnd
        isRepeatable = true
      case "^" where modes.isMultiline, "$" where modes.isMultiline:
        output += (scalar == "^" ? "(?<!" : "(?!") + Self.noLineEnd + ")"
        isRepeatable = false
      case "|", "^", "$":
        output.unicodeScalars.append(scalar)
        isRepeatable = false
      default:
        output += Self.literal(scalar)
        isRepeatable = true
      }
    }
    return depth.isEmpty ? output : nil
  }

  private static let noLineEnd = #"[^\n\r\x{2028}\x{2029}]"#

  private static func literal(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "0"..."9", "a"..."z", "A"..."Z": String(scalar)
    default: "\\x{" + String(scalar.value, radix: 16) + "}"
    }
  }

  private mutating func lazyMark() {
    guard next == "?" else { return }
    index += 1
    output += "?"
  }

  /// After an opening brace: the quantifier, or nil where it is none.
  private mutating func quantifier() -> String? {
    var cursor = index
    func digits() -> String {
      var text = ""
      while cursor < scalars.count, ("0"..."9").contains(scalars[cursor]) {
        text.unicodeScalars.append(scalars[cursor])
        cursor += 1
      }
      return text
    }
    let low = digits()
    guard !low.isEmpty, cursor < scalars.count else { return nil }
    var text = "{" + low
    if scalars[cursor] == "," {
      cursor += 1
      text += "," + digits()
    }
    guard cursor < scalars.count, scalars[cursor] == "}" else { return nil }
    index = cursor + 1
    return text + "}"
  }

  /// After an opening bracket: whether it is a look-behind; nil where ECMA-262 has no such group.
  private mutating func group() -> Bool? {
    guard next == "?" else {
      groups += 1
      output += "("
      return false
    }
    switch (peek(1), peek(2)) {
    case (":", _), ("=", _), ("!", _):
      output += "(?"
      if let mark = peek(1) { output.unicodeScalars.append(mark) }
      index += 2
      return false
    case ("<", "="), ("<", "!"):
      output += "(?<"
      if let mark = peek(2) { output.unicodeScalars.append(mark) }
      index += 3
      return true
    case ("<", _):
      index += 2
      guard let name = groupName() else { return nil }
      groups += 1
      output += "(?<" + name + ">"
      return false
    default:
      return modifiers() ? false : nil
    }
  }

  /// `(?i:…)`, `(?s-m:…)` and the like, which ECMA-262 has since 2025.
  private mutating func modifiers() -> Bool {
    var seen: Set<Unicode.Scalar> = []
    var ignoresCase: Bool?
    var isOn = true
    while true {
      index += 1
      switch next {
      case "-" where isOn: isOn = false
      case "i", "m", "s":
        guard let flag = next, seen.insert(flag).inserted else { return false }
        if flag == "i" { ignoresCase = isOn }
        if flag == "m" { modes.isMultiline = isOn }
        if flag == "s" { modes.dotMatchesAll = isOn }
      case ":" where !seen.isEmpty:
        index += 1
        output += ignoresCase.map { $0 ? "(?i:" : "(?-i:" } ?? "(?:"
        return true
      default: return false
      }
    }
  }

  private mutating func groupName() -> String? {
    var name = ""
    while let scalar = next, scalar != ">" {
      let properties = scalar.properties
      guard scalar == "_" || scalar == "$" || properties.isAlphabetic || properties.isIDContinue
      else { return nil }
      // PCRE2 has no dollar sign in names.
      if scalar == "$" { name += "_dollar_" } else { name.unicodeScalars.append(scalar) }
      index += 1
    }
    guard next == ">", !name.isEmpty else { return nil }
    index += 1
    return name
  }

  /// After a backslash outside of classes: whether the result can be repeated; nil where it is no
  /// escape.
  private mutating func escape() -> Bool? {
    guard let scalar = next else { return nil }
    switch scalar {
    case "b", "B":
      index += 1
      output += "\\" + String(scalar)
      return false
    case "1"..."9":
      var number = ""
      while let digit = next, ("0"..."9").contains(digit), number.utf8.count < 4 {
        number.unicodeScalars.append(digit)
        index += 1
      }
      output += "\\g{" + number + "}"
      return true
    case "k":
      guard peek(1) == "<" else { return nil }
      index += 2
      guard let name = groupName() else { return nil }
      output += "\\k<" + name + ">"
      return true
    case "s":
      index += 1
      output += "[" + ECMAPattern.blanks + "]"
      return true
    case "S":
      index += 1
      output += "[^" + ECMAPattern.blanks + "]"
      return true
    default:
      guard let text = characterEscape() else { return nil }
      output += text
      return true
    }
  }

  /// The escapes that mean the same inside and outside of classes; nil where there is none.
  private mutating func characterEscape() -> String? {
    guard let scalar = next else { return nil }
    index += 1
    switch scalar {
    case "d", "D", "w", "W": return "\\" + String(scalar)
    case "t": return "\\x{9}"
    case "n": return "\\x{A}"
    case "v": return "\\x{B}"
    case "f": return "\\x{C}"
    case "r": return "\\x{D}"
    case "0":
      if let digit = next, ("0"..."9").contains(digit) { return nil }
      return "\\x{0}"
    case "c":
      guard let letter = next, ("a"..."z").contains(letter) || ("A"..."Z").contains(letter) else {
        return nil
      }
      index += 1
      return Self.hex(letter.value % 32)
    case "x":
      guard let value = hexDigits(2) else { return nil }
      return Self.hex(value)
    case "u": return unicodeEscape()
    case "p", "P": return propertyEscape(isNegated: scalar == "P")
    case "a"..."z", "A"..."Z", "1"..."9": return nil
    default:
      // Punctuation stands for itself. The flag would allow only some of it.
      guard scalar.isASCII, scalar.value >= 0x20 else { return nil }
      return Self.literal(scalar)
    }
  }

  private static func hex(_ value: UInt32) -> String {
    "\\x{" + String(value, radix: 16, uppercase: true) + "}"
  }

  private mutating func hexDigits(_ count: Int) -> UInt32? {
    guard index + count <= scalars.count else { return nil }
    var value: UInt32 = 0
    for scalar in scalars[index..<index + count] {
      guard let digit = Self.hexValue(scalar) else { return nil }
      value = value << 4 | digit
    }
    index += count
    return value
  }

  private static func hexValue(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "0"..."9": scalar.value - 0x30
    case "a"..."f": scalar.value - 0x57
    case "A"..."F": scalar.value - 0x37
    default: nil
    }
  }

  private mutating func unicodeEscape() -> String? {
    if next == "{" {
      index += 1
      var value: UInt32 = 0
      var count = 0
      while let scalar = next, let digit = Self.hexValue(scalar) {
        value = value << 4 | digit
        count += 1
        index += 1
        guard value <= 0x10FFFF else { return nil }
      }
      guard count > 0, next == "}" else { return nil }
      index += 1
      return Unicode.Scalar(value).map { Self.hex($0.value) }
    }
    guard let unit = hexDigits(4) else { return nil }
    guard (0xD800...0xDBFF).contains(unit) else {
      // Half a pair matches nothing in a text of whole characters.
      return (0xDC00...0xDFFF).contains(unit) ? "(?!)" : Self.hex(unit)
    }
    guard next == "\\", peek(1) == "u" else { return "(?!)" }
    let start = index
    index += 2
    guard let low = hexDigits(4), (0xDC00...0xDFFF).contains(low) else {
      index = start
      return "(?!)"
    }
    return Self.hex(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func propertyEscape(isNegated: Bool) -> String? {
    guard next == "{" else { return nil }
    index += 1
    var text = ""
    while let scalar = next, scalar != "}" {
      guard scalar.isASCII,
        scalar.properties.isAlphabetic || scalar == "=" || scalar == "_"
          || ("0"..."9").contains(scalar)
      else { return nil }
      text.unicodeScalars.append(scalar)
      index += 1
    }
    guard next == "}" else { return nil }
    index += 1
    guard let name = UnicodeProperty.pcreName(text) else { return nil }
    return (isNegated ? "\\P{" : "\\p{") + name + "}"
  }

  /// After an opening square bracket.
  private mutating func characterClass() -> Bool {
    var isNegated = false
    if next == "^" {
      isNegated = true
      index += 1
    }
    var body = ""
    while let scalar = next, scalar != "]" {
      index += 1
      guard let part = classAtom(scalar) else { return false }
      if next == "-", let after = peek(1), after != "]" {
        index += 2
        guard let end = classAtom(after), part.isSingle, end.isSingle else { return false }
        body += part.text + "-" + end.text
      } else {
        body += part.text
      }
    }
    guard next == "]" else { return false }
    index += 1
    if body.isEmpty {
      output += isNegated ? #"[\x{0}-\x{10FFFF}]"# : "(?!)"
    } else {
      output += (isNegated ? "[^" : "[") + body + "]"
    }
    return true
  }

  private mutating func classAtom(_ scalar: Unicode.Scalar) -> (text: String, isSingle: Bool)? {
    guard scalar == "\\" else { return (Self.literal(scalar), true) }
    switch next {
    case "s":
      index += 1
      return (ECMAPattern.blanks, false)
    case "S":
      index += 1
      return (ECMAPattern.nonBlanks, false)
    case "b":
      index += 1
      return ("\\x{8}", true)
    case "-":
      index += 1
      return ("\\-", true)
    default:
      guard let text = characterEscape(), text != "(?!)" else { return nil }
      return (text, text.hasPrefix("\\x"))
    }
  }
}
