import Documents

/// A list in order: numbers by value, texts by their code points, equal neighbours allowed.
struct SortedPredicate: Predicate {
  static let name = "sorted"
  static let looksAtAll = true
  private let isDescending: Bool
  /// Where in each item the value stands that decides.
  private let key: JSONPointer

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    let orders = ["ascending", "descending"]
    let remedy = "write ascending, descending, or {by: /name, order: descending}"
    var order = value.string
    var key = JSONPointer()
    if let members = value.object {
      order = members["order"].map { $0.string ?? "" } ?? "ascending"
      let isKnown = members.names.allSatisfy { ["by", "order"].contains($0) }
      guard isKnown, let pointer = members["by"]?.string.flatMap({ JSONPointer(parsing: $0) })
      else {
        diagnostics.append(.badOperand(Self.name, value, remedy))
        return nil
      }
      key = pointer
    }
    guard let order, orders.contains(order) else {
      diagnostics.append(.badOperand(Self.name, value, remedy))
      return nil
    }
    isDescending = order == "descending"
    self.key = key
  }

  var text: String {
    "is sorted \(key.isRoot ? "" : "by \(key) ")\(isDescending ? "descending" : "ascending")"
  }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    guard let items = seen.items else {
      return complaint(unless: false, seen, expected: "a list that \(text)")
    }
    var last: Value?
    for (place, item) in items.enumerated() {
      guard let value = item.value[key] else {
        return Complaint(
          expected: "an item with \(key)", actual: item.value.shown, pointer: item.pointer)
      }
      if let last {
        guard let isOrdered = isOrdered(last, value) else {
          return Complaint(
            expected: "items that can be compared, numbers or texts",
            actual: "\(last.shown) before \(value.shown)", pointer: item.pointer)
        }
        guard isOrdered else {
          return Complaint(
            expected: "\(isDescending ? "descending" : "ascending") order",
            actual: "\(last.shown) before \(value.shown) (items \(place - 1) and \(place))",
            pointer: item.pointer)
        }
      } else if value.number == nil, value.string == nil {
        return Complaint(
          expected: "items that can be compared, numbers or texts", actual: value.shown,
          pointer: item.pointer)
      }
      last = value
    }
    return nil
  }

  /// Whether two neighbours stand rightly; nil where they can't be compared.
  private func isOrdered(_ left: Value, _ right: Value) -> Bool? {
    let (first, second) = isDescending ? (right, left) : (left, right)
    switch (first.kind, second.kind) {
    case (.number(let one), .number(let other)): return !(other < one)
    case (.string(let one), .string(let other)):
      return !other.utf8.lexicographicallyPrecedes(one.utf8)
    default: return nil
    }
  }
}
