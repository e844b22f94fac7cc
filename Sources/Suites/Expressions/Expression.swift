package import Documents

/// What stands between `${` and `}`: a variable, a part of one, a literal or a call.
///
/// It is read once, and gives the same value for the same context wherever and whenever it is asked.
package struct Expression: Sendable {
  indirect enum Node: Sendable {
    case literal(Value)
    case variable(name: String, pointer: JSONPointer?, offset: Int)
    /// - Parameter draw: which one of the random calls of its text it is; 0 for all other calls.
    case call(ExpressionFunction, [Node], draw: Int, offset: Int)
  }

  let root: Node

  /// Reads the text between the braces.
  package init(parsing text: String) throws(ExpressionError) {
    var draws = 0
    try self.init(parsing: text, draws: &draws)
  }

  /// - Parameter draws: how many random calls came before in the same text.
  init(parsing text: String, draws: inout Int) throws(ExpressionError) {
    var parser = ExpressionParser(text, draws: draws)
    root = try parser.whole()
    draws = parser.draws
  }

  init(root: Node) { self.root = root }

  /// The names that must have a value: variables, and what `env` reads from the environment.
  package var variables: Set<String> {
    var names: Set<String> = []
    var pending = [root]
    while let node = pending.popLast() {
      switch node {
      case .literal: break
      case .variable(let name, _, _): names.insert(name)
      case .call(.env, let arguments, _, _):
        if case .literal(let name)? = arguments.first {
          names.formUnion(name.string.map { [$0] } ?? [])
        }
      case .call(_, let arguments, _, _): pending += arguments
      }
    }
    return names
  }

  /// The value in a context.
  ///
  /// - Parameter place: what tells the text that it stands in from others of the same context, so that
  ///   each draws its own random values.
  package func value(
    in context: ExpressionContext, place: String = ""
  ) throws(TemplateError) -> Value {
    try ExpressionEvaluator(context: context, place: place).value(of: root)
  }
}

// MARK: - Written back

extension Expression.Node {
  /// As it is written in a suite; reading it again gives the same node.
  var source: String {
    switch self {
    case .literal(let value): Self.source(value)
    case .variable(let name, let pointer, _): name + (pointer?.description ?? "")
    case .call(.env, let arguments, _, _):
      "env(" + arguments.map(\.source).joined(separator: ", ") + ")"
    case .call(let function, let arguments, _, _):
      "\(function.rawValue)(" + arguments.map(\.source).joined(separator: ", ") + ")"
    }
  }

  private static func source(_ value: Value) -> String {
    switch value.kind {
    case .string(let text): quoted(text)
    case .array, .object: "from-json(" + source(.string(JSONWriter.text(value))) + ")"
    default: JSONWriter.text(value)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "'".unicodeScalars
    for scalar in text.unicodeScalars {
      // Scalars, because a combining mark may follow the quote.
      if scalar == "'" { result.append("'") }
      result.append(scalar)
    }
    result.append("'")
    return String(result)
  }

  /// Whether its value needs neither a variable, nor the clock, nor a random number.
  var isConstant: Bool {
    switch self {
    case .literal: true
    case .variable: false
    case .call(let function, let arguments, _, _):
      function.isPure && arguments.allSatisfy(\.isConstant)
    }
  }

  /// The node with what is known put in.
  func replacing(
    _ known: (String) -> Value?, environment: (String) -> String?
  ) -> Expression.Node {
    switch self {
    case .literal: return self
    case .variable(let name, let pointer, _):
      guard let value = known(name), let part = pointer.map({ value[$0] }) ?? value else {
        return self
      }
      return .literal(part)
    case .call(.env, let arguments, _, _):
      if case .literal(let name)? = arguments.first,
        let text = name.string.flatMap(environment)
      {
        return .literal(.string(text))
      }
      return self
    case .call(let function, let arguments, let draw, let offset):
      return .call(
        function, arguments.map { $0.replacing(known, environment: environment) }, draw: draw,
        offset: offset)
    }
  }
}
