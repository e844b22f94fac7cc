import Documents

/// Finds discriminators that no answer need have.
struct DiscriminatorRule: LintRule {
  let id = "discriminator-optional"
  let summary = "A discriminator is no required property"
  let explanation = """
    Without it nobody can tell which model an answer is to be held against (Swagger 2.0 and OpenAPI
    3.0.4 §4.8.25 both demand it).
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.compactMap { site in
      guard let value = site.members["discriminator"], site.members["$ref"]?.string == nil,
        let name = value.string ?? value["propertyName"]?.string,
        let properties = site.members["properties"]?.object
      else { return nil }
      let required = site.members["required"]?.array ?? []
      if required.contains(where: { $0.string.map { $0.isExactly(name) } ?? false }) { return nil }
      let isThere = properties[name] != nil
      let near = isThere ? nil : Suggestion.nearest(to: name, among: properties.names)
      return finding(
        "the discriminator `\(name)` of \(PlaceName.of(site.pointer, in: subject.contract.document))"
          + " is \(isThere ? "not required" : "none of its properties")",
        remedy: near.map { "did you mean `\($0)`?" } ?? "add it to `required`",
        at: value.range ?? site.range)
    }
  }
}
