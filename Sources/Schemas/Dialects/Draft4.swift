internal import Documents

extension DialectRules {
  /// JSON Schema draft 4 (draft-zyp-json-schema-04, draft-fge-json-schema-validation-00).
  static let draft4 = DialectRules(
    dialect: .draft4,
    keywords: [
      .schema, .id4, .ref, .definitions, .type, .enumeration, .minimum, .maximum,
      .exclusiveMinimum, .exclusiveMaximum, .multipleOf, .minLength, .maxLength, .pattern, .format,
      .items, .additionalItems, .minItems, .maxItems, .uniqueItems, .properties,
      .patternProperties, .additionalProperties, .required, .minProperties, .maxProperties,
      .dependencies, .allOf, .anyOf, .oneOf, .not,
    ],
    ignoresSiblingsOfRef: true, hasBooleanSchemas: false, integerRule: .bySpelling,
    hasFlagBounds: true, idKeyword: .id4, hasFragmentIdentifiers: true,
    assertsFormats: false, hasItemLists: true, containsEvaluates: false)
}
