import Documents

extension Value {
  /// The value with another one at a place that exists, or with nil without what is there.
  func replacing(_ tokens: ArraySlice<String>, with replacement: Value?) -> Value? {
    guard let token = tokens.first else { return replacement }
    let rest = tokens.dropFirst()
    switch kind {
    case .object(var members):
      guard let member = members[token] else { return nil }
      if rest.isEmpty, replacement == nil {
        members[token] = nil
      } else {
        guard let inner = member.replacing(rest, with: replacement) else { return nil }
        members[token] = inner
      }
      return .object(members)
    case .array(var items):
      guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else {
        return nil
      }
      if rest.isEmpty, replacement == nil {
        items.remove(at: index)
      } else {
        guard let inner = items[index].replacing(rest, with: replacement) else { return nil }
        items[index] = inner
      }
      return .array(items)
    default: return nil
    }
  }

  func replacing(_ pointer: JSONPointer, with replacement: Value?) -> Value? {
    replacing(pointer.tokens[...], with: replacement)
  }

  /// An object without some of its members.
  func without(_ names: some Sequence<String>) -> Value {
    guard var members = object else { return self }
    for name in names { members[name] = nil }
    return .object(members)
  }

  /// An object with another member.
  func with(_ name: String, _ value: Value) -> Value {
    guard var members = object else { return self }
    members[name] = value
    return .object(members)
  }
}
