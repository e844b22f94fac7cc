import Documents

/// Finds schemas whose constraints don't say of which type the value is.
struct TypeUnstatedRule: LintRule {
  let id = "type-unstated"
  let summary = "A schema with properties, items or bounds doesn't say its type"
  let explanation = """
    Such words bind only values of their own type: `properties` says nothing about a string, so a
    string conforms to the whole schema.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.compactMap { site in
      let members = site.members
      let saysMore = ["type", "$ref", "allOf", "anyOf", "oneOf", "enum", "const", "if"]
      guard !site.isPart, !saysMore.contains(where: { members[$0] != nil }),
        members[TypeTranslator.wordMember] == nil,
        let (word, type) = ConstraintWords.first(in: members)
      else { return nil }
      return finding(
        "\(PlaceName.of(site.pointer, in: subject.contract.document)) has `\(word)` but no type,"
          + " so that other types conform too",
        remedy: "say it with the overlay entry `target: \(subject.target(site.pointer)),"
          + " update: {type: \(type)}`",
        at: site.nameRange ?? site.range)
    }
  }
}

/// Which words bind which type.
enum ConstraintWords {
  static let types: [(type: String, words: [String])] = [
    (
      "object",
      [
        "properties", "required", "additionalProperties", "minProperties", "maxProperties",
        "patternProperties",
      ]
    ),
    ("array", ["items", "minItems", "maxItems", "prefixItems", "contains"]),
    ("string", ["minLength", "maxLength", "pattern"]),
    ("number", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
  ]

  /// The first word there is, and its type.
  static func first(in members: ValueObject) -> (word: String, type: String)? {
    for (type, words) in types {
      // `required: true` is about a parameter, not about members.
      for word in words where members[word] != nil && members[word]?.bool == nil {
        return (word, type)
      }
    }
    return nil
  }
}
