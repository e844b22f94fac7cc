import Documents

/// A simple condition of a workflow document (Arazzo 1.1.0, Criterion Object): literals, operators and
/// what they are applied to.
indirect enum Condition<Reference: Sendable>: Sendable {
  enum Operand: Sendable {
    case literal(Value)
    case reference(Reference)
  }

  case comparison(Operand, LooseComparison, Operand)
  /// What is neither null nor false, nor zero, nor an empty text.
  case truth(Operand)
  case not(Condition)
  case and([Condition])
  case or([Condition])

  /// What it is applied to, in the order of the text.
  var references: [Reference] {
    switch self {
    case .comparison(let left, _, let right): [left, right].compactMap(\.reference)
    case .truth(let operand): [operand].compactMap(\.reference)
    case .not(let condition): condition.references
    case .and(let conditions), .or(let conditions): conditions.flatMap(\.references)
    }
  }

  /// The same about something else.
  func map<Other: Sendable, Failure: Error>(
    _ transform: (Reference) throws(Failure) -> Other
  ) throws(Failure) -> Condition<Other> {
    func mapped(_ operand: Operand) throws(Failure) -> Condition<Other>.Operand {
      switch operand {
      case .literal(let value): return .literal(value)
      case .reference(let reference): return .reference(try transform(reference))
      }
    }
    func all(_ conditions: [Condition]) throws(Failure) -> [Condition<Other>] {
      var result: [Condition<Other>] = []
      for condition in conditions { result.append(try condition.map(transform)) }
      return result
    }
    switch self {
    case .comparison(let left, let comparison, let right):
      return .comparison(try mapped(left), comparison, try mapped(right))
    case .truth(let operand): return .truth(try mapped(operand))
    case .not(let condition): return .not(try condition.map(transform))
    case .and(let conditions): return .and(try all(conditions))
    case .or(let conditions): return .or(try all(conditions))
    }
  }

  /// What is known of a reference.
  enum Known {
    /// Nil: there is nothing, which is taken for null.
    case value(Value?)
    case unknown
  }

  /// Whether it holds; nil where what is unknown decides.
  func holds(_ known: (Reference) -> Known) -> Bool? {
    func value(_ operand: Operand) -> Known {
      switch operand {
      case .literal(let value): .value(value)
      case .reference(let reference): known(reference)
      }
    }
    switch self {
    case .comparison(let left, let comparison, let right):
      guard case .value(let left) = value(left), case .value(let right) = value(right) else {
        return nil
      }
      return comparison.holds(left ?? .null, right ?? .null)
    case .truth(let operand):
      guard case .value(let value) = value(operand) else { return nil }
      return LooseComparison.isTrue(value ?? .null)
    case .not(let condition): return condition.holds(known).map { !$0 }
    case .and(let conditions):
      let all = conditions.map { $0.holds(known) }
      return all.contains(false) ? false : all.contains(nil) ? nil : true
    case .or(let conditions):
      let all = conditions.map { $0.holds(known) }
      return all.contains(true) ? true : all.contains(nil) ? nil : false
    }
  }
}

extension Condition.Operand {
  fileprivate var reference: Reference? {
    if case .reference(let reference) = self { reference } else { nil }
  }
}

/// How workflow documents compare values: texts without regard to case, texts that read as numbers as
/// numbers, null equal to itself alone.
enum LooseComparison: String, Sendable, CaseIterable {
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"

  func holds(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: Self.areEqual(left, right)
    case .notEqual: !Self.areEqual(left, right)
    case .less: Self.isLess(left, right) == true
    case .greater: Self.isLess(right, left) == true
    case .lessOrEqual: Self.isLess(right, left) == false
    case .greaterOrEqual: Self.isLess(left, right) == false
    }
  }

  private static func areEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left.kind, right.kind) {
    case (.string(let left), .string(let right)):
      return left.lowercased().utf8.elementsEqual(right.lowercased().utf8)
    case (.number(let number), .string(let text)), (.string(let text), .number(let number)):
      return JSONNumber(text: text).map { $0 == number } ?? false
    case (.bool(let flag), .string(let text)), (.string(let text), .bool(let flag)):
      return text.lowercased() == (flag ? "true" : "false")
    default: return left.isSameJSON(as: right)
    }
  }

  /// Nil for what has no order.
  private static func isLess(_ left: Value, _ right: Value) -> Bool? {
    if let left = number(left), let right = number(right) { return left < right }
    guard let left = left.string, let right = right.string else { return nil }
    return left.lowercased().unicodeScalars.lexicographicallyPrecedes(
      right.lowercased().unicodeScalars)
  }

  private static func number(_ value: Value) -> JSONNumber? {
    value.number ?? value.string.flatMap { JSONNumber(text: $0) }
  }

  static func isTrue(_ value: Value) -> Bool {
    switch value.kind {
    case .null: false
    case .bool(let flag): flag
    case .number(let number): number.double != 0
    case .string(let text): !text.isEmpty
    case .array, .object: true
    }
  }
}
