import Documents

/// A number on one side of another one.
protocol NumberPredicate: OperandPredicate {
  /// How it goes on: `greater than`.
  static var words: String { get }
  static func holds(_ number: JSONNumber, _ limit: JSONNumber) -> Bool
  init(operand: Value)
}

extension NumberPredicate {
  package init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard value.number != nil || value.isVariable else {
      diagnostics.append(.badOperand(Self.name, value, "write a number"))
      return nil
    }
    self.init(operand: value)
  }

  package var text: String { "is \(Self.words) \(operand.shown)" }

  package func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    let expected = "a number \(Self.words) \(operand.shown)"
    // What was captured from text, such as a header field, is a number where it reads as one.
    guard let limit = operand.number ?? operand.string.flatMap({ JSONNumber(text: $0) }) else {
      return complaint(
        unless: false, seen, expected: expected, actual: "a limit that is no number")
    }
    let number =
      seen.value?.number
      ?? (seen.isText ? seen.value?.string.flatMap { JSONNumber(text: $0) } : nil)
    return complaint(
      unless: number.map { Self.holds($0, limit) } ?? false, seen, expected: expected)
  }
}

/// More than a number.
struct GreaterPredicate: NumberPredicate {
  static let name = "greater"
  static let words = "greater than"
  var operand: Value

  static func holds(_ number: JSONNumber, _ limit: JSONNumber) -> Bool { limit < number }
}

/// A number or more.
struct AtLeastPredicate: NumberPredicate {
  static let name = "at-least"
  static let words = "at least"
  var operand: Value

  static func holds(_ number: JSONNumber, _ limit: JSONNumber) -> Bool { !(number < limit) }
}

/// Less than a number.
struct LessPredicate: NumberPredicate {
  static let name = "less"
  static let words = "less than"
  var operand: Value

  static func holds(_ number: JSONNumber, _ limit: JSONNumber) -> Bool { number < limit }
}

/// A number or less.
struct AtMostPredicate: NumberPredicate {
  static let name = "at-most"
  static let words = "at most"
  var operand: Value

  static func holds(_ number: JSONNumber, _ limit: JSONNumber) -> Bool { !(limit < number) }
}
