import Documents

/// Finds operations that change something under a scope that only reads.
struct ScopeReadOnlyRule: LintRule {
  let id = "scope-read-only"
  let summary = "Operations that change something are open to scopes that only read"
  let explanation = """
    Either a scope is missing from the definition, so that the tests ask for a token that can't do
    what they do, or a token meant for reading can write.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.contract.securitySchemes.flatMap { scheme -> [Diagnostic] in
      guard case .oauth2(let flows) = scheme.kind else { return [] }
      var open: [Contract.Operation.ID] = []
      var findings: [Diagnostic] = []
      for operation in subject.contract.operations
      where operation.effect != .read && !operation.hasReadingMethod {
        for requirement in operation.security.joined()
        where requirement.scheme.isExactly(scheme.name) {
          if requirement.scopes.isEmpty {
            open.append(operation.id)
          } else if requirement.scopes.allSatisfy(Self.onlyReads) {
            findings.append(
              finding(
                "`\(operation.id)` changes something but requires only"
                  + " \(requirement.scopes.map { "`\($0)`" }.listed)",
                remedy: "require the scope that allows it", at: operation.range))
          }
        }
      }
      let scopes = flows.flatMap(\.scopes)
      if !open.isEmpty, !scopes.isEmpty, scopes.allSatisfy(Self.onlyReads) {
        findings.append(
          finding(
            "`\(scheme.name)` has only \(scopes.map { "`\($0)`" }.listed), but"
              + " \(open.count.of("operation")) under it change something: \(open.listed)",
            remedy: "declare the scopes that those need", at: scheme.range))
      }
      return findings
    }
  }

  /// Whether one of the words in a scope is about reading and none about writing.
  private static func onlyReads(_ scope: String) -> Bool {
    let words = Set(NameWords.words(of: scope))
    let reading: Set = ["read", "readonly", "view", "list", "get"]
    let writing: Set = ["write", "admin", "manage", "edit", "all", "full", "delete", "create"]
    return !words.isDisjoint(with: reading) && words.isDisjoint(with: writing)
  }
}
