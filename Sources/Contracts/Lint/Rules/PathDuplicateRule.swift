import Documents

/// Finds paths of the same shape.
struct PathDuplicateRule: LintRule {
  let id = "path-duplicate"
  let summary = "Two paths differ only in what their variables are called"
  let explanation = """
    Both match the same URLs (OpenAPI 3.0.4 §4.8.8.2 forbids it). Where they share a method there
    are two contracts for one call, and no answer can be held against either.
    """
  let severity = Diagnostic.Severity.error

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var first: [ExactName: LintPath] = [:]
    return subject.paths.compactMap { path in
      let shape = ExactName(path.shape)
      guard let earlier = first[shape] else {
        first[shape] = path
        return nil
      }
      let isShared = !earlier.methods.isDisjoint(with: path.methods)
      return finding(
        "`\(path.path)` and `\(earlier.path)` are the same path",
        remedy: "call their variables the same and put their operations together", at: path.range,
        isShared ? .error : .warning)
    }
  }
}
