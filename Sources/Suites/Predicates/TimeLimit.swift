import Documents

/// How long the answer may take; no key of its own among the predicates.
struct TimeLimit: OperandPredicate {
  static let name = "time"
  var operand: Value

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    let isTime = value.number.map { $0.double > 0 && $0.double <= 3600 } ?? value.isVariable
    guard isTime else {
      diagnostics.append(.badOperand(Self.name, value, "write seconds above 0 and at most 3600"))
      return nil
    }
    operand = value
  }

  var text: String { "takes at most \(operand.string ?? operand.shown) s" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    let limit = operand.number ?? operand.string.flatMap { JSONNumber(text: $0) }
    let holds = limit.flatMap { limit in seen.value?.number.map { !(limit < $0) } } ?? false
    return complaint(
      unless: holds, seen, expected: "at most \(operand.string ?? operand.shown) s",
      actual: "\(seen.text) s")
  }
}

extension Assertion {
  /// Whether it wants the answer within so many seconds, or sooner; not where only the run knows.
  func isTime(within seconds: Double) -> Bool {
    (predicate as? TimeLimit)?.operand.number.map { $0.double <= seconds } ?? false
  }
}
