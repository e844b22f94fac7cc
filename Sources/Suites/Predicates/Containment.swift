import Documents

/// An array with an item, a text with a part, or an object that shows at least these members.
struct ContainsPredicate: OperandPredicate {
  static let name = "contains"
  static let looksAtAll = true
  var operand: Value

  init(operand: Value) { self.operand = operand }
  init?(reading value: Value, into diagnostics: inout [Diagnostic]) { operand = value }

  var text: String { "contains \(operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    complaint(
      unless: seen.contains(operand) ?? false, seen, expected: "to contain \(operand.shown)")
  }
}

/// Something that does not contain; nothing contains nothing, but is no proof.
struct ContainsNotPredicate: OperandPredicate {
  static let name = "not-contains"
  static let looksAtAll = true
  var operand: Value

  init(operand: Value) { self.operand = operand }
  init?(reading value: Value, into diagnostics: inout [Diagnostic]) { operand = value }

  var text: String { "does not contain \(operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    guard let contains = seen.contains(operand) else {
      return complaint(unless: false, seen, expected: "a value without \(operand.shown)")
    }
    return complaint(unless: !contains, seen, expected: "not to contain \(operand.shown)")
  }
}

/// An object that has at least these members, with these values, at any depth.
struct SubsetPredicate: OperandPredicate {
  static let name = "subset"
  var operand: Value

  init?(reading value: Value, into diagnostics: inout [Diagnostic]) {
    guard value.object != nil || value.isVariable else {
      diagnostics.append(.badOperand(Self.name, value, "write an object of members to be there"))
      return nil
    }
    operand = value
  }

  var text: String { "has the members \(operand.shown)" }

  func complaint(about seen: Observed, _ earlier: EarlierAnswers) -> Complaint? {
    complaint(
      unless: seen.value?.covers(operand) ?? false, seen,
      expected: "an object with \(operand.shown)")
  }
}

extension Observed {
  /// Nil where there is nothing that could contain.
  fileprivate func contains(_ wanted: Value) -> Bool? {
    if let items { return items.contains { $0.value.covers(wanted) } }
    guard let value else { return nil }
    if let text = value.string {
      return text.containsBytes(of: wanted.string ?? JSONWriter.text(wanted))
    }
    return value.covers(wanted)
  }
}

extension Value {
  /// Whether a value shows all that another one does: objects may have more members.
  func covers(_ wanted: Value) -> Bool {
    guard case .object(let members) = wanted.kind, let own = object else {
      return isSameJSON(as: wanted)
    }
    return members.allSatisfy { member in own[member.name]?.covers(member.value) ?? false }
  }
}

extension String {
  /// Whether the bytes of another text stand somewhere in this one's.
  fileprivate func containsBytes(of part: String) -> Bool {
    let whole = Array(utf8)
    let part = Array(part.utf8)
    guard let first = part.first else { return true }
    guard whole.count >= part.count else { return false }
    return (0...(whole.count - part.count)).contains { start in
      whole[start] == first && whole[start..<(start + part.count)].elementsEqual(part)
    }
  }
}
