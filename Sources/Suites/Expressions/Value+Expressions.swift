package import Documents

extension Value {
  /// The names that the expressions anywhere below need.
  package var variables: Set<String> {
    var names: Set<String> = []
    forEachTemplate { _, template in names.formUnion(template.variables) }
    return names
  }

  /// What is wrong with the expressions anywhere below, in the file's order.
  package var expressionDiagnostics: [Diagnostic] {
    var result: [Diagnostic] = []
    forEachTemplate { text, template in result += template.diagnostics(of: text) }
    return result
  }

  private func forEachTemplate(_ body: (Value, TextTemplate) -> Void) {
    var pending = [self]
    while let value = pending.popLast() {
      switch value.kind {
      case .string(let text):
        if TextTemplate.hasExpression(text) { body(value, TextTemplate(text)) }
      case .array(let items): pending += items.reversed()
      case .object(let members): pending += members.reversed().map(\.value)
      default: break
      }
    }
  }

  /// Whether any text below holds an expression, or an escaped one.
  private var hasExpressions: Bool {
    switch kind {
    case .string(let text): TextTemplate.hasExpression(text)
    case .array(let items): items.contains(where: \.hasExpressions)
    case .object(let members): members.contains { $0.value.hasExpressions }
    default: false
    }
  }

  /// The value with its expressions filled in. A string that is one expression and nothing else becomes
  /// its value, type and all.
  ///
  /// - Parameter place: tells this value from others of the same context that no file holds.
  package func filled(
    in context: ExpressionContext, place: String = ""
  ) throws(TemplateError) -> Value {
    guard hasExpressions else { return self }
    switch kind {
    case .string(let text):
      let here = range.map { "\($0.start.line):\($0.start.column)" } ?? place
      return Value(try TextTemplate(text).filled(in: context, place: here).kind, at: range)
    case .array(let items):
      var filled: [Value] = []
      for (index, item) in items.enumerated() {
        filled.append(try item.filled(in: context, place: "\(place)/\(index)"))
      }
      return .array(filled, at: range)
    case .object(var members):
      for member in members {
        members[member.name] = try member.value.filled(
          in: context, place: "\(place)/\(member.name)")
      }
      return .object(members, at: range)
    default: return self
    }
  }

  /// The value with its variables filled in, at no particular time and by chance from no seed.
  package func filled(from variables: [String: Value]) throws(TemplateError) -> Value {
    try filled(in: ExpressionContext(variables: variables))
  }

  /// The value with what is known put in, and all else left as it is.
  ///
  /// - Parameter environment: for `env(NAME)`.
  package func replacingVariables(
    _ known: (String) -> Value?, environment: (String) -> String? = { _ in nil }
  ) -> Value {
    guard hasExpressions else { return self }
    switch kind {
    case .string(let text):
      var value = TextTemplate(text).replacing(known, environment: environment)
      value.range = range
      return value
    case .array(let items):
      return .array(
        items.map { $0.replacingVariables(known, environment: environment) }, at: range)
    case .object(var members):
      for member in members {
        members[member.name] = member.value.replacingVariables(known, environment: environment)
      }
      return .object(members, at: range)
    default: return self
    }
  }
}
