internal import Documents

extension DialectRules {
  /// JSON Schema draft 6 (draft-wright-json-schema-01): `$id`, boolean schemas, `const`,
  /// `contains`, `propertyNames`, and exclusive bounds that are numbers.
  static let draft6: DialectRules = {
    var rules = draft4
    rules.dialect = .draft6
    rules.keywords.remove(.id4)
    rules.keywords.formUnion([.id, .const, .contains, .propertyNames])
    rules.hasBooleanSchemas = true
    rules.integerRule = .byValue
    rules.hasFlagBounds = false
    rules.idKeyword = .id
    return rules
  }()
}
