import Documents

/// Finds path variables that no parameter declares.
struct PathParameterUndeclaredRule: LintRule {
  let id = "path-parameter-undeclared"
  let summary = "A path has a variable that no parameter declares"
  let explanation = """
    Nobody can tell what to put in its place, so the operation can't be called.
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    subject.paths.flatMap { path -> [Diagnostic] in
      var seen: Set<ExactName> = []
      return PathTemplate(path.path).variables.filter { seen.insert(ExactName($0)).inserted }
        .compactMap { variable in
          let lacking = path.operations.filter { $0.pathParameter(variable) == nil }
          guard let first = lacking.first else { return nil }
          let names = first.parameters.filter { $0.location == .path }.map(\.name)
          let near = Suggestion.nearest(to: variable, among: names)
          return finding(
            "\(lacking.map(\.id).listed) \(lacking.count == 1 ? "has" : "have") no path parameter"
              + " `\(variable)`",
            remedy: near.map { "did you mean `\($0)`?" } ?? "declare it, with its type",
            at: first.range)
        }
    }
  }
}

extension Contract.Operation {
  /// The parameter that fills a variable of the path.
  func pathParameter(_ name: String) -> Contract.Parameter? {
    parameters.first { $0.location == .path && $0.name.isExactly(name) }
  }
}
