import Documents

/// Reads expressions by recursive descent, bounded in length and depth.
struct ExpressionParser {
  /// In Unicode scalars.
  static let lengthLimit = 4096
  static let depthLimit = 32
  static let argumentLimit = 64

  private let scalars: [Unicode.Scalar]
  private var place = 0
  /// How many random calls the text held so far.
  private(set) var draws: Int

  init(_ text: String, draws: Int) {
    // One more than allowed shows that there are too many.
    scalars = Array(text.unicodeScalars.prefix(Self.lengthLimit + 1))
    self.draws = draws
  }

  mutating func whole() throws(ExpressionError) -> Expression.Node {
    guard scalars.count <= Self.lengthLimit else {
      throw ExpressionError(.tooLong(limit: Self.lengthLimit), at: 0)
    }
    skipBlanks()
    guard peek != nil else { throw ExpressionError(.empty, at: 0) }
    let node = try term(depth: 0)
    skipBlanks()
    if let rest = peek { throw ExpressionError(.unexpected(String(rest)), at: place) }
    return node
  }

  // MARK: Grammar

  private mutating func term(depth: Int) throws(ExpressionError) -> Expression.Node {
    guard depth <= Self.depthLimit else {
      throw ExpressionError(.tooDeep(limit: Self.depthLimit), at: place)
    }
    skipBlanks()
    let start = place
    if peek == "'" { return .literal(.string(try text())) }
    let word = word()
    guard !word.isEmpty else {
      throw ExpressionError(.unexpected(peek.map { String($0) } ?? ""), at: place)
    }
    let afterWord = place
    skipBlanks()
    if peek == "(" { return try call(word, at: start, depth: depth) }
    place = afterWord
    if let literal = Self.literal(word) { return .literal(literal) }
    let pointer = try pointer()
    return .variable(name: word, pointer: pointer, offset: start)
  }

  private mutating func call(
    _ name: String, at start: Int, depth: Int
  ) throws(ExpressionError) -> Expression.Node {
    guard let function = ExpressionFunction(rawValue: name) else {
      throw ExpressionError(.unknownFunction(name), at: start)
    }
    place += 1
    var draw = 0
    if function.isRandom {
      draws += 1
      draw = draws
    }
    var arguments: [Expression.Node] = []
    skipBlanks()
    while peek != ")" {
      guard arguments.count < Self.argumentLimit else {
        throw ExpressionError(.wrongCount(function, arguments.count + 1), at: start)
      }
      arguments.append(try argument(of: function, depth: depth + 1))
      skipBlanks()
      if peek == "," {
        place += 1
        continue
      }
      guard peek == ")" else {
        throw ExpressionError(.unexpected(peek.map { String($0) } ?? ""), at: place)
      }
    }
    place += 1
    guard function.counts.contains(arguments.count) else {
      throw ExpressionError(.wrongCount(function, arguments.count), at: start)
    }
    let node = Expression.Node.call(function, arguments, draw: draw, offset: start)
    if let problem = ExpressionEvaluator.problem(of: node) { throw problem }
    return node
  }

  /// A name of the environment stands for itself and never for a variable.
  private mutating func argument(
    of function: ExpressionFunction, depth: Int
  ) throws(ExpressionError) -> Expression.Node {
    let start = place
    let node = try term(depth: depth)
    guard function == .env else { return node }
    switch node {
    case .variable(let name, nil, _): return .literal(.string(name))
    case .literal(let value) where value.string != nil: return node
    default:
      throw ExpressionError(
        .wrongArgument(.env, wanted: "the name of an environment variable", found: node.source),
        at: start)
    }
  }

  // MARK: Words

  private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private mutating func skipBlanks() {
    while let scalar = peek, scalar.properties.isWhitespace { place += 1 }
  }

  /// A name, a number or a duration.
  private mutating func word() -> String {
    var result = String.UnicodeScalarView()
    while let scalar = peek, !"(),'\"/{}$".unicodeScalars.contains(scalar),
      !scalar.properties.isWhitespace
    {
      result.append(scalar)
      place += 1
    }
    return String(result)
  }

  /// `'text'`, where two quotes are one.
  private mutating func text() throws(ExpressionError) -> String {
    let start = place
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
    throw ExpressionError(.unclosedText, at: start)
  }

  /// Where in a variable's value; up to the end of the expression or what ends an argument.
  private mutating func pointer() throws(ExpressionError) -> JSONPointer? {
    guard peek == "/" else { return nil }
    let start = place
    var result = String.UnicodeScalarView()
    while let scalar = peek, scalar != ",", scalar != ")", scalar != "(" {
      result.append(scalar)
      place += 1
    }
    while let last = result.last, last.properties.isWhitespace { result.removeLast() }
    let text = String(result)
    guard let pointer = JSONPointer(parsing: text) else {
      throw ExpressionError(.badPointer(text), at: start)
    }
    return pointer
  }

  private static func literal(_ word: String) -> Value? {
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    if let number = JSONNumber(text: word) { return Value(.number(number)) }
    let isSigned = word.hasPrefix("+") || word.hasPrefix("-")
    return isSigned && TimeSpan(word) != nil ? .string(word) : nil
  }
}
