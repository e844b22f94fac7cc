internal import Documents

/// The words of all dialects that mean something to a validator or to the search for identifiers.
package enum Keyword: String, Sendable, CaseIterable {
  // Identification and reference.
  case schema = "$schema"
  case vocabulary = "$vocabulary"
  case id = "$id"
  case id4 = "id"
  case anchor = "$anchor"
  case dynamicAnchor = "$dynamicAnchor"
  case recursiveAnchor = "$recursiveAnchor"
  case ref = "$ref"
  case dynamicRef = "$dynamicRef"
  case recursiveRef = "$recursiveRef"
  case defs = "$defs"
  case definitions

  // Any type.
  case type, const, nullable
  case enumeration = "enum"

  // Numbers.
  case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf

  // Strings.
  case minLength, maxLength, pattern, format, contentEncoding, contentMediaType, contentSchema

  // Arrays.
  case items, prefixItems, additionalItems, contains, minContains, maxContains
  case minItems, maxItems, uniqueItems, unevaluatedItems

  // Objects.
  case properties, patternProperties, additionalProperties, propertyNames, required
  case minProperties, maxProperties, dependencies, dependentRequired, dependentSchemas
  case unevaluatedProperties, readOnly, writeOnly, discriminator

  // Combinations.
  case allOf, anyOf, oneOf, not
  case ifSchema = "if"
  case thenSchema = "then"
  case elseSchema = "else"

  /// Not a word of any dialect: stands for a schema that is plainly `false`.
  case falseSchema = "false"

  /// The place of a keyword in the order of declaration; below 128.
  ///
  /// The cast is sound: an enumeration without associated values and with at most 256 cases is one
  /// byte, which counts the cases. Its raw value would be a string, to be looked up each time.
  @inline(__always)
  var number: UInt8 { unsafeBitCast(self, to: UInt8.self) }

  /// A name as numbers: its bytes, zeros behind them, and in the last byte how many there are, since a name may
  /// end with zeros too.
  private struct Letters: Equatable {
    private var words: (UInt64, UInt64, UInt64) = (0, 0, 0)

    /// Nil for names that are longer than any keyword.
    init?(_ name: String) {
      let count = name.utf8.withContiguousStorageIfAvailable { bytes in
        guard bytes.count < 24 else { return -1 }
        withUnsafeMutableBytes(of: &words) { words in
          words.copyMemory(from: UnsafeRawBufferPointer(bytes))
          words[23] = UInt8(truncatingIfNeeded: bytes.count)
        }
        return bytes.count
      }
      guard let count, count > 0 else { return nil }
    }

    static func == (left: Letters, right: Letters) -> Bool { left.words == right.words }

    var slot: Int {
      let mixed = (words.0 ^ words.1 &* 0xD6E8_FEB8_6659_FD93 ^ words.2) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed &>> 55)
    }
  }

  /// A hash table with many more slots than keywords, so that most other names meet a free one.
  private static let byName: [(letters: Letters, keyword: Keyword)?] = {
    var slots = [(letters: Letters, keyword: Keyword)?](repeating: nil, count: 512)
    for keyword in allCases {
      guard let letters = Letters(keyword.rawValue) else { continue }
      var slot = letters.slot
      while slots[slot] != nil { slot = (slot + 1) & 511 }
      slots[slot] = (letters, keyword)
    }
    return slots
  }()

  /// The keyword of that name, found in less time than by `init(rawValue:)`.
  static func named(_ name: String) -> Keyword? {
    guard let letters = Letters(name) else { return nil }
    var slot = letters.slot
    while let entry = byName[slot] {
      if entry.letters == letters { return entry.keyword }
      slot = (slot + 1) & 511
    }
    return nil
  }

  /// How a keyword holds other schemas.
  enum Holding {
    case nothing, schema, list, map
    /// `items` before 2020-12: one schema or a list.
    case schemaOrList
    /// `dependencies`: a schema or a list of names for each member.
    case mapOfSchemasOrNames
  }

  var holding: Holding {
    switch self {
    case .defs, .definitions, .properties, .patternProperties, .dependentSchemas: .map
    case .dependencies: .mapOfSchemasOrNames
    case .allOf, .anyOf, .oneOf, .prefixItems: .list
    case .items: .schemaOrList
    case .additionalItems, .contains, .additionalProperties, .propertyNames, .not, .ifSchema,
      .thenSchema, .elseSchema, .unevaluatedItems, .unevaluatedProperties, .contentSchema:
      .schema
    default: .nothing
    }
  }
}
