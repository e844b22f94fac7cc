import Documents

/// Finds path variables that differ only in spelling.
struct PathVariableSpellingRule: LintRule {
  let id = "path-variable-spelling"
  let summary = "Path variables differ only in their spelling"
  let explanation = """
    A value that is captured from one operation, or given in the fixtures, is found again by name.
    `userId` and `user_id` are two names.
    """
  let severity = Diagnostic.Severity.note

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var first: [String: (name: String, path: String)] = [:]
    var told: Set<ExactName> = []
    return subject.paths.flatMap { path in
      PathTemplate(path.path).variables.compactMap { name -> Diagnostic? in
        let plain = name.loweredASCII().filter { !"-_.".contains($0) }
        guard let known = first[plain] else {
          first[plain] = (name, path.path)
          return nil
        }
        guard !known.name.isExactly(name), told.insert(ExactName(name)).inserted else {
          return nil
        }
        return finding(
          "`\(path.path)` says `{\(name)}` where `\(known.path)` says `{\(known.name)}`",
          remedy: "spell both the same, unless they are different things", at: path.range)
      }
    }
  }
}
