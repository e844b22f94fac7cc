import Documents

/// A string cut at its expressions: `${…}`, with `$${` for a literal `${`.
struct TextTemplate {
  enum Piece {
    case text(String)
    /// - Parameters:
    ///   - source: what stands between the braces.
    ///   - start: where that begins in the text, in Unicode scalars.
    case expression(Result<Expression, ExpressionError>, source: String, start: Int)
  }

  let pieces: [Piece]
  /// Where `${` opens what nothing closes, in Unicode scalars.
  private(set) var unclosed: Int?

  /// Whether a text holds anything to look at closer.
  static func hasExpression(_ text: String) -> Bool {
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if previous == UInt8(ascii: "$"), byte == UInt8(ascii: "{") { return true }
      previous = byte
    }
    return false
  }

  init(_ text: String) {
    var pieces: [Piece] = []
    var plain = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var place = 0
    var draws = 0
    while place < scalars.count {
      guard scalars[place] == "{", place > 0, scalars[place - 1] == "$" else {
        plain.append(scalars[place])
        place += 1
        continue
      }
      if place > 1, scalars[place - 2] == "$" {
        // `$${`: one of the two signs of the dollar goes.
        plain.removeLast()
        plain.append("{")
        place += 1
        continue
      }
      guard let end = Self.end(of: scalars, from: place + 1) else {
        unclosed = place - 1
        plain.append(contentsOf: scalars[place...])
        break
      }
      plain.removeLast()
      if !plain.isEmpty { pieces.append(.text(String(plain))) }
      plain = String.UnicodeScalarView()
      var source = String.UnicodeScalarView()
      source.append(contentsOf: scalars[(place + 1)..<end])
      pieces.append(Self.piece(String(source), start: place + 1, draws: &draws))
      place = end + 1
    }
    if !plain.isEmpty || pieces.isEmpty { pieces.append(.text(String(plain))) }
    self.pieces = pieces
  }

  private static func piece(_ source: String, start: Int, draws: inout Int) -> Piece {
    do throws(ExpressionError) {
      let expression = try Expression(parsing: source, draws: &draws)
      return .expression(.success(expression), source: source, start: start)
    } catch {
      return .expression(.failure(error), source: source, start: start)
    }
  }

  /// Where the brace is that closes an expression; one between quotes doesn't.
  private static func end(of scalars: [Unicode.Scalar], from start: Int) -> Int? {
    var isText = false
    var place = start
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar == "'" { isText.toggle() }
      if scalar == "}", !isText { return place }
      place += 1
    }
    return nil
  }

  /// The names that it needs.
  var variables: Set<String> {
    var names: Set<String> = []
    for case .expression(.success(let expression), _, _) in pieces {
      names.formUnion(expression.variables)
    }
    return names
  }

  /// What is wrong with it; `text` is the value that it was read from.
  func diagnostics(of text: Value) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for case .expression(.failure(let error), _, let start) in pieces {
      result.append(error.diagnostic(in: text, start: start))
    }
    if let unclosed {
      result.append(ExpressionError(.unclosed, at: 0).diagnostic(in: text, start: unclosed))
    }
    return result
  }

  // MARK: Filling

  func filled(in context: ExpressionContext, place: String) throws(TemplateError) -> Value {
    if pieces.count == 1, case .expression(let expression, _, _) = pieces[0] {
      return try Self.value(expression, context, place)
    }
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .expression(let expression, _, _):
        result += try Self.value(expression, context, place).plainText
      }
    }
    return .string(result)
  }

  private static func value(
    _ expression: Result<Expression, ExpressionError>, _ context: ExpressionContext, _ place: String
  ) throws(TemplateError) -> Value {
    switch expression {
    case .success(let expression): return try expression.value(in: context, place: place)
    case .failure(let error): throw .expression(error)
    }
  }

  /// What is not known stays as it was written; so does an escaped `${`, because what is left is read
  /// again.
  func replacing(_ known: (String) -> Value?, environment: (String) -> String?) -> Value {
    if pieces.count == 1, case .expression(let expression, let source, _) = pieces[0] {
      return Self.replaced(expression, source, known, environment)
        ?? .string("${\(Self.source(expression, source, known, environment))}")
    }
    var result = ""
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .text(let text): result += Self.escaped(text)
      case .expression(let expression, let source, _):
        if let value = Self.replaced(expression, source, known, environment) {
          let text = value.plainText
          // A sign of the dollar right before an expression that stays would make it an escape.
          let isRisky = text.utf8.last == UInt8(ascii: "$") && index + 1 < pieces.count
          result += isRisky ? "${\(Expression.Node.literal(.string(text)).source)}" : text
        } else {
          result += "${\(Self.source(expression, source, known, environment))}"
        }
      }
    }
    return .string(result)
  }

  /// The value where all is known that it takes.
  private static func replaced(
    _ expression: Result<Expression, ExpressionError>, _ source: String,
    _ known: (String) -> Value?, _ environment: (String) -> String?
  ) -> Value? {
    guard case .success(let expression) = expression else { return nil }
    let root = expression.root.replacing(known, environment: environment)
    if case .literal(let value) = root { return value }
    guard root.isConstant else { return nil }
    return try? Expression(root: root).value(in: ExpressionContext())
  }

  private static func source(
    _ expression: Result<Expression, ExpressionError>, _ source: String,
    _ known: (String) -> Value?, _ environment: (String) -> String?
  ) -> String {
    guard case .success(let expression) = expression else { return source }
    return expression.root.replacing(known, environment: environment).source
  }

  /// The text as one in which every `${` stands for itself.
  static func escaped(_ text: String) -> String {
    guard hasExpression(text) else { return text }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if previous == "$", scalar == "{" { result.append("$") }
      result.append(scalar)
      previous = scalar
    }
    return String(result)
  }
}
