import Documents
import Schemas

/// A text in which a regular expression of ECMA-262 is found, as with the schema keyword `pattern`.
struct MatchesPredicate: OperandPredicate {
  static let name = "matches"
  var operand: Value

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard let source = value.string else {
      diagnostics.append(
        .badOperand(Self.name, value, "write a regular expression in quotation marks"))
      return nil
    }
    guard value.isVariable || PatternCheck(source) != nil else {
      diagnostics.append(
        .badOperand(Self.name, value, "correct the regular expression (ECMA-262 with the flag u)"))
      return nil
    }
    operand = value
  }

  var text: String { "matches \(operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    let expected = "text that matches \(operand.shown)"
    guard let text = seen.value?.string else {
      return complaint(unless: false, seen, expected: expected)
    }
    guard let pattern = operand.string.flatMap({ PatternCheck($0) }) else {
      return complaint(
        unless: false, seen, expected: expected,
        actual: "a regular expression that is none: \(operand.shown)")
    }
    guard let isFound = pattern.matches(text) else {
      return complaint(
        unless: false, seen, expected: expected,
        actual: "text on which the regular expression takes too much effort")
    }
    return complaint(unless: isFound, seen, expected: expected)
  }
}
