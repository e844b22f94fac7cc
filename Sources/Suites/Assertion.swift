package import Documents

/// Something that a suite demands of a place in an answer's body.
package struct Assertion: Sendable {
  package enum Predicate: Sendable {
    /// The same JSON value; object members in any order.
    case equals(Value)
    case exists
    case missing
    /// An array with an item, or an object, that has at least these members with these values.
    case contains(Value)
    case containsNot(Value)
  }

  package var pointer: JSONPointer
  package var predicate: Predicate
  package var range: SourceRange?

  package init(pointer: JSONPointer, predicate: Predicate, range: SourceRange? = nil) {
    self.pointer = pointer
    self.predicate = predicate
    self.range = range
  }

  /// What was demanded and what is there instead; nil where the demand is met.
  package func complaint(about body: Value) -> (expected: String, actual: String)? {
    let found = body[pointer]
    let actual = found.map { JSONWriter.text($0) } ?? "nothing"
    switch predicate {
    case .equals(let wanted):
      guard let found, found.isSameJSON(as: wanted) else {
        return (JSONWriter.text(wanted), actual)
      }
    case .exists:
      guard found != nil else { return ("any value", actual) }
    case .missing:
      guard found == nil else { return ("nothing", actual) }
    case .contains(let wanted):
      guard let found, found.contains(wanted) else {
        return ("to contain \(JSONWriter.text(wanted))", actual)
      }
    case .containsNot(let unwanted):
      guard let found else { return ("a value without \(JSONWriter.text(unwanted))", actual) }
      guard !found.contains(unwanted) else {
        return ("not to contain \(JSONWriter.text(unwanted))", actual)
      }
    }
    return nil
  }
}

extension Assertion {
  /// The value that is compared with; nil for predicates that compare with none.
  package var operand: Value? {
    switch predicate {
    case .equals(let value), .contains(let value), .containsNot(let value): value
    case .exists, .missing: nil
    }
  }

  /// The assertion with its variables filled in; throws for one that has no value, which would make
  /// the assertion mean something else.
  package func filled(from variables: [String: Value]) throws(TemplateError) -> Assertion {
    guard let operand else { return self }
    return replacingOperand(with: try operand.filled(from: variables))
  }

  func replacingOperand(with value: Value) -> Assertion {
    var assertion = self
    switch predicate {
    case .equals: assertion.predicate = .equals(value)
    case .contains: assertion.predicate = .contains(value)
    case .containsNot: assertion.predicate = .containsNot(value)
    case .exists, .missing: break
    }
    return assertion
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

  /// Whether an array has an item, or an object itself has, all that `wanted` shows.
  fileprivate func contains(_ wanted: Value) -> Bool {
    switch kind {
    case .array(let items): items.contains { $0.covers(wanted) }
    default: covers(wanted)
    }
  }

  private func covers(_ wanted: Value) -> Bool {
    guard case .object(let members) = wanted.kind, let own = object else {
      return isSameJSON(as: wanted)
    }
    return members.allSatisfy { member in own[member.name]?.covers(member.value) ?? false }
  }
}
