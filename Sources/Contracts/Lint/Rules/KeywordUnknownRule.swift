import Documents
import Schemas

/// Finds words in schemas that mean nothing there.
struct KeywordUnknownRule: LintRule {
  let id = "keyword-unknown"
  let summary = "A schema has a word that means nothing in its dialect"
  let explanation = """
    What it was to say is not checked. Misspelt words (`requird`) and words of another dialect
    (`oneOf` in Swagger 2.0, `nullable` in OpenAPI 3.1) are warnings, others are notes; in OpenAPI
    3.1 any other word is an annotation and not told.
    """
  let severity = Diagnostic.Severity.warning

  private static let annotations: Set<String> = [
    "title", "description", "default", "example", "examples", "deprecated", "externalDocs", "xml",
    "readOnly", "writeOnly", "$comment", "$schema", "$id", "$anchor", "$defs", "definitions",
    "discriminator", "contentEncoding", "contentMediaType", "contentSchema", "summary",
  ]
  private static let ofParameters: Set<String> = [
    "name", "in", "required", "collectionFormat", "allowEmptyValue", "type", "style", "explode",
    "schema", "content",
  ]
  private static let everywhere = Set(SchemaDialect.allCases.flatMap(\.keywordNames))

  func check(_ subject: LintSubject) -> [Diagnostic] {
    let dialect = subject.contract.dialect
    let known = dialect.keywordNames.union(Self.annotations)
    // Whatever is known anywhere is no slip of the pen.
    let near = known.subtracting(["id", "not", "if", "then", "else"]).sorted()
    return subject.sites.flatMap { site -> [Diagnostic] in
      guard site.members["$ref"]?.string == nil else { return [] }
      return site.members.compactMap { member in
        let word = member.name
        guard !known.contains(word), !word.startsExactly(with: "x-"),
          !(site.role != .schema && Self.ofParameters.contains(word)),
          let (remedy, severity) = judge(word, dialect, near)
        else { return nil }
        return finding(
          "`\(word.shortened(to: 60))` in \(PlaceName.of(site.pointer, in: subject.contract.document))"
            + " means nothing in \(dialect.title)",
          remedy: remedy, at: member.nameRange ?? member.value.range, severity)
      }
    }
  }

  private func judge(
    _ word: String, _ dialect: SchemaDialect, _ known: [String]
  ) -> (remedy: String, severity: Diagnostic.Severity)? {
    if Self.everywhere.contains(word) {
      return ("say it in words of this dialect; it is not checked", .warning)
    }
    if word.utf8.count > 3, let near = Suggestion.nearest(to: word, among: known) {
      return ("did you mean `\(near)`?", .warning)
    }
    if dialect == .openAPI31 { return nil }
    return ("leave it out, or begin its name with `x-`", .note)
  }
}

extension SchemaDialect {
  /// As a person would name it.
  var title: String {
    switch self {
    case .swagger20: "Swagger 2.0"
    case .openAPI30: "OpenAPI 3.0"
    case .openAPI31: "OpenAPI 3.1"
    default: "JSON Schema \(rawValue)"
    }
  }
}
