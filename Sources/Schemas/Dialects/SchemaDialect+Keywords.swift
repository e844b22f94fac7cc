extension SchemaDialect {
  /// The words that mean something to a validator in this dialect; annotations are not among them.
  package var keywordNames: Set<String> {
    Set(DialectRules.rules(for: self).keywords.map(\.rawValue))
  }
}
