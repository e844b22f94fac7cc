extension DialectRules {
  /// JSON Schema 2020-12 (draft-bhutton-json-schema-00): `prefixItems`, dynamic references.
  static let draft202012: DialectRules = {
    var rules = draft201909
    rules.dialect = .draft202012
    rules.keywords.subtract([.recursiveAnchor, .recursiveRef, .additionalItems])
    rules.keywords.formUnion([.prefixItems, .dynamicAnchor, .dynamicRef])
    rules.hasItemLists = false
    rules.containsEvaluates = true
    return rules
  }()
}
