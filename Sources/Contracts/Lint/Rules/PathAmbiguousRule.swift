import Documents

/// Finds pairs of paths that one URL matches.
struct PathAmbiguousRule: LintRule {
  let id = "path-ambiguous"
  let summary = "One URL matches two paths"
  let explanation = """
    A concrete path goes before a templated one (OpenAPI 3.0.4 §4.8.8.2), so the value that makes
    the two meet must not be used for the variable; that is a note. Where neither is the more
    concrete one, servers decide differently, and where both have the method that is a warning.
    Answers are judged by the operation that was called, never by the URL.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    PathOverlaps(subject.paths).pairs().map { first, second in
      let (earlier, later) = (subject.paths[first], subject.paths[second])
      let ranks = zip(earlier.segments, later.segments).map { $0.rank - $1.rank }
      let url = zip(earlier.segments, later.segments).map { left, right in
        "/" + (left.rank >= right.rank ? left : right).text
      }.joined()
      if !ranks.contains(where: { $0 < 0 }) || !ranks.contains(where: { $0 > 0 }) {
        let (concrete, templated) =
          ranks.contains(where: { $0 > 0 }) ? (earlier, later) : (later, earlier)
        return finding(
          "`\(concrete.path)` also matches `\(templated.path)`",
          remedy: "keep \(clash(concrete, templated)): the more concrete path goes first",
          at: later.range, .note)
      }
      let shared = earlier.methods.intersection(later.methods).sorted()
      let isShared = !shared.isEmpty
      return finding(
        "`\(earlier.path)` and `\(later.path)` both match `\(url)`"
          + (isShared ? " for \(shared.joined(separator: ", "))" : ""),
        remedy: isShared
          ? "change one of the paths, or rule those values out"
          : "expect 404 or 405 there for the other's method", at: later.range,
        isShared ? .warning : .note)
    }
  }

  /// Which value must not be given to which variable.
  private func clash(_ concrete: LintPath, _ templated: LintPath) -> String {
    let pairs = zip(concrete.segments, templated.segments).filter { $0.rank > $1.rank }
    guard let (value, variable) = pairs.first else { return "the two apart" }
    let name = PathTemplate(variable.text).variables.first ?? variable.text
    return "`\(value.text)` out of the values of `\(name)`"
  }
}
