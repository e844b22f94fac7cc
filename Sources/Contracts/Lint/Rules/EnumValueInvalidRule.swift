import Documents

/// Finds values of an enum that the rest of the schema refuses.
struct EnumValueInvalidRule: LintRule {
  let id = "enum-value-invalid"
  let summary = "A value of an enum breaks the schema around it"
  let explanation = """
    The value can never be right, so a case that sends it fails on a target without a fault. Often
    it lacks quotes: in YAML `NO` and `1` are no strings.
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.flatMap { site -> [Diagnostic] in
      guard let values = site.members["enum"]?.array, site.members["$ref"]?.string == nil,
        site.members.count > 1, !Self.areAllPlain(values, site.members)
      else { return [] }
      return values.compactMap { value in
        if value.isNull, Self.isNullable(site.members) { return nil }
        guard let violation = subject.violation(of: value, at: site.pointer) else { return nil }
        return finding(
          "the value \(subject.quoted(value)) of the enum of"
            + " \(PlaceName.of(site.pointer, in: subject.contract.document)) breaks its schema:"
            + " \(violation.sentence)",
          remedy: "correct the value or the type", at: value.range ?? site.range(of: "enum"))
      }
    }
  }

  /// The usual case, told without compiling: strings, and nothing else is said.
  private static func areAllPlain(_ values: [Value], _ members: ValueObject) -> Bool {
    members["type"]?.string == "string" && values.allSatisfy { $0.string != nil }
      && !["pattern", "minLength", "maxLength", "format", "allOf", "anyOf", "oneOf", "not"]
        .contains { members[$0] != nil }
  }

  private static func isNullable(_ members: ValueObject) -> Bool {
    members["nullable"]?.bool == true || members["x-nullable"]?.bool == true
  }
}
