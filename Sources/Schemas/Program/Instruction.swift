/// One check of a compiled schema. What `a`, `b` and `c` mean depends on the code: numbers, or
/// indexes into the program's pools. −1 stands for nothing.
struct Instruction: Sendable {
  enum Code: UInt8, Sendable {
    // Any type.
    /// a: value set.
    case valueSet
    // Numbers. a: bound or divisor.
    case lowerBound, upperBound, multipleOf, numberFormat
    // Strings. a: the limit, the pattern or the format.
    case minLength, maxLength, pattern, format
    /// a: bit 0 for base64, bit 1 for JSON.
    case content
    // Arrays. a: the limit.
    case minItems, maxItems, uniqueItems
    /// a and b: list and count of the schemas at the front; c: schema of the rest.
    case items
    /// a: schema; b and c: least and most matches.
    case contains
    // Objects. a: the limit.
    case minProperties, maxProperties
    /// a: member rules.
    case members
    /// a: schema.
    case propertyNames
    /// a: dependency group.
    case dependencies
    /// a: discriminator.
    case discriminator
    // Combinations.
    /// a: schema.
    case reference, not
    /// a: dynamic target.
    case dynamicReference
    /// a and b: list and count of schemas; c: 0 where a discriminator chooses for objects.
    case allOf, anyOf, oneOf
    /// a, b, c: schemas of if, then, else.
    case conditional
    /// a: schema of the rest; b: schema that the word stands in.
    case unevaluatedItems, unevaluatedProperties
    // Only in `ProgramView.checks`, where they stand for two others.
    /// a: integer range. For numbers spelt as integers, and for the others.
    case integerRange, numberRange
    /// a and b: least and most characters.
    case lengthRange
  }

  let code: Code
  /// The word in the schema that it comes from.
  let keyword: Keyword
  let a: Int32
  let b: Int32
  let c: Int32

  init(_ code: Code, _ keyword: Keyword, a: Int = -1, b: Int = -1, c: Int = -1) {
    self.code = code
    self.keyword = keyword
    self.a = Int32(clamping: a)
    self.b = Int32(clamping: b)
    self.c = Int32(clamping: c)
  }

  /// The kind of instance that it can fail for; nil for every kind.
  var appliesTo: Applicability {
    switch code {
    case .lowerBound, .upperBound, .multipleOf, .numberFormat, .integerRange,
      .numberRange:
      .numbers
    case .minLength, .maxLength, .pattern, .format, .content, .lengthRange: .strings
    case .minItems, .maxItems, .uniqueItems, .items, .contains: .arrays
    case .minProperties, .maxProperties, .members, .propertyNames, .dependencies, .discriminator:
      .objects
    case .valueSet, .reference, .not, .dynamicReference, .allOf, .anyOf, .oneOf, .conditional,
      .unevaluatedItems, .unevaluatedProperties:
      .everything
    }
  }

  enum Applicability: Int, Sendable {
    case numbers, strings, arrays, objects, everything
  }
}

/// One schema, as the validator sees it: which types it accepts and where its checks are.
struct SchemaRecord: Sendable {
  /// A bit for each kind of tape node, and `integersOnly`.
  var types: UInt8 = everyType
  /// `integersOnly` counts `1.0` as an integer.
  var integersByValue = true
  /// Whether items that `contains` accepts count as evaluated (from 2020-12 on).
  var containsEvaluates = false
  /// The schema resource that it belongs to, for dynamic references.
  var resource: Int32 = 0
  /// The instructions for numbers, strings, arrays, objects and for everything, in this order; each
  /// group ends where the next one starts.
  var numbers: Int32 = 0
  var strings: Int32 = 0
  var arrays: Int32 = 0
  var objects: Int32 = 0
  var everything: Int32 = 0
  var end: Int32 = 0

  /// Bits 0 to 6 are the kinds of `TapeNode`.
  static let everyType: UInt8 = 0b0111_1111
  static let integersOnly: UInt8 = 0b1000_0000
}
