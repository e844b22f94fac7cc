internal import Documents

/// One dialect as a table: which words it knows and how it reads them.
struct DialectRules: Sendable {
  /// The sets of words that a metaschema can switch off (2019-09 and later).
  struct Vocabularies: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let applicator = Vocabularies(rawValue: 1)
    static let validation = Vocabularies(rawValue: 2)
    static let unevaluated = Vocabularies(rawValue: 4)
    static let formatAssertion = Vocabularies(rawValue: 8)
    static let format = Vocabularies(rawValue: 16)
    static let content = Vocabularies(rawValue: 32)
    static let all: Vocabularies = [.applicator, .validation, .unevaluated, .format, .content]
  }

  var dialect: SchemaDialect
  /// The words it knows.
  var keywords: KeywordSet
  /// Whether a `$ref` makes the words beside it meaningless.
  var ignoresSiblingsOfRef: Bool
  /// Whether `true` and `false` are schemas.
  var hasBooleanSchemas: Bool
  var integerRule: JSONNumber.IntegerRule
  /// Whether `null` is among the words that `type` may hold.
  var hasNullType = true
  /// Whether `file` is.
  var hasFileType = false
  /// Whether `exclusiveMinimum` is a flag beside `minimum`, and not a number.
  var hasFlagBounds: Bool
  /// The word that identifies a schema; nil where schemas have no identifiers.
  var idKeyword: Keyword?
  /// Whether an identifier may consist of a fragment, which then is an anchor (to draft 7).
  var hasFragmentIdentifiers: Bool
  var assertsFormats: Bool
  /// Whether `items` may be a list, with `additionalItems` for the rest.
  var hasItemLists: Bool
  /// Whether items that `contains` accepts count as evaluated.
  var containsEvaluates: Bool
  /// Whether `type` may be a list.
  var hasTypeLists = true
  /// The vocabularies that its metaschema declares.
  var vocabularies: Vocabularies = .all

  /// The words that `type` may hold, in the order of the alphabet.
  var typeNames: [String] {
    ["array", "boolean"] + (hasFileType ? ["file"] : []) + ["integer"]
      + (hasNullType ? ["null"] : []) + ["number", "object", "string"]
  }

  /// Whether it is a dialect of Swagger or OpenAPI, where numeric formats have a meaning and the
  /// direction of travel binds.
  var isOpenAPI: Bool {
    switch dialect {
    case .swagger20, .openAPI30, .openAPI31: true
    default: false
    }
  }

  func knows(_ keyword: Keyword) -> Bool {
    guard keywords.contains(keyword) else { return false }
    guard let vocabulary = Self.vocabulary(of: keyword) else { return true }
    return !vocabularies.isDisjoint(with: vocabulary)
  }

  private static func vocabulary(of keyword: Keyword) -> Vocabularies? {
    switch keyword {
    case .type, .const, .enumeration, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum,
      .multipleOf, .minLength, .maxLength, .pattern, .minContains, .maxContains, .minItems,
      .maxItems, .uniqueItems, .required, .minProperties, .maxProperties, .dependentRequired:
      .validation
    case .format: [.format, .formatAssertion]
    case .contentEncoding, .contentMediaType, .contentSchema: .content
    case .unevaluatedItems, .unevaluatedProperties: [.unevaluated]
    case .items, .prefixItems, .additionalItems, .contains, .properties, .patternProperties,
      .additionalProperties, .propertyNames, .dependentSchemas, .allOf, .anyOf, .oneOf, .not,
      .ifSchema, .thenSchema, .elseSchema:
      .applicator
    default: nil
    }
  }

  static func rules(for dialect: SchemaDialect) -> DialectRules {
    switch dialect {
    case .draft4: .draft4
    case .draft6: .draft6
    case .draft7: .draft7
    case .draft201909: .draft201909
    case .draft202012: .draft202012
    case .swagger20: .swagger20
    case .openAPI30: .openAPI30
    case .openAPI31: .openAPI31
    }
  }
}
