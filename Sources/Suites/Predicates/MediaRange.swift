import Contracts
import Documents

/// A content type that a media range covers (RFC 9110 §12.5.1); no key of its own among the
/// predicates.
struct MediaRange: OperandPredicate {
  static let name = "content-type"
  var operand: Value

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard value.isVariable || value.string.flatMap({ MediaTypeName($0) }) != nil else {
      diagnostics.append(
        .badOperand(Self.name, value, "write a media type, such as application/json or text/*"))
      return nil
    }
    operand = value
  }

  var text: String { "is \(operand.string ?? operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    let own = seen.value?.string.flatMap { MediaTypeName($0) }
    let range = operand.string.flatMap { MediaTypeName($0) }
    let holds = own.flatMap { own in range.map { own.isCovered(by: $0) && own.has($0.parameters) } }
    return complaint(
      unless: holds ?? false, seen, expected: operand.string ?? operand.shown,
      actual: seen.value?.string ?? "nothing")
  }
}

extension MediaTypeName {
  /// Whether it has all of some parameters.
  fileprivate func has(_ wanted: [Parameter]) -> Bool {
    wanted.allSatisfy { wanted in
      wanted.name == "q"
        || parameters.contains { $0.name == wanted.name && $0.value == wanted.value }
    }
  }
}
