import Documents

/// Reads simple conditions by recursive descent, bounded in length and depth. `||` binds least, then
/// `&&`, comparisons, `!`; braces group as parentheses do, as `{$statusCode == 401}` is written too.
struct ConditionParser {
  static let lengthLimit = 4096
  static let depthLimit = 32

  /// Why a text is no condition.
  struct Refusal: Error, Hashable {
    var message: String
    var remedy: String
    var code = "bad-condition"
  }

  private let scalars: [Unicode.Scalar]
  private var place = 0

  private init(_ text: String) {
    scalars = Array(text.unicodeScalars.prefix(Self.lengthLimit + 1))
  }

  static func read(_ text: String) throws(Refusal) -> Condition<RuntimeExpression> {
    var parser = ConditionParser(text)
    guard parser.scalars.count <= lengthLimit else {
      throw Refusal(
        message: "the condition is longer than \(lengthLimit) characters",
        remedy: "write it as several criteria")
    }
    let condition = try parser.either(depth: 0)
    parser.skipBlanks()
    if parser.peek != nil { throw parser.unexpected() }
    return condition
  }

  // MARK: Grammar

  private mutating func either(depth: Int) throws(Refusal) -> Condition<RuntimeExpression> {
    guard depth <= Self.depthLimit else {
      throw Refusal(
        message: "the condition is nested more than \(Self.depthLimit) deep",
        remedy: "write it as several criteria")
    }
    var all = [try both(depth: depth)]
    while take("||") { all.append(try both(depth: depth)) }
    return all.count == 1 ? all[0] : .or(all)
  }

  private mutating func both(depth: Int) throws(Refusal) -> Condition<RuntimeExpression> {
    var all = [try term(depth: depth)]
    while take("&&") { all.append(try term(depth: depth)) }
    return all.count == 1 ? all[0] : .and(all)
  }

  private mutating func term(depth: Int) throws(Refusal) -> Condition<RuntimeExpression> {
    skipBlanks()
    if peek == "!", peek(1) != "=" {
      place += 1
      guard depth <= Self.depthLimit else { return try either(depth: depth + 1) }
      return .not(try term(depth: depth + 1))
    }
    if let open = peek, open == "(" || open == "{" {
      place += 1
      let inner = try either(depth: depth + 1)
      guard take(open == "(" ? ")" : "}") else { throw unexpected() }
      // `{$response.body#/a} == 1`: an operand in braces.
      guard case .truth(let left) = inner, let comparison = comparison() else { return inner }
      return .comparison(left, comparison, try operand(depth: depth))
    }
    let left = try operand(depth: depth)
    guard let comparison = comparison() else { return .truth(left) }
    return .comparison(left, comparison, try operand(depth: depth))
  }

  private mutating func comparison() -> LooseComparison? {
    LooseComparison.allCases.first { take($0.rawValue) }
  }

  private mutating func operand(
    depth: Int
  ) throws(Refusal) -> Condition<RuntimeExpression>.Operand {
    skipBlanks()
    guard let first = peek else { throw unexpected() }
    switch first {
    case "'": return .literal(.string(try text()))
    case "$": return .reference(try reference())
    case "(", "{":
      place += 1
      guard depth <= Self.depthLimit else { throw unexpected() }
      let inner = try operand(depth: depth + 1)
      guard take(first == "(" ? ")" : "}") else { throw unexpected() }
      return inner
    case "\"":
      throw Refusal(
        message: "a text in a condition stands in single quotes",
        remedy: "write for instance $response.body#/status == 'open'")
    default:
      let start = place
      let word = word()
      switch word {
      case "true": return .literal(.bool(true))
      case "false": return .literal(.bool(false))
      case "null": return .literal(.null)
      default:
        if let number = JSONNumber(text: word) { return .literal(Value(.number(number))) }
        place = start
        throw word.isEmpty
          ? unexpected()
          : Refusal(
            message: "`\(word)` is neither a literal nor a runtime expression",
            remedy: "put a text in single quotes, and a `$` before an expression")
      }
    }
  }

  // MARK: Words

  private var peek: Unicode.Scalar? { peek(0) }

  private func peek(_ ahead: Int) -> Unicode.Scalar? {
    place + ahead < scalars.count ? scalars[place + ahead] : nil
  }

  private mutating func skipBlanks() {
    while let scalar = peek, scalar.properties.isWhitespace { place += 1 }
  }

  /// Goes past a sign, if it comes next.
  private mutating func take(_ sign: String) -> Bool {
    skipBlanks()
    var count = 0
    for scalar in sign.unicodeScalars {
      guard peek(count) == scalar else { return false }
      count += 1
    }
    place += count
    return true
  }

  private mutating func word() -> String {
    var result = String.UnicodeScalarView()
    while let scalar = peek, !endsWord(scalar) {
      result.append(scalar)
      place += 1
    }
    return String(result)
  }

  /// Whether an operand ends before this character.
  private func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    switch scalar {
    case "(", ")", "{", "}", "<", ">", "=", ",", "\"": return true
    case "!": return peek(1) == "="
    case "&": return peek(1) == "&"
    case "|": return peek(1) == "|"
    default: return false
    }
  }

  private mutating func reference() throws(Refusal) -> RuntimeExpression {
    let text = word()
    do {
      return try RuntimeExpression(text)
    } catch {
      throw Refusal(message: error.message, remedy: error.remedy, code: error.code)
    }
  }

  /// `'text'`, where two quotes are one.
  private mutating func text() throws(Refusal) -> String {
    place += 1
    var result = String.UnicodeScalarView()
    while let scalar = peek {
      place += 1
      guard scalar == "'" else {
        result.append(scalar)
        continue
      }
      guard peek == "'" else { return String(result) }
      result.append(scalar)
      place += 1
    }
    throw Refusal(
      message: "the quote is never closed",
      remedy: "end the text with `'`; a quote inside it is written twice")
  }

  private func unexpected() -> Refusal {
    let found = peek.map { "`\($0)` is not expected here in a condition" }
    return Refusal(
      message: found ?? "the condition ends too early",
      remedy: "write for instance $statusCode == 200 && $response.body#/id != null")
  }
}
