import Documents

/// Header fields in the order of the wire, duplicates kept (RFC 9110 §5).
package struct HTTPHeaders: Sendable, Hashable {
  package struct Field: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package var fields: [Field]

  package init(_ fields: [Field] = []) {
    self.fields = fields
  }

  package init(_ pairs: KeyValuePairs<String, String>) {
    fields = pairs.map { Field(name: $0.key, value: $0.value) }
  }

  /// The first value of a field; names compare without regard to ASCII case (§5.1).
  package subscript(name: String) -> String? {
    // By place: a field is two strings, and copying it counts both.
    for place in fields.indices where HTTPHeaders.isSameName(fields[place].name, name) {
      return fields[place].value
    }
    return nil
  }

  /// Every value of a field, in order.
  package func values(of name: String) -> [String] {
    fields.filter { HTTPHeaders.isSameName($0.name, name) }.map(\.value)
  }

  /// False where no two fields have the same name; true where some do, or where there are too many
  /// fields to compare each with each.
  package var mayRepeatNames: Bool {
    guard fields.count <= 32 else { return true }
    // Names of other lengths and first letters are other names; most sections have no two alike.
    var seen: UInt64 = 0
    for place in fields.indices {
      let name = fields[place].name.utf8
      let first = UInt64(HTTPHeaders.lowercased(name.first ?? 0))
      let bit = 1 as UInt64 &<< (first &* 5 &+ UInt64(name.count))
      if seen & bit != 0 {
        for other in 0..<place
        where HTTPHeaders.isSameName(fields[place].name, fields[other].name) { return true }
      }
      seen |= bit
    }
    return false
  }

  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// Puts one field in the place of all of that name.
  package mutating func replace(_ name: String, with value: String) {
    remove(name)
    append(name, value)
  }

  package mutating func remove(_ name: String) {
    fields.removeAll { HTTPHeaders.isSameName($0.name, name) }
  }

  package static func isSameName(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.utf8, right.utf8)
    guard left.count == right.count else { return false }
    // This is asked many times an answer: spans are read without a call for each byte.
    let (one, other) = (left.span, right.span)
    for place in one.indices where one[place] != other[place] {
      guard lowercased(one[place]) == lowercased(other[place]) else { return false }
    }
    return true
  }

  /// Whether both are the same byte by byte, which texts that are equal need not be.
  package func isIdentical(to other: HTTPHeaders) -> Bool {
    guard fields.count == other.fields.count else { return false }
    for place in fields.indices {
      guard
        ByteSearch.isSame(fields[place].name.utf8.span, other.fields[place].name.utf8.span),
        ByteSearch.isSame(fields[place].value.utf8.span, other.fields[place].value.utf8.span)
      else { return false }
    }
    return true
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}
