import Documents

/// Puts an object together whose members know where they stood.
struct LocatedObject {
  private(set) var members = ValueObject()

  /// Adds a member; without a place of its own the name takes the value's.
  mutating func add(_ name: String, _ value: Value, nameAt range: SourceRange? = nil) {
    members.set(ValueObject.Member(name: name, nameRange: range ?? value.range, value: value))
  }

  mutating func add(_ name: String, _ text: String, at range: SourceRange?) {
    add(name, .string(text, at: range))
  }

  func value(at range: SourceRange?) -> Value { .object(members, at: range) }
}
