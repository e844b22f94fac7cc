import Documents

/// The types that a value may have. Whole numbers and others are apart, so that `number` and
/// `integer` can be intersected.
struct JSONTypes: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  static let null = JSONTypes(rawValue: 1)
  static let boolean = JSONTypes(rawValue: 2)
  static let integer = JSONTypes(rawValue: 4)
  /// Numbers that are not whole.
  static let fraction = JSONTypes(rawValue: 8)
  static let string = JSONTypes(rawValue: 16)
  static let array = JSONTypes(rawValue: 32)
  static let object = JSONTypes(rawValue: 64)

  static let number: JSONTypes = [.integer, .fraction]
  static let all: JSONTypes = [.null, .boolean, .number, .string, .array, .object]

  /// What a name in `type` stands for. A `file` is sent as text.
  init(named name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "integer": self = .integer
    case "number": self = .number
    case "string", "file": self = .string
    case "array": self = .array
    case "object": self = .object
    default: self = []
    }
  }

  init(of value: Value) {
    switch value.kind {
    case .null: self = .null
    case .bool: self = .boolean
    case .number(let number): self = number.isInteger() ? .integer : .fraction
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }

  /// The kinds of which values can be made, one after the other.
  static let kinds: [JSONTypes] = [.object, .array, .string, .number, .boolean, .null]
}
