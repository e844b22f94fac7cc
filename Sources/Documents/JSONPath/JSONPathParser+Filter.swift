/// Filter expressions (RFC 9535 §2.3.5) and their typing (§2.4.3).
extension JSONPathParser {
  mutating func logical() throws(JSONPathError) -> JSONPath.Logical {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("the expression is nested too deeply") }
    var parts = [try conjunction()]
    while takeAfterBlanks("||") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction() throws(JSONPathError) -> JSONPath.Logical {
    var parts = [try basic()]
    while takeAfterBlanks("&&") { parts.append(try basic()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func takeAfterBlanks(_ token: String) -> Bool {
    let before = place
    skipBlanks()
    guard take(token) else {
      place = before
      return false
    }
    skipBlanks()
    return true
  }

  private mutating func basic() throws(JSONPathError) -> JSONPath.Logical {
    if peek == "!" {
      place += 1
      skipBlanks()
      if peek == "(" { return .not(try parenthesised()) }
      return .not(try test(try operand(), at: place))
    }
    if peek == "(" { return try parenthesised() }
    let start = place
    let left = try operand()
    let afterLeft = place
    skipBlanks()
    guard let comparison = JSONPath.Comparison.allCases.first(where: { take($0.rawValue) }) else {
      place = afterLeft
      return try test(left, at: start)
    }
    try checkComparable(left, at: start)
    skipBlanks()
    let rightStart = place
    let right = try operand()
    try checkComparable(right, at: rightStart)
    return .comparison(left, comparison, right)
  }

  private mutating func parenthesised() throws(JSONPathError) -> JSONPath.Logical {
    place += 1
    skipBlanks()
    let inner = try logical()
    skipBlanks()
    guard take(")") else { throw error("`)` is missing") }
    return inner
  }

  /// What stands alone as a condition: a query or a call that is true or false.
  private func test(
    _ operand: JSONPath.Operand, at start: Int
  ) throws(JSONPathError) -> JSONPath.Logical {
    switch operand {
    case .query(let query): return .exists(query)
    case .call(let call) where call.function.result != .value: return .call(call)
    case .call(let call):
      throw JSONPathError("the result of \(call.function)() must be compared", at: start)
    case .literal:
      throw JSONPathError("a literal must be compared with something", at: start)
    }
  }

  private func checkComparable(
    _ operand: JSONPath.Operand, at start: Int
  ) throws(JSONPathError) {
    switch operand {
    case .literal: return
    case .query(let query):
      guard query.isSingular else {
        throw JSONPathError("only a query for a single node can be compared", at: start)
      }
    case .call(let call):
      guard call.function.result == .value else {
        throw JSONPathError("the result of \(call.function)() can't be compared", at: start)
      }
    }
  }

  private mutating func operand() throws(JSONPathError) -> JSONPath.Operand {
    guard let next = peek else { throw error("an expression is missing") }
    switch next {
    case "@", "$":
      place += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.depthLimit else { throw error("the expression is nested too deeply") }
      return .query(JSONPath.Query(isRelative: next == "@", segments: try segments()))
    case "'", "\"":
      return .literal(.string(try string()))
    case "-", "0"..."9":
      return .literal(try number())
    case "a"..."z":
      return try word()
    default:
      throw error("this is no expression")
    }
  }

  private mutating func number() throws(JSONPathError) -> Value {
    let start = place
    while let next = peek {
      switch next {
      case "0"..."9", "-", "+", ".", "e", "E": place += 1
      default:
        return try number(from: start)
      }
    }
    return try number(from: start)
  }

  private func number(from start: Int) throws(JSONPathError) -> Value {
    guard let number = JSONNumber(text: text(start..<place)) else {
      throw JSONPathError("this is no number", at: start)
    }
    return Value(.number(number))
  }

  /// `true`, `false`, `null` or a function call.
  private mutating func word() throws(JSONPathError) -> JSONPath.Operand {
    let start = place
    while let next = peek, next == "_" || ("a"..."z").contains(next) || ("0"..."9").contains(next) {
      place += 1
    }
    let name = text(start..<place)
    if take("(") { return .call(try call(name, at: start)) }
    switch name {
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "null": return .literal(.null)
    default: throw JSONPathError("`\(name)` is no literal and no call", at: start)
    }
  }

  private mutating func call(_ name: String, at start: Int) throws(JSONPathError) -> JSONPath.Call {
    guard let function = JSONPath.Function(rawValue: name) else {
      let known = JSONPath.Function.allCases.map(\.rawValue)
      throw JSONPathError(
        "there is no function \(name)(); \(Suggestion.remedy(for: name, among: known))", at: start)
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw error("the expression is nested too deeply") }
    var arguments: [JSONPath.Operand] = []
    skipBlanks()
    if peek != ")" {
      repeat {
        skipBlanks()
        let place = place
        let argument = try operand()
        try check(argument, of: function, number: arguments.count, at: place)
        arguments.append(argument)
        skipBlanks()
      } while take(",")
    }
    guard arguments.count == function.parameters.count else {
      throw JSONPathError(
        "\(function)() takes \(function.parameters.count) arguments, not \(arguments.count)",
        at: start)
    }
    guard take(")") else { throw error("`)` is missing") }
    return JSONPath.Call(function: function, arguments: arguments)
  }

  private func check(
    _ argument: JSONPath.Operand, of function: JSONPath.Function, number: Int, at start: Int
  ) throws(JSONPathError) {
    guard function.parameters.indices.contains(number) else { return }
    let isWellTyped: Bool
    switch (function.parameters[number], argument) {
    case (.nodes, .query): isWellTyped = true
    case (.value, .literal): isWellTyped = true
    case (.value, .query(let query)): isWellTyped = query.isSingular
    case (let kind, .call(let call)): isWellTyped = call.function.result == kind
    default: isWellTyped = false
    }
    guard isWellTyped else {
      throw JSONPathError(
        "argument \(number + 1) of \(function)() has the wrong type", at: start)
    }
  }
}
