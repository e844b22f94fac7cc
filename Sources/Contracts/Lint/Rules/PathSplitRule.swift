import Documents

/// Finds paths that spell one word in two ways.
struct PathSplitRule: LintRule {
  let id = "path-split"
  let summary = "Two spellings of one word lead to the same kind of thing"
  let explanation = """
    `/profile/{id}` beside `/profiles/{id}` is nearly always a slip. The path is tested as it is
    written; if the target knows only the other spelling, that is a 404.
    """
  let severity = Diagnostic.Severity.warning

  private struct Use {
    var word: String
    var path: LintPath
    var count: Int
  }

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var uses: [ExactName: [Use]] = [:]
    var order: [ExactName] = []
    for path in subject.paths {
      var shape = ""
      for (index, segment) in path.segments.enumerated() {
        if case .literal(let word) = segment, path.segments.indices.contains(index + 1),
          case .variable = path.segments[index + 1]
        {
          let key = ExactName("\(shape)/\(Self.stem(word))")
          if uses[key] == nil { order.append(key) }
          Self.count(word, path, in: &uses[key, default: []])
        }
        shape += "/" + segment.shape
      }
    }
    return order.flatMap { key -> [Diagnostic] in
      // The spelling of most paths; of equals, the first.
      let found = uses[key] ?? []
      guard found.count > 1, let usual = found.max(by: { $0.count < $1.count }) else { return [] }
      return found.filter { !$0.word.isExactly(usual.word) }.map { odd in
        finding(
          "`\(odd.path.path)` says `\(odd.word)` where `\(usual.path.path)` says `\(usual.word)`",
          remedy: "spell both the same, unless they are different things", at: odd.path.range)
      }
    }
  }

  private static func count(_ word: String, _ path: LintPath, in uses: inout [Use]) {
    if let index = uses.firstIndex(where: { $0.word.isExactly(word) }) {
      uses[index].count += 1
    } else {
      uses.append(Use(word: word, path: path, count: 1))
    }
  }

  /// The word without case, separators and the plural's ending.
  private static func stem(_ word: String) -> String {
    let plain = word.loweredASCII().filter { !"-_.".contains($0) }
    if let stem = plain.dropping(suffix: "ies") { return stem + "y" }
    if plain.hasSuffix("ss") { return plain }
    for ending in ["sses", "shes", "ches", "xes"] where plain.hasSuffix(ending) {
      return String(plain.dropLast(2))
    }
    return plain.dropping(suffix: "s").map(String.init) ?? plain
  }
}
