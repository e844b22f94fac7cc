import Documents

/// Finds calls that an empty value turns into a destroying one.
struct PathCollapseRule: LintRule {
  let id = "path-collapse"
  let summary = "An empty path parameter turns a call into another one that destroys"
  let explanation = """
    Many servers and proxies merge the two slashes that an empty value leaves behind. A request
    that was meant to be harmless, or to concern one thing, then erases something else.
    """
  let severity = Diagnostic.Severity.warning

  func check(_ subject: LintSubject) -> [Diagnostic] {
    var destroying: [ExactName: [Contract.Operation]] = [:]
    for path in subject.paths {
      let operations = path.operations.filter { $0.effect == .destroy }
      if !operations.isEmpty { destroying[ExactName(path.shape), default: []] += operations }
    }
    if destroying.isEmpty { return [] }
    return subject.paths.flatMap { path -> [Diagnostic] in
      var victims: [Contract.Operation.ID] = []
      var names: [Contract.Operation.ID: [String]] = [:]
      for (index, segment) in path.segments.enumerated() {
        guard case .variable(let name) = segment else { continue }
        var rest = path.segments
        rest.remove(at: index)
        let shape = ExactName(rest.map { "/" + $0.shape }.joined())
        for victim in destroying[shape] ?? [] {
          if names[victim.id] == nil { victims.append(victim.id) }
          names[victim.id, default: []].append("`\(name)`")
        }
      }
      return victims.compactMap { victim in
        guard let operation = path.operations.first(where: { $0.id.method == victim.method })
        else { return nil }
        return finding(
          "an empty \((names[victim] ?? []).joined(separator: " or ")) turns `\(operation.id)` into"
            + " `\(victim)`, which destroys",
          remedy: "have the server refuse it; muster never sends an empty path parameter",
          at: operation.range)
      }
    }
  }
}
