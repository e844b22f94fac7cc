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

  /// A hash table with many more slots than keywords, so that most other names meet a free one.
  private static let byName: [(name: String, keyword: Keyword)?] = {
    var slots = [(name: String, keyword: Keyword)?](repeating: nil, count: 512)
    for keyword in allCases {
      var slot = Int(KeyHash.of(keyword.rawValue)) & 511
      while slots[slot] != nil { slot = (slot + 1) & 511 }
      slots[slot] = (keyword.rawValue, keyword)
    }
    return slots
  }()

  /// The keyword of that name, found in less time than by `init(rawValue:)`.
  static func named(_ name: String) -> Keyword? {
    var slot = Int(KeyHash.of(name)) & 511
    while let entry = byName[slot] {
      if ExactName.isSame(entry.name, name) { return entry.keyword }
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
