import Documents

/// Finds bounds that leave no value.
struct BoundsContradictoryRule: LintRule {
  let id = "bounds-contradictory"
  let summary = "A lower bound lies above the upper one"
  let explanation = """
    No value conforms: every answer fails, and no request can be made that is right.
    """
  let severity = Diagnostic.Severity.error

  private static let pairs = [
    ("minimum", "maximum"), ("exclusiveMinimum", "maximum"), ("minimum", "exclusiveMaximum"),
    ("exclusiveMinimum", "exclusiveMaximum"), ("minLength", "maxLength"),
    ("minItems", "maxItems"), ("minProperties", "maxProperties"), ("minContains", "maxContains"),
  ]

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.flatMap { site -> [Diagnostic] in
      let name = PlaceName.of(site.pointer, in: subject.contract.document)
      var findings = Self.pairs.compactMap { lower, upper -> Diagnostic? in
        guard let low = site.members[lower]?.number, let high = site.members[upper]?.number,
          high < low || (low == high && Self.isOpen(site.members, lower, upper))
        else { return nil }
        return finding(
          "`\(lower)` \(low) and `\(upper)` \(high) of \(name) leave no value",
          remedy: "correct one of them", at: site.range(of: lower))
      }
      if let most = site.members["maxProperties"]?.integer,
        let names = site.members["required"]?.array, names.count > most
      {
        findings.append(
          finding(
            "\(name) requires \(names.count.of("member")) but allows \(most)",
            remedy: "correct `required` or `maxProperties`", at: site.range(of: "maxProperties")))
      }
      return findings
    }
  }

  /// Whether equal bounds exclude the only value: by a flag beside them, or by themselves.
  private static func isOpen(_ members: ValueObject, _ lower: String, _ upper: String) -> Bool {
    if lower == "minimum", upper == "maximum" {
      return members["exclusiveMinimum"]?.bool == true || members["exclusiveMaximum"]?.bool == true
    }
    return lower == "exclusiveMinimum" || upper == "exclusiveMaximum"
  }
}
