import Documents

/// A predicate made of others.
protocol NestedPredicate: Predicate {
  var parts: [any Predicate] { get set }
  init(parts: [any Predicate])
}

extension NestedPredicate {
  package init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    let before = diagnostics.count
    let read = AllPredicates.read(value, at: value.range, into: &diagnostics)
    guard diagnostics.count == before else { return nil }
    self.init(parts: read.map(\.predicate))
  }

  package var operands: [Value] { parts.flatMap(\.operands) }

  package var needsEarlierAnswers: Bool { parts.contains(where: \.needsEarlierAnswers) }

  package func filled(
    by fill: (Value) throws(TemplateError) -> Value
  ) throws(TemplateError) -> Self {
    var filled: [any Predicate] = []
    for part in parts { filled.append(try part.filled(by: fill)) }
    return Self(parts: filled)
  }

  package func bound(
    _ binding: PredicateBinding, into diagnostics: inout [Diagnostic]
  ) -> Self {
    var bound: [any Predicate] = []
    for part in parts { bound.append(part.bound(binding, into: &diagnostics)) }
    return Self(parts: bound)
  }
}

/// Of every item of an array, or everything that a query selects.
///
/// An empty array has no item that could break it; a query that selects nothing has shown nothing.
struct EachPredicate: NestedPredicate {
  static let name = "each"
  static let looksAtAll = true
  var parts: [any Predicate]

  var text: String { "has only items of which each \(parts.map(\.text).joined(separator: ", "))" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    // A query's predicate is about the values it selects, be it one array.
    guard let items = seen.isSingular ? seen.items : seen.nodes else {
      return complaint(unless: false, seen, expected: "an array")
    }
    if !seen.isSingular, items.isEmpty {
      return complaint(unless: false, seen, expected: "at least one value")
    }
    for item in items {
      let one = Observed(value: item.value, at: item.pointer, isText: seen.isText)
      for part in parts {
        if let complaint = part.complaint(about: one, earlier) { return complaint }
      }
    }
    return nil
  }
}

/// That something is there of which the predicates do not all hold.
struct NotPredicate: NestedPredicate {
  static let name = "not"
  static let looksAtAll = true
  var parts: [any Predicate]

  var text: String { "is nothing that \(parts.map(\.text).joined(separator: " and "))" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    if seen.nodes.isEmpty, !parts.contains(where: { $0 is ExistsPredicate }) {
      return complaint(unless: false, seen, expected: "a value")
    }
    if seen.isManifold, parts.contains(where: { !type(of: $0).looksAtAll }) {
      return complaint(unless: false, seen, expected: "one value")
    }
    let isBroken = parts.contains { $0.complaint(about: seen, earlier) != nil }
    return complaint(unless: isBroken, seen, expected: "a value that \(text)")
  }
}
