import Evidence

/// What is known before the first request.
struct ConsoleHead {
  var facts: RunFacts
  var style: ConsoleStyle

  var lines: [String] {
    let tool = "muster \(style.safe(facts.toolVersion))"
    let room = style.width - TerminalText.width(tool) - 3
    let contract = style.safe("\(facts.contract) \(facts.contractVersion)", columns: room)
    var lines = [style.paint(tool, .bold) + style.separator + contract]
    lines += row("target", facts.baseURL)
    if !facts.specFiles.isEmpty { lines += row("spec", facts.specFiles.joined(separator: " + ")) }
    let part = facts.shard.map { shard in
      ["shard \(shard.label) with \(Plural.of(shard.ownCases, "case"))"]
    }
    let plan =
      [Plural.of(facts.plannedCases, "case")] + (part ?? []) + [
        "strictness \(facts.strictness)",
        "seed \(facts.seed)",
      ]
    lines += row("plan", plan.joined(separator: ", "))
    return lines + [""]
  }

  private func row(_ label: String, _ value: String) -> [String] {
    ConsoleText.row(label, value, indent: 2, column: 9, style)
  }
}
