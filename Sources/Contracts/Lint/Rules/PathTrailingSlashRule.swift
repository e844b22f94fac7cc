import Documents

/// Finds paths that end with a slash.
struct PathTrailingSlashRule: LintRule {
  let id = "path-trailing-slash"
  let summary = "A path ends with a slash"
  let explanation = """
    With and without the slash are two URLs. Where both are in the contract each is tested; where
    only one is, a target that redirects to the other is no match.
    """
  let severity = Diagnostic.Severity.note

  func check(_ subject: LintSubject) -> [Diagnostic] {
    let known = Set(subject.paths.map { ExactName($0.path) })
    return subject.paths.compactMap { path in
      guard path.path.utf8.count > 1, let plain = path.path.dropping(suffix: "/") else {
        return nil
      }
      if known.contains(ExactName(String(plain))) {
        return finding(
          "`\(path.path)` and `\(plain)` are two paths", remedy: "keep one of them",
          at: path.range, .warning)
      }
      return finding(
        "`\(path.path)` ends with a slash", remedy: "check that the target wants it",
        at: path.range)
    }
  }
}
