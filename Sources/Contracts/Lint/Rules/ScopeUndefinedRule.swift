import Documents

/// Finds required OAuth scopes that the scheme doesn't declare.
struct ScopeUndefinedRule: LintRule {
  let id = "scope-undefined"
  let summary = "An operation requires a scope that its scheme doesn't declare"
  let explanation = """
    A token server may refuse a scope it doesn't know, and then no token can be had for the
    operation.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var declared: [ExactName: [String]] = [:]
    for scheme in subject.contract.securitySchemes {
      guard case .oauth2(let flows) = scheme.kind else { continue }
      declared[ExactName(scheme.name)] = flows.flatMap(\.scopes)
    }
    var told: Set<ExactName> = []
    return subject.contract.operations.flatMap { operation in
      operation.security.joined().flatMap { requirement -> [Diagnostic] in
        guard let known = declared[ExactName(requirement.scheme)] else { return [] }
        return requirement.scopes.compactMap { scope in
          guard !known.contains(where: { $0.isExactly(scope) }),
            told.insert(ExactName("\(requirement.scheme) \(scope)")).inserted
          else { return nil }
          return finding(
            "`\(operation.id)` requires the scope `\(scope)`, which `\(requirement.scheme)` doesn't"
              + " declare",
            remedy: known.isEmpty
              ? "declare it in the scheme" : Suggestion.remedy(for: scope, among: known),
            at: operation.range)
        }
      }
    }
  }
}
