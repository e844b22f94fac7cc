import Documents

/// Something is there, be it `null`; or nothing is.
struct ExistsPredicate: Predicate {
  static let name = "exists"
  static let looksAtAll = true
  let isWanted: Bool

  init(_ isWanted: Bool) { self.isWanted = isWanted }

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard let flag = value.bool else {
      diagnostics.append(.badOperand(Self.name, value, "write true or false"))
      return nil
    }
    isWanted = flag
  }

  var text: String { isWanted ? "exists" : "is missing" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    complaint(
      unless: seen.nodes.isEmpty != isWanted, seen, expected: isWanted ? "any value" : "nothing",
      at: seen.nodes.first?.pointer)
  }
}

extension Predicate {
  /// Whether it may hold where nothing is.
  var mayMiss: Bool {
    switch self {
    case let exists as ExistsPredicate: !exists.isWanted
    case let nested as NotPredicate: nested.parts.contains { $0 is ExistsPredicate }
    default: false
    }
  }
}

/// A JSON type.
struct TypePredicate: Predicate {
  static let name = "type"
  private static let known = [
    "string", "integer", "number", "boolean", "object", "array", "null",
  ]
  private let names: [String]

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    let names = (value.array ?? [value]).map { $0.isNull ? "null" : $0.string ?? "" }
    guard !names.isEmpty, let wrong = names.first(where: { !Self.known.contains($0) }) else {
      self.names = names
      if names.isEmpty {
        diagnostics.append(.badOperand(Self.name, value, "name a type"))
        return nil
      }
      return
    }
    diagnostics.append(
      .badOperand(Self.name, value, Suggestion.remedy(for: wrong, among: Self.known)))
    return nil
  }

  var text: String { "is of type \(names.joined(separator: " or "))" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    guard let value = seen.value else {
      return complaint(unless: false, seen, expected: names.joined(separator: " or "))
    }
    let own = JSONTypes(of: value)
    let holds = names.contains { JSONTypes(named: $0).contains(own) }
    return complaint(
      unless: holds, seen, expected: names.joined(separator: " or "),
      actual: "\(value.typeName) \(value.shown)")
  }
}
