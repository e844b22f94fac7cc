/// Reads a regular expression of ECMA-262 into parts that texts can be made from.
///
/// More lenient than the schema compiler, which has refused what is no pattern before: here it is
/// enough to understand what a pattern asks for. What it does not understand gives nil.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private var groups = 0
  private var names: [String: Int] = [:]
  private(set) var isMisread = false

  private static let depthLimit = 100
  private static let lengthLimit = 20_000

  private init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  static func parse(_ source: String) -> PatternNode? {
    var parser = PatternParser(source)
    guard parser.scalars.count <= lengthLimit else { return nil }
    let node = parser.alternatives()
    return parser.isMisread || parser.index < parser.scalars.count ? nil : node
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func peek(_ offset: Int) -> Unicode.Scalar? {
    index + offset < scalars.count ? scalars[index + offset] : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func alternatives() -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.depthLimit else {
      isMisread = true
      return .assertion
    }
    var branches: [PatternNode] = []
    repeat {
      var parts: [PatternNode] = []
      while let scalar = next, scalar != "|", scalar != ")", !isMisread {
        parts.append(quantified(atom()))
      }
      branches.append(.joined(parts))
    } while take("|") && !isMisread
    return .anyOf(branches)
  }

  private mutating func quantified(_ inner: PatternNode) -> PatternNode {
    let least: Int
    let most: Int?
    switch next {
    case "*": (least, most) = (0, nil)
    case "+": (least, most) = (1, nil)
    case "?": (least, most) = (0, 1)
    case "{":
      guard let counts = braces() else { return inner }
      _ = take("?")
      return .repeated(inner, least: counts.least, most: counts.most)
    default: return inner
    }
    index += 1
    _ = take("?")
    return .repeated(inner, least: least, most: most)
  }

  /// `{2}`, `{2,}` or `{2,5}`; nil where a brace is only a brace.
  private mutating func braces() -> (least: Int, most: Int?)? {
    let start = index
    index += 1
    guard let least = number() else {
      index = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = next == "}" ? nil : number() ?? least }
    guard take("}") else {
      index = start
      return nil
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value = 0
    var hasDigits = false
    while let scalar = next, ("0"..."9").contains(scalar) {
      value = min(value * 10 + Int(scalar.value - 48), PatternLength.limit)
      hasDigits = true
      index += 1
    }
    return hasDigits ? value : nil
  }

  private mutating func atom() -> PatternNode {
    guard let scalar = next else { return .assertion }
    index += 1
    switch scalar {
    case "(": return group()
    case "[": return .set(characterClass())
    case ".": return .set(CharacterRanges.lineEnds.inverted)
    case "^": return .start
    case "$": return .end
    case "\\": return escape()
    default: return .set(CharacterRanges(scalar.value))
    }
  }

  private mutating func group() -> PatternNode {
    var isLookAhead = false
    var isOnlyTested = false
    var number: Int?
    if take("?") {
      switch next {
      case ":": index += 1
      case "=":
        index += 1
        isLookAhead = true
      case "!":
        index += 1
        isOnlyTested = true
      case "<":
        index += 1
        if take("!") {
          isOnlyTested = true
        } else if take("=") {
          // What must stand before is written before.
        } else {
          groups += 1
          number = groups
          names[groupName()] = groups
        }
      default:
        // Modifiers, `(?i:…)`: the text is made without them.
        while let scalar = next, "ims-".unicodeScalars.contains(scalar) { index += 1 }
        if !take(":") { isMisread = true }
      }
    } else {
      groups += 1
      number = groups
    }
    let inner = alternatives()
    if !take(")") { isMisread = true }
    if isOnlyTested { return .assertion }
    if isLookAhead { return .lookAhead(inner) }
    return number.map { .group(inner, number: $0) } ?? inner
  }

  private mutating func groupName() -> String {
    var name = ""
    while let scalar = next, scalar != ">" {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    _ = take(">")
    return name
  }

  // MARK: Characters

  private mutating func escape() -> PatternNode {
    guard let scalar = next else {
      isMisread = true
      return .assertion
    }
    switch scalar {
    case "b", "B":
      index += 1
      return .assertion
    case "1"..."9": return .back(reference: number() ?? 0)
    case "k":
      index += 1
      guard take("<") else { return .assertion }
      return .back(reference: names[groupName()] ?? 0)
    default: return .set(escapedSet())
    }
  }

  /// After a backslash: the characters that the escape stands for.
  private mutating func escapedSet() -> CharacterRanges {
    guard let scalar = next else { return CharacterRanges([]) }
    index += 1
    switch scalar {
    case "d": return .digits
    case "D": return CharacterRanges.digits.inverted
    case "w": return .wordCharacters
    case "W": return CharacterRanges.wordCharacters.inverted
    case "s": return .blanks
    case "S": return CharacterRanges.blanks.inverted
    case "t": return CharacterRanges(9)
    case "n": return CharacterRanges(10)
    case "v": return CharacterRanges(11)
    case "f": return CharacterRanges(12)
    case "r": return CharacterRanges(13)
    case "0": return CharacterRanges(0)
    case "c":
      let letter = next?.value ?? 0
      index += 1
      return CharacterRanges(letter % 32)
    case "x": return hex(2).map { CharacterRanges($0) } ?? CharacterRanges(scalar.value)
    case "u": return unicode()
    case "p", "P":
      let set = UnicodeSamples.characters(ofProperty: propertyName())
      return scalar == "p" ? set : set.inverted
    default: return CharacterRanges(scalar.value)
    }
  }

  private mutating func hex(_ count: Int) -> UInt32? {
    guard index + count <= scalars.count else { return nil }
    let text = String(String.UnicodeScalarView(scalars[index..<index + count]))
    guard let value = UInt32(text, radix: 16) else { return nil }
    index += count
    return value
  }

  private mutating func unicode() -> CharacterRanges {
    if take("{") {
      var text = ""
      while let scalar = next, scalar != "}" {
        text.unicodeScalars.append(scalar)
        index += 1
      }
      _ = take("}")
      return UInt32(text, radix: 16).map { CharacterRanges(min($0, CharacterRanges.top)) }
        ?? CharacterRanges([])
    }
    guard let unit = hex(4) else { return CharacterRanges([]) }
    if (0xD800...0xDBFF).contains(unit), next == "\\", peek(1) == "u" {
      let start = index
      index += 2
      if let low = hex(4), (0xDC00...0xDFFF).contains(low) {
        return CharacterRanges(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      }
      index = start
    }
    return CharacterRanges(unit)
  }

  private mutating func propertyName() -> String {
    guard take("{") else { return "" }
    var text = ""
    while let scalar = next, scalar != "}" {
      text.unicodeScalars.append(scalar)
      index += 1
    }
    _ = take("}")
    return text
  }

  private mutating func characterClass() -> CharacterRanges {
    let isNegated = take("^")
    var set = CharacterRanges([])
    while let scalar = next, scalar != "]" {
      index += 1
      let (part, single) = classAtom(scalar)
      if let low = single, next == "-", let after = peek(1), after != "]" {
        index += 2
        if let high = classAtom(after).single, low <= high {
          set = set.union(CharacterRanges([low...high]))
        } else {
          isMisread = true
        }
      } else {
        set = set.union(part)
      }
    }
    if !take("]") { isMisread = true }
    return isNegated ? set.inverted : set
  }

  private mutating func classAtom(
    _ scalar: Unicode.Scalar
  ) -> (set: CharacterRanges, single: UInt32?) {
    guard scalar == "\\" else { return (CharacterRanges(scalar.value), scalar.value) }
    if next == "b" {
      index += 1
      return (CharacterRanges(8), 8)
    }
    let set = escapedSet()
    let isSingle = set.ranges.count == 1 && set.ranges[0].count == 1
    return (set, isSingle ? set.ranges[0].lowerBound : nil)
  }
}
