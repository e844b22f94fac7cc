extension DialectRules {
  /// The Schema Object of OpenAPI 3.0: Swagger's with alternatives, `nullable` and `writeOnly`.
  static let openAPI30: DialectRules = {
    var rules = swagger20
    rules.dialect = .openAPI30
    rules.keywords.formUnion([.anyOf, .oneOf, .not, .nullable, .writeOnly])
    rules.hasFileType = false
    return rules
  }()

  /// The base dialect of OpenAPI 3.1 and 3.2: JSON Schema 2020-12 with `discriminator`.
  static let openAPI31: DialectRules = {
    var rules = draft202012
    rules.dialect = .openAPI31
    rules.keywords.insert(.discriminator)
    rules.assertsFormats = true
    return rules
  }()
}
