/// A JSON or YAML value as a tree that remembers where each part stood in its file.
///
/// For what is read once, edited and walked by name: specs, overlays, suites, fixtures, schemas,
/// generated bodies. Answers of a target are read into a `JSONDocument` instead, which is flat.
///
/// Three words: it passes in registers, and to copy it is to count one reference.
public struct Value: Sendable {
  package enum Kind: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([Value])
    case object(ValueObject)
  }

  @usableFromInline let content: ValueContent
  private let place: SourceRange.OrNone

  package var kind: Kind {
    get { content.kind }
    set { self = Value(newValue, at: range) }
  }

  /// Nil for a value that no file holds.
  package var range: SourceRange? {
    get { place.range }
    set { self = Value(content: content, at: newValue) }
  }

  package init(_ kind: Kind, at range: SourceRange? = nil) {
    self.init(content: ValueContent(kind), at: range)
  }

  @inline(__always)
  init(content: ValueContent, at range: SourceRange?) {
    self.content = content
    place = SourceRange.OrNone(range)
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
    Value(content: .array(items), at: range)
  }

  package static func object(_ members: ValueObject, at range: SourceRange? = nil) -> Value {
    Value(content: .object(members), at: range)
  }

  /// An object from name and value pairs, in that order.
  package static func object(_ pairs: [(String, Value)], at range: SourceRange? = nil) -> Value {
    var members = ValueObject()
    for (name, value) in pairs { members[name] = value }
    return Value(content: .object(members), at: range)
  }
}

extension Value {
  /// The text of a string; nil for any other value.
  @inlinable
  public var string: String? {
    if case .string(let text) = content { text.text } else { nil }
  }

  /// Nil for any other value than true and false.
  @inlinable
  public var bool: Bool? {
    if case .bool(let flag) = content { flag.isTrue } else { nil }
  }

  package var number: JSONNumber? {
    if case .number(let text) = content { JSONNumber(checked: text.text) } else { nil }
  }

  /// The value as a machine integer when it is a number of that exact value.
  package var integer: Int? { number?.integer }

  /// The items of an array; nil for any other value.
  @inlinable
  public var array: [Value]? {
    if case .array(let items) = content { items } else { nil }
  }

  /// The members of an object; nil for any other value.
  @inlinable
  public var object: ValueObject? {
    if case .object(let members) = content { members } else { nil }
  }

  /// Whether it is null.
  @inlinable
  public var isNull: Bool {
    if case .null = content { true } else { false }
  }

  /// Whether it is an object.
  @inlinable
  public var isObject: Bool {
    if case .object = content { true } else { false }
  }

  /// The JSON type's name: null, boolean, number, string, array or object.
  package var typeName: String {
    switch content {
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
    switch content {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The member of an object; nil where the value is no object or has no such member.
  @inlinable
  public subscript(name: String) -> Value? {
    if case .object(let members) = content { members.storage.value(of: name) } else { nil }
  }

  /// The text of an object's member; nil where the value is no object, or has no such member that is a string.
  @inlinable
  public func text(_ name: String) -> String? {
    if case .object(let members) = content { members.storage.text(of: name) } else { nil }
  }

  /// The item of an array; nil where the value is no array or has no such item.
  package subscript(index: Int) -> Value? {
    guard case .array(let items) = content, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// What a JSON Pointer leads to (RFC 6901 §4); nil where nothing is.
  package subscript(pointer: JSONPointer) -> Value? {
    guard let way = pointer.way else { return self }
    return way.value(in: self)
  }

  /// What one token of a JSON Pointer leads to.
  func child(_ token: String) -> Value? {
    if let member = self[token] { return member }
    guard case .array = content, let index = JSONPointer.arrayIndex(token) else { return nil }
    return self[index]
  }
}
