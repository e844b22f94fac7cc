/// A JSON number exactly as it was spelt (RFC 8259 §6), equal to and ordered with others by value.
package struct JSONNumber: Sendable {
  /// What counts as an integer. JSON Schema draft 4 and the schema objects of Swagger 2.0 and
  /// OpenAPI 3.0 go by the spelling, everything later by the value.
  package enum IntegerRule: Sendable, Hashable {
    /// `1.0` and `1e2` are integers.
    case byValue
    /// Only digits, perhaps after a minus sign, are an integer.
    case bySpelling
  }

  /// The spelling, for instance `1.0` or `1e400`.
  package let text: String

  package init(_ integer: Int) {
    text = String(integer)
  }

  /// Nil where the text isn't exactly one number of RFC 8259 §6.
  package init?(text: String) {
    guard JSONNumber.isWellFormed(Array(text.utf8)) else { return nil }
    self.text = text
  }

  /// For text that a reader has already checked.
  init(checked text: String) {
    self.text = text
  }

  /// The value in comparable parts.
  package var decimal: ExactDecimal {
    ExactDecimal(Array(text.utf8)[...]) ?? ExactDecimal(0)
  }

  /// The value as a machine integer where it is one (`1.0` is 1).
  package var integer: Int? { Int(text) ?? decimal.integer }

  /// The nearest binary floating-point number, for arithmetic that needs no exactness; infinite
  /// where the value is out of range.
  package var double: Double { Double(text) ?? .nan }

  package func isInteger(_ rule: IntegerRule = .byValue) -> Bool {
    switch rule {
    case .byValue: decimal.isInteger
    case .bySpelling: !text.utf8.contains { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 }
    }
  }

  /// True where this is a whole number of times the divisor, in exact decimal arithmetic.
  package func isMultiple(of divisor: JSONNumber) -> Bool {
    decimal.isMultiple(of: divisor.decimal)
  }

  private static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "0") {
      rest = rest.dropFirst()
    } else {
      guard dropDigits(&rest) else { return false }
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard dropDigits(&rest) else { return false }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard dropDigits(&rest) else { return false }
    }
    return rest.isEmpty
  }

  private static func dropDigits(_ rest: inout ArraySlice<UInt8>) -> Bool {
    let count = rest.count
    rest = rest.drop { (48...57).contains($0) }
    return rest.count < count
  }
}

extension JSONNumber: Comparable, Hashable {
  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.decimal == right.decimal
  }

  package static func < (left: JSONNumber, right: JSONNumber) -> Bool {
    left.decimal < right.decimal
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(decimal)
  }
}

extension JSONNumber: CustomStringConvertible {
  package var description: String { text }
}
