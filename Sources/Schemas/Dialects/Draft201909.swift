extension DialectRules {
  /// JSON Schema 2019-09 (draft-handrews-json-schema-02): words beside `$ref` count, anchors,
  /// vocabularies, unevaluated members and items.
  static let draft201909: DialectRules = {
    var rules = draft7
    rules.dialect = .draft201909
    rules.ignoresSiblingsOfRef = false
    rules.hasFragmentIdentifiers = false
    rules.keywords.formUnion([
      .vocabulary, .anchor, .recursiveAnchor, .recursiveRef, .defs, .minContains, .maxContains,
      .dependentRequired, .dependentSchemas, .unevaluatedItems, .unevaluatedProperties,
      .contentSchema,
    ])
    return rules
  }()
}
