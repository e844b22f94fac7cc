import Documents

extension Value {
  /// Whether two values say the same, wherever they stand. Members may come in any order.
  func isSame(as other: Value) -> Bool {
    switch (kind, other.kind) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.number(let left), .number(let right)): return left.text == right.text
    case (.string(let left), .string(let right)): return left.isExactly(right)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && left.allSatisfy { member in
          right[member.name].map { member.value.isSame(as: $0) } ?? false
        }
    default: return false
    }
  }
}
