import Documents

/// Finds required members that no property describes.
struct RequiredUndeclaredRule: LintRule {
  let id = "required-undeclared"
  let summary = "A member is required that no property describes"
  let explanation = """
    Nearly always one of the two is misspelt. Every answer that follows the properties then lacks a
    member, or its value is never checked; where no other members are allowed, nothing conforms.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.flatMap { site -> [Diagnostic] in
      // A part may require what another part describes.
      guard !site.isPart, let names = site.members["required"]?.array,
        let properties = site.members["properties"]?.object,
        !["allOf", "anyOf", "oneOf", "patternProperties", "$ref", "if"].contains(where: {
          site.members[$0] != nil
        })
      else { return [] }
      let extra = site.members["additionalProperties"]
      // A map that says what its members are describes this one too.
      guard extra?.object == nil else { return [] }
      return names.compactMap { item in
        guard let name = item.string, properties[name] == nil else { return nil }
        let near = Suggestion.nearest(to: name, among: properties.names)
        return finding(
          "\(PlaceName.of(site.pointer, in: subject.contract.document)) requires `\(name)`, which"
            + " none of its properties describes",
          remedy: near.map { "did you mean `\($0)`?" } ?? "describe it, or don't require it",
          at: item.range ?? site.range, extra?.bool == false ? .error : .warning)
      }
    }
  }
}
