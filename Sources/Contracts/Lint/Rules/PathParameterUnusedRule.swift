import Documents

/// Finds path parameters whose path has no place for them.
struct PathParameterUnusedRule: LintRule {
  let id = "path-parameter-unused"
  let summary = "A path parameter has no place in its path"
  let explanation = """
    Its value can't be sent, though the contract says that it must be.
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    // A parameter that all operations of a path share is told once.
    var told: Set<SourceRange> = []
    return subject.contract.operations.flatMap { operation in
      let variables = PathTemplate(operation.id.path).variables
      let known = Set(variables.map(ExactName.init))
      let unfilled = variables.filter { operation.pathParameter($0) == nil }
      return operation.parameters.compactMap { parameter -> Diagnostic? in
        guard parameter.location == .path, !known.contains(ExactName(parameter.name)),
          // Of a misspelt name the variable that lacks its parameter tells.
          Suggestion.nearest(to: parameter.name, among: unfilled) == nil,
          parameter.range.map({ told.insert($0).inserted }) ?? true
        else { return nil }
        return finding(
          "the path of `\(operation.id)` has no `{\(parameter.name)}`",
          remedy: "add it to the path, or say where the parameter is sent", at: parameter.range)
      }
    }
  }
}
