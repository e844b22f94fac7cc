internal import Documents

extension DialectRules {
  /// The Schema Object of Swagger 2.0: a part of draft 4, where a `$ref` replaces what is beside it,
  /// formats are binding and `1.0` is no integer.
  static let swagger20 = DialectRules(
    dialect: .swagger20,
    keywords: [
      .ref, .type, .enumeration, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum,
      .multipleOf, .minLength, .maxLength, .pattern, .format, .items, .minItems, .maxItems,
      .uniqueItems, .properties, .additionalProperties, .required, .minProperties, .maxProperties,
      .allOf, .discriminator, .readOnly,
    ],
    ignoresSiblingsOfRef: true, hasBooleanSchemas: false, integerRule: .bySpelling,
    hasNullType: false, hasFileType: true, hasFlagBounds: true, idKeyword: nil,
    hasFragmentIdentifiers: false, assertsFormats: true, hasItemLists: false,
    containsEvaluates: false, hasTypeLists: false)

  /// Whether a place of a Swagger 2.0 definition is that of a parameter: it is a schema, except that
  /// its `required` is a flag about the parameter.
  func isParameter(at pointer: JSONPointer) -> Bool {
    guard dialect == .swagger20 else { return false }
    let tokens = pointer.tokens
    switch tokens.count {
    case 2: return tokens[0] == "parameters"
    case 4: return tokens[0] == "paths" && tokens[2] == "parameters"
    case 5: return tokens[0] == "paths" && tokens[3] == "parameters"
    default: return false
    }
  }
}
