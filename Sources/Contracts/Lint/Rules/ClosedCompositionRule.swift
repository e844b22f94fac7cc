import Documents
import Schemas

/// Finds parts of an `allOf` that forbid what the other parts describe.
struct ClosedCompositionRule: LintRule {
  let id = "closed-composition"
  let summary = "A part of an `allOf` forbids the properties of the others"
  let explanation = """
    `additionalProperties: false` sees only the properties beside it. A value with members of both
    parts breaks the closed one, so that a right answer fails.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.sites.compactMap { site in
      guard let items = site.members["allOf"]?.array, !items.isEmpty else { return nil }
      var parts = items.compactMap { subject.shape.resolved($0, at: JSONPointer())?.0 }
      if !(subject.contract.dialect == .swagger20 && site.members["$ref"] != nil) {
        parts.append(.object(site.members))
      }
      let names = parts.map { Set(($0["properties"]?.object?.names ?? []).map(ExactName.init)) }
      let all = names.reduce(into: Set<ExactName>()) { $0.formUnion($1) }
      for (part, own) in zip(parts, names)
      where part["additionalProperties"]?.bool == false && part["patternProperties"] == nil {
        guard let strange = all.subtracting(own).map(\.text).min() else { continue }
        return finding(
          "\(PlaceName.of(site.pointer, in: subject.contract.document)) describes `\(strange)` in"
            + " one part of its allOf and forbids it in another",
          remedy: "leave `additionalProperties: false` out of the parts",
          at: site.range(of: "allOf"))
      }
      return nil
    }
  }
}
