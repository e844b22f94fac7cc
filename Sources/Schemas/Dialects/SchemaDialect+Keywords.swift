extension SchemaDialect {
  /// The words that mean something to a validator in this dialect; annotations are not among them.
  package var keywordNames: Set<String> {
    let keywords = DialectRules.rules(for: self).keywords
    return Set(Keyword.allCases.filter { keywords.contains($0) }.map(\.rawValue))
  }
}
