import Documents
import Schemas

/// Finds declared security schemes that protect nothing.
struct SecuritySchemeUnusedRule: LintRule {
  let id = "security-scheme-unused"
  let summary = "No operation requires a security scheme that is declared"
  let explanation = """
    Then no case is derived that leaves the credential out or spoils it, and a target without any
    protection passes. Renderings never print the document's own `security`.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    let used = Set(
      subject.contract.operations.flatMap(\.security).joined().map { ExactName($0.scheme) })
    let isSwagger = subject.contract.dialect == .swagger20
    let home = isSwagger ? ["securityDefinitions"] : ["components", "securitySchemes"]
    return subject.contract.securitySchemes.compactMap { scheme in
      guard !used.contains(ExactName(scheme.name)) else { return nil }
      let target = subject.target(JSONPointer(home + [scheme.name]))
      let name = OverlayUpdate.word(scheme.name)
      return finding(
        "no operation requires the security scheme `\(scheme.name)`",
        remedy: used.isEmpty
          ? "say which do, or all of them with the overlay entry"
            + " `target: $, update: {security: [{\(name): []}]}`"
          : "say which do, or drop it with the overlay entry `target: \(target), remove: true`",
        at: scheme.range)
    }
  }
}
