import Documents

/// Finds lists of values without any.
struct EnumEmptyRule: LintRule {
  let id = "enum-empty"
  let summary = "An enum has no values"
  let explanation = """
    No value conforms: every answer fails, and no request can be made that is right.
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.compactMap { site in
      guard let values = site.members["enum"]?.array, values.isEmpty else { return nil }
      return finding(
        "the enum of \(PlaceName.of(site.pointer, in: subject.contract.document)) has no values",
        remedy: "list them, or leave `enum` out", at: site.range(of: "enum"))
    }
  }
}
