package import Evidence

/// The line that tells how far a run is; whoever prints it rewrites it in place.
package struct Progress: Sendable {
  private var planned = 0
  private var counts = CaseCounts()

  package init() {}

  package mutating func record(_ event: RunEvent) {
    switch event {
    case .started(let facts): planned = facts.plannedCases
    case .caseFinished(let result): counts.add(result)
    case .finished: break
    }
  }

  /// `12/84 cases · 3 failed`, cut to the style's width.
  package func text(_ style: ConsoleStyle) -> String {
    var parts = ["\(Numbers.grouped(counts.total))/\(Numbers.grouped(planned)) cases"]
    if counts.failed > 0 { parts.append("\(Numbers.grouped(counts.failed)) failed") }
    if counts.inconclusive > 0 {
      parts.append("\(Numbers.grouped(counts.inconclusive)) inconclusive")
    }
    let line = parts.joined(separator: style.separator)
    return TerminalText.cut(line, to: style.width - 1, ellipsis: style.ellipsis)
  }
}
