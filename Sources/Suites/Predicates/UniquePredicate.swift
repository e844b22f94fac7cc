import Documents

/// A list in which no two items are the same JSON value.
struct UniquePredicate: Predicate {
  static let name = "unique"
  static let looksAtAll = true

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard value.bool == true else {
      diagnostics.append(
        .badOperand(Self.name, value, "write `unique: true`, or leave it out"))
      return nil
    }
  }

  var text: String { "has no item twice" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    guard let items = seen.items else {
      return complaint(unless: false, seen, expected: "a list without an item twice")
    }
    var places: [Int: [Int]] = [:]
    for (place, item) in items.enumerated() {
      var hasher = Hasher()
      item.value.mix(into: &hasher)
      let hash = hasher.finalize()
      for other in places[hash] ?? [] where items[other].value.isSameJSON(as: item.value) {
        return Complaint(
          expected: "no item twice",
          actual: "\(item.value.shown) as items \(other) and \(place)", pointer: item.pointer)
      }
      places[hash, default: []].append(place)
    }
    return nil
  }
}

extension Value {
  /// Equal values mix alike.
  fileprivate func mix(into hasher: inout Hasher) {
    switch kind {
    case .null: hasher.combine(0)
    case .bool(let flag): hasher.combine(flag)
    case .number(let number): hasher.combine(number)
    case .string(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .array(let items):
      hasher.combine(items.count)
      for item in items { item.mix(into: &hasher) }
    case .object(let members):
      // In any order.
      var sum = members.count
      for member in members {
        var inner = Hasher()
        for byte in member.name.utf8 { inner.combine(byte) }
        member.value.mix(into: &inner)
        sum &+= inner.finalize()
      }
      hasher.combine(sum)
    }
  }
}
