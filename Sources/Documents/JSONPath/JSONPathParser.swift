/// Reads queries by the grammar of RFC 9535 (appendix A).
struct JSONPathParser {
  let scalars: [Unicode.Scalar]
  var place = 0
  /// Parentheses, filters and calls that are open; bounds the recursion.
  var depth = 0
  static let depthLimit = 100

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func parse() throws(JSONPathError) -> JSONPath.Query {
    guard take("$") else { throw error("a query begins with `$`") }
    let segments = try self.segments()
    guard isAtEnd else { throw error("this can't follow here") }
    return JSONPath.Query(isRelative: false, segments: segments)
  }

  // MARK: Segments

  mutating func segments() throws(JSONPathError) -> [JSONPath.Segment] {
    var segments: [JSONPath.Segment] = []
    while true {
      let before = place
      skipBlanks()
      if take("..") {
        segments.append(
          JSONPath.Segment(
            isDescendant: true,
            selectors: take("[") ? try bracketed() : [try shorthand()]))
      } else if take(".") {
        segments.append(JSONPath.Segment(isDescendant: false, selectors: [try shorthand()]))
      } else if take("[") {
        segments.append(JSONPath.Segment(isDescendant: false, selectors: try bracketed()))
      } else {
        // Blanks belong to a query only where a segment follows them.
        place = before
        return segments
      }
    }
  }

  private mutating func shorthand() throws(JSONPathError) -> JSONPath.Selector {
    if take("*") { return .wildcard }
    var name = String.UnicodeScalarView()
    while let next = peek, Self.isNameCharacter(next, isFirst: name.isEmpty) {
      name.append(next)
      place += 1
    }
    guard !name.isEmpty else { throw error("a name, `*` or `[` must follow the dot") }
    return .name(String(name))
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_": true
    case "0"..."9": !isFirst
    default: scalar.value >= 0x80
    }
  }

  private mutating func bracketed() throws(JSONPathError) -> [JSONPath.Selector] {
    var selectors: [JSONPath.Selector] = []
    repeat {
      skipBlanks()
      selectors.append(try selector())
      skipBlanks()
    } while take(",")
    guard take("]") else { throw error("`]` or `,` is missing") }
    return selectors
  }

  private mutating func selector() throws(JSONPathError) -> JSONPath.Selector {
    guard let next = peek else { throw error("a selector is missing") }
    switch next {
    case "'", "\"": return .name(try string())
    case "*":
      place += 1
      return .wildcard
    case "?":
      place += 1
      skipBlanks()
      return .filter(try logical())
    default: return try indexOrSlice()
    }
  }

  private mutating func indexOrSlice() throws(JSONPathError) -> JSONPath.Selector {
    let start = try integerIfAny()
    let afterStart = place
    skipBlanks()
    guard take(":") else {
      place = afterStart
      guard let start else { throw error("this is no selector") }
      return .index(start)
    }
    skipBlanks()
    let end = try integerIfAny()
    let afterEnd = place
    skipBlanks()
    guard take(":") else {
      place = afterEnd
      return .slice(start: start, end: end, step: 1)
    }
    let afterColon = place
    skipBlanks()
    let step = try integerIfAny()
    if step == nil { place = afterColon }
    return .slice(start: start, end: end, step: step ?? 1)
  }

  /// An integer without leading zeros and within the range of I-JSON (§2.1).
  private mutating func integerIfAny() throws(JSONPathError) -> Int? {
    let start = place
    let isNegative = take("-")
    let digitsStart = place
    while let next = peek, ("0"..."9").contains(next) { place += 1 }
    guard place > digitsStart else {
      if isNegative { throw error("digits must follow the minus sign") }
      return nil
    }
    let isLeadingZero = scalars[digitsStart] == "0"
    guard !isLeadingZero || place == digitsStart + 1 && !isNegative else {
      throw JSONPathError("an integer has no leading zero and no minus sign before zero", at: start)
    }
    guard let number = Int(text(start..<place)), abs(number) <= 9_007_199_254_740_991 else {
      throw JSONPathError("the integer is out of range", at: start)
    }
    return number
  }

  // MARK: Strings

  mutating func string() throws(JSONPathError) -> String {
    guard let quote = peek else { throw error("a string is missing") }
    let start = place
    place += 1
    var result = String.UnicodeScalarView()
    while let next = peek {
      place += 1
      if next == quote { return String(result) }
      if next == "\\" {
        result.append(try escaped(quote))
      } else if next.value < 0x20 {
        place -= 1
        throw error("a control character must be escaped")
      } else {
        result.append(next)
      }
    }
    throw JSONPathError("the string has no end", at: start)
  }

  private mutating func escaped(_ quote: Unicode.Scalar) throws(JSONPathError) -> Unicode.Scalar {
    guard let next = peek else { throw error("the string has no end") }
    place += 1
    switch next {
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "/", "\\": return next
    case quote: return next
    case "u": return try unicodeEscape()
    default:
      place -= 1
      throw error("this can't be escaped")
    }
  }

  private mutating func unicodeEscape() throws(JSONPathError) -> Unicode.Scalar {
    let start = place
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800...0xDBFF).contains(first), take("\\u") else {
      throw JSONPathError("a surrogate stands alone", at: start)
    }
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw JSONPathError("a surrogate stands alone", at: start) }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONPathError) -> UInt32 {
    let end = place + 4
    guard end <= scalars.count, scalars[place..<end].allSatisfy(\.properties.isASCIIHexDigit),
      let value = UInt32(text(place..<end), radix: 16)
    else { throw error("four hexadecimal digits are missing") }
    place = end
    return value
  }

  // MARK: Characters

  var isAtEnd: Bool { place >= scalars.count }

  var peek: Unicode.Scalar? { isAtEnd ? nil : scalars[place] }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  mutating func take(_ token: String) -> Bool {
    guard scalars[place...].starts(with: token.unicodeScalars) else { return false }
    place += token.unicodeScalars.count
    return true
  }

  mutating func skipBlanks() {
    while let next = peek, next == " " || next == "\t" || next == "\n" || next == "\r" {
      place += 1
    }
  }

  func error(_ message: String) -> JSONPathError {
    JSONPathError(message, at: place)
  }
}
