/// A JSON or YAML value as a tree that remembers where each part stood in its file.
///
/// For what is read once, edited and walked by name: specs, overlays, suites, fixtures, schemas,
/// generated bodies. Answers of a target are read into a `JSONDocument` instead, which is flat.
package struct Value: Sendable {
  package enum Kind: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([Value])
    case object(ValueObject)
  }

  package var kind: Kind
  /// Nil for a value that no file holds.
  package var range: SourceRange?

  package init(_ kind: Kind, at range: SourceRange? = nil) {
    self.kind = kind
    self.range = range
  }

  package static var null: Value { Value(.null) }

  package static func string(_ text: String, at range: SourceRange? = nil) -> Value {
    Value(.string(text), at: range)
  }

  package static func bool(_ flag: Bool, at range: SourceRange? = nil) -> Value {
    Value(.bool(flag), at: range)
  }

  package static func integer(_ number: Int, at range: SourceRange? = nil) -> Value {
    Value(.number(JSONNumber(number)), at: range)
  }

  package static func array(_ items: [Value], at range: SourceRange? = nil) -> Value {
    Value(.array(items), at: range)
  }

  package static func object(_ members: ValueObject, at range: SourceRange? = nil) -> Value {
    Value(.object(members), at: range)
  }

  /// An object from name and value pairs, in that order.
  package static func object(_ pairs: [(String, Value)], at range: SourceRange? = nil) -> Value {
    var members = ValueObject()
    for (name, value) in pairs { members[name] = value }
    return Value(.object(members), at: range)
  }
}

extension Value {
  package var string: String? { kind.string }

  package var bool: Bool? { kind.bool }

  package var number: JSONNumber? { kind.number }

  /// The value as a machine integer when it is a number of that exact value.
  package var integer: Int? { number?.integer }

  package var array: [Value]? { kind.array }

  package var object: ValueObject? { kind.object }

  package var isNull: Bool { kind.isNull }

  package var isObject: Bool { kind.isObject }

  /// The JSON type's name: null, boolean, number, string, array or object.
  package var typeName: String {
    switch kind {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// What it is, for messages to people: `a list`, `an object`, `true or false`.
  package var typePhrase: String {
    switch kind {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The member of an object; nil where the value is no object or has no such member.
  package subscript(name: String) -> Value? { kind.member(name) }

  /// The text of an object's member; nil where the value is no object, or has no such member that is a string.
  package func text(_ name: String) -> String? { kind.text(name) }

  /// The item of an array; nil where the value is no array or has no such item.
  package subscript(index: Int) -> Value? {
    guard let items = array, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// What a JSON Pointer leads to (RFC 6901 §4); nil where nothing is.
  package subscript(pointer: JSONPointer) -> Value? {
    guard let way = pointer.way else { return self }
    return way.value(in: self)
  }

  /// What one token of a JSON Pointer leads to.
  func child(_ token: String) -> Value? { kind.child(token) }
}

// A value is too wide to be passed in registers: where code that takes its kind apart is inlined, the
// compiler copies all of the value first and counts references that nobody needs. A kind by itself is
// passed as it is.
extension Value.Kind {
  @inline(never)
  fileprivate var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  @inline(never)
  fileprivate var bool: Bool? {
    if case .bool(let flag) = self { flag } else { nil }
  }

  @inline(never)
  fileprivate var number: JSONNumber? {
    if case .number(let number) = self { number } else { nil }
  }

  @inline(never)
  fileprivate var array: [Value]? {
    if case .array(let items) = self { items } else { nil }
  }

  @inline(never)
  fileprivate var object: ValueObject? {
    if case .object(let members) = self { members } else { nil }
  }

  @inline(never)
  fileprivate var isNull: Bool {
    if case .null = self { true } else { false }
  }

  @inline(never)
  fileprivate var isObject: Bool {
    if case .object = self { true } else { false }
  }

  @inline(never)
  fileprivate func member(_ name: String) -> Value? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  @inline(never)
  fileprivate func text(_ name: String) -> String? {
    guard case .object(let members) = self else { return nil }
    return members.text(name)
  }

  @inline(never)
  fileprivate func child(_ token: String) -> Value? {
    switch self {
    case .object(let members): return members[token]
    case .array(let items):
      guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else {
        return nil
      }
      return items[index]
    default: return nil
    }
  }
}
