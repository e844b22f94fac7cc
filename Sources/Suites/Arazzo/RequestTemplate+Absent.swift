import Documents

extension RequestTemplate {
  /// The request without those parameters and members of its body that are variables and nothing else,
  /// where those have no value: what an earlier answer left out is left out here too. Its path stays.
  package func withoutAbsent(in context: ExpressionContext) -> RequestTemplate {
    var request = self
    func present(_ arguments: [Argument]) -> [Argument] {
      arguments.compactMap { argument in
        argument.value.withoutAbsent(in: context).map {
          Argument(name: argument.name, value: $0)
        }
      }
    }
    request.query = present(query)
    request.headers = present(headers)
    request.cookies = present(cookies)
    request.form = present(form)
    request.querystring = querystring.flatMap { present([$0]).first }
    request.body = body.flatMap { $0.withoutAbsent(in: context) }
    return request
  }
}

extension Value {
  /// Nil for a variable without a value.
  fileprivate func withoutAbsent(in context: ExpressionContext) -> Value? {
    switch kind {
    case .string:
      guard let (name, pointer) = asVariable else { return self }
      return context.variables[name]?[pointer] == nil ? nil : self
    case .array(let items):
      return .array(items.compactMap { $0.withoutAbsent(in: context) }, at: range)
    case .object(let members):
      var present = ValueObject()
      for member in members {
        if let value = member.value.withoutAbsent(in: context) { present[member.name] = value }
      }
      return .object(present, at: range)
    default: return self
    }
  }
}
