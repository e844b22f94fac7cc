import Documents

/// Finds paths with the same variable twice.
struct PathVariableRepeatedRule: LintRule {
  let id = "path-variable-repeated"
  let summary = "A path has the same variable twice"
  let explanation = """
    One value would have to fill both places, so most of the URLs that the path seems to describe
    can never be asked for.
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.paths.flatMap { path in
      var seen: Set<ExactName> = []
      var told: Set<ExactName> = []
      return PathTemplate(path.path).variables.compactMap { variable -> Diagnostic? in
        let name = ExactName(variable)
        guard !seen.insert(name).inserted, told.insert(name).inserted else { return nil }
        return finding(
          "`\(path.path)` has `{\(variable)}` more than once",
          remedy: "give each place a name of its own", at: path.range)
      }
    }
  }
}
