import Documents

/// Finds defaults that their own schema refuses.
struct DefaultInvalidRule: LintRule {
  let id = "default-invalid"
  let summary = "A default breaks its own schema"
  let explanation = """
    What a server does when the value is left out can't be what the contract allows.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.compactMap { site in
      guard let value = site.members["default"], site.members["$ref"]?.string == nil else {
        return nil
      }
      if value.isNull { return nil }
      guard let violation = subject.violation(of: value, at: site.pointer) else { return nil }
      return finding(
        "the default \(subject.quoted(value)) of"
          + " \(PlaceName.of(site.pointer, in: subject.contract.document)) breaks its schema:"
          + " \(violation.sentence)",
        remedy: "correct the default or the schema", at: value.range ?? site.range(of: "default"))
    }
  }
}
