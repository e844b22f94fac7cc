import Documents

/// A date or time on one side of another one (RFC 3339).
protocol MomentPredicate: OperandPredicate {
  /// Whether the first one is on the demanded side of the second.
  static func holds(_ moment: TimePoint, _ limit: TimePoint) -> Bool
  init(operand: Value)
}

extension MomentPredicate {
  package init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard value.isVariable || value.string.flatMap({ TimePoint($0) }) != nil else {
      diagnostics.append(
        .badOperand(
          Self.name, value, "write a date or date-time of RFC 3339, such as 2026-01-31T12:00:00Z"))
      return nil
    }
    self.init(operand: value)
  }

  package var text: String { "is \(Self.name) \(operand.shown)" }

  package func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    let expected = "a date or time \(Self.name) \(operand.shown)"
    guard let limit = operand.string.flatMap({ TimePoint($0) }) else {
      return complaint(
        unless: false, seen, expected: expected, actual: "a limit that is no date or time")
    }
    let moment = seen.value?.string.flatMap { TimePoint($0) }
    return complaint(
      unless: moment.map { Self.holds($0, limit) } ?? false, seen, expected: expected)
  }
}

/// Earlier than a date or time.
struct BeforePredicate: MomentPredicate {
  static let name = "before"
  var operand: Value

  static func holds(_ moment: TimePoint, _ limit: TimePoint) -> Bool { moment < limit }
}

/// Later than a date or time.
struct AfterPredicate: MomentPredicate {
  static let name = "after"
  var operand: Value

  static func holds(_ moment: TimePoint, _ limit: TimePoint) -> Bool { limit < moment }
}
