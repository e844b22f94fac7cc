import Documents

/// A value as far as the styles know values: one text, a list of texts, or named texts.
enum FlatValue {
  case text(String)
  case items([String])
  case members([(name: String, text: String)])

  /// Null is empty text, the first column of the styles' table (OpenAPI 3.2 §4.12.6).
  init(_ value: Value, _ notation: ParameterNotation) throws(SerializationError) {
    switch value.kind {
    case .array(let items):
      var texts: [String] = []
      texts.reserveCapacity(items.count)
      for item in items { texts.append(try Self.inner(item, notation)) }
      self = .items(texts)
    case .object(let object):
      var members: [(name: String, text: String)] = []
      for member in object { members.append((member.name, try Self.inner(member.value, notation))) }
      self = .members(members)
    default: self = .text(Self.text(value) ?? "")
    }
  }

  /// The text of a scalar; nil for an array or object.
  static func text(_ value: Value) -> String? {
    switch value.kind {
    case .null: ""
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): number.text
    case .string(let text): text
    case .array, .object: nil
    }
  }

  private static func inner(
    _ value: Value, _ notation: ParameterNotation
  ) throws(SerializationError) -> String {
    if value.isNull { throw SerializationError(.innerNull, name: notation.name) }
    guard let text = text(value) else {
      throw SerializationError(.nested(notation.style), name: notation.name)
    }
    return text
  }
}
