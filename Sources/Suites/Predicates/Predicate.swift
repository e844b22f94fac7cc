package import Documents

/// Something that can be said of a value in an answer. Pure: the same value, the same complaint.
package protocol Predicate: Sendable {
  /// Its key in suite files.
  static var name: String { get }
  /// Whether it is about all that a query selects; the others are about one value.
  static var looksAtAll: Bool { get }

  /// Reads what a suite wrote for it; nil, with diagnostics, where that makes no sense.
  init?(reading value: Value, into diagnostics: inout [Diagnostic])

  /// For people, after the name of the place: `equals "x"`.
  var text: String { get }
  /// The values in it that may hold variables.
  var operands: [Value] { get }
  /// Whether it can't be judged without the answers to earlier steps.
  var needsEarlierAnswers: Bool { get }
  /// With its variables filled in.
  func filled(by fill: (Value) throws(TemplateError) -> Value) throws(TemplateError) -> Self
  /// Tied to a contract and to the steps before; diagnoses what isn't there.
  func bound(_ binding: PredicateBinding, into diagnostics: inout [Diagnostic]) -> Self
  /// What is wrong; nil where it holds.
  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint?
}

extension Predicate {
  package static var looksAtAll: Bool { false }
  package var operands: [Value] { [] }
  package var needsEarlierAnswers: Bool { false }
  package func filled(
    by fill: (Value) throws(TemplateError) -> Value
  ) throws(TemplateError) -> Self { self }
  package func bound(
    _ binding: PredicateBinding, into diagnostics: inout [Diagnostic]
  ) -> Self { self }

  /// A complaint where `holds` is false.
  func complaint(
    unless holds: Bool, _ seen: Observed, expected: String? = nil, actual: String? = nil,
    at pointer: JSONPointer? = nil
  ) -> Complaint? {
    holds
      ? nil
      : Complaint(
        expected: expected ?? "a value that \(text)", actual: actual ?? seen.text,
        pointer: pointer ?? seen.pointer)
  }
}

/// A predicate of one value that may hold variables.
protocol OperandPredicate: Predicate {
  var operand: Value { get set }
}

extension OperandPredicate {
  package var operands: [Value] { [operand] }

  package func filled(
    by fill: (Value) throws(TemplateError) -> Value
  ) throws(TemplateError) -> Self {
    var copy = self
    copy.operand = try fill(operand)
    return copy
  }
}
