extension DialectRules {
  /// JSON Schema draft 7 (draft-handrews-json-schema-01): conditions and encoded content.
  static let draft7: DialectRules = {
    var rules = draft6
    rules.dialect = .draft7
    rules.keywords.formUnion([
      .ifSchema, .thenSchema, .elseSchema, .readOnly, .writeOnly, .contentEncoding,
      .contentMediaType,
    ])
    return rules
  }()
}
