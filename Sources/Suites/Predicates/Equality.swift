package import Documents

/// The same JSON value; object members in any order.
struct EqualsPredicate: OperandPredicate {
  static let name = "equals"
  var operand: Value

  init(operand: Value) { self.operand = operand }
  init?(reading value: Value, into diagnostics: inout [Diagnostic]) { operand = value }

  var text: String { "equals \(operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    complaint(unless: seen.equals(operand), seen, expected: operand.shown)
  }
}

/// Another JSON value; nothing is none.
struct DiffersPredicate: OperandPredicate {
  static let name = "not-equals"
  var operand: Value

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) { operand = value }

  var text: String { "does not equal \(operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    complaint(
      unless: seen.value != nil && !seen.equals(operand), seen,
      expected: "anything but \(operand.shown)")
  }
}

/// One of some JSON values.
struct OneOfPredicate: OperandPredicate {
  static let name = "one-of"
  var operand: Value

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard value.isVariable || value.array?.isEmpty == false else {
      diagnostics.append(.badOperand(Self.name, value, "write a list, such as [open, closed]"))
      return nil
    }
    operand = value
  }

  var text: String { "is one of \(operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    complaint(
      unless: operand.array?.contains { seen.equals($0) } ?? false, seen,
      expected: "one of \(operand.shown)")
  }
}

extension Observed {
  /// Whether the value is a certain one; of text, whether it says so.
  func equals(_ wanted: Value) -> Bool {
    guard let value else { return false }
    if isText, let text = value.string {
      return text.utf8.elementsEqual((wanted.string ?? JSONWriter.text(wanted)).utf8)
    }
    return value.isSameJSON(as: wanted)
  }
}

extension Value {
  /// Equality of JSON values (JSON Schema 2020-12 core §4.2.2): numbers by value, objects without
  /// regard to order.
  package func isSameJSON(as other: Value) -> Bool {
    switch (kind, other.kind) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isSameJSON(as: $1) }
    case (.object(let left), .object(let right)):
      left.count == right.count
        && left.allSatisfy { member in
          right[member.name].map { member.value.isSameJSON(as: $0) } ?? false
        }
    default: false
    }
  }
}
