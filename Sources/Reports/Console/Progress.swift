package import Evidence

/// The line that tells how far a run is; whoever prints it rewrites it in place.
package struct Progress: Sendable {
  /// Seconds over which the rate is taken, so that it follows a target that becomes slower.
  private static let window = 8.0
  private static let markInterval = 0.5

  private struct Mark: Sendable {
    var elapsed: Double
    var cases: Int
  }

  private var planned = 0
  private var counts = CaseCounts()
  private var marks = [Mark(elapsed: 0, cases: 0)]

  package init() {}

  /// - Parameter elapsed: seconds since the run's start.
  package mutating func record(_ event: RunEvent, at elapsed: Double) {
    switch event {
    case .started(let facts): planned = facts.plannedCases
    case .caseFinished(let result): counts.add(result)
    case .finished: break
    }
    guard let last = marks.last, elapsed >= last.elapsed + Self.markInterval else { return }
    marks.append(Mark(elapsed: elapsed, cases: counts.total))
    while marks.count > 2, marks[1].elapsed < elapsed - Self.window { marks.removeFirst() }
  }

  /// `━━━━────  50%  12/24 cases · 3 failed · 80/s · 1 s left`, as much of it as the style's width
  /// has room for.
  package func text(_ style: ConsoleStyle, at elapsed: Double) -> String {
    let done = planned > 0 ? min(1, Double(counts.total) / Double(planned)) : 0
    let percent = "\(Int(done * 100))%"
    var parts = ["\(Numbers.grouped(counts.total))/\(Numbers.grouped(planned)) cases"]
    if counts.failed > 0 { parts.append("\(Numbers.grouped(counts.failed)) failed") }
    if counts.inconclusive > 0 {
      parts.append("\(Numbers.grouped(counts.inconclusive)) inconclusive")
    }
    let room = style.width - 1
    let barWidth = style.width >= 96 ? 24 : style.width >= 56 ? 12 : 0
    // What the line begins with: the bar, two spaces, the percentage, two spaces.
    let used = barWidth > 0 ? barWidth + 8 : 0
    for extra in speed(at: elapsed) {
      let line = (parts + [extra]).joined(separator: style.separator)
      if used + TerminalText.width(line) <= room { parts.append(extra) }
    }
    let line = parts.joined(separator: style.separator)
    let text = TerminalText.cut(line, to: room - used, ellipsis: style.ellipsis)
    guard barWidth > 0 else { return text }
    let gap = String(repeating: " ", count: max(0, 4 - percent.utf8.count))
    return "\(bar(done, barWidth, style))  \(gap)\(percent)  \(text)"
  }

  private func bar(_ done: Double, _ width: Int, _ style: ConsoleStyle) -> String {
    let filled = Int(done * Double(width))
    let head = String(repeating: style.unicode ? "━" : "#", count: filled)
    let rest = String(repeating: style.unicode ? "─" : ".", count: width - filled)
    return style.paint(head, counts.failed > 0 ? .red : .green) + style.paint(rest, .dim)
  }

  /// Time left and rate; nothing before there is something to tell them from.
  private func speed(at elapsed: Double) -> [String] {
    guard counts.total < planned else {
      return counts.failed > 0 ? ["making what failed smaller"] : []
    }
    guard let first = marks.first, elapsed - first.elapsed >= 1 else { return [] }
    let rate = Double(counts.total - first.cases) / (elapsed - first.elapsed)
    guard rate.isFinite, rate > 0 else { return [] }
    let perSecond =
      rate >= 10
      ? Numbers.grouped(Int(min(rate, 1e9))) : "\(Int(rate * 10) / 10).\(Int(rate * 10) % 10)"
    return [Self.left(Double(planned - counts.total) / rate), "\(perSecond)/s"]
  }

  /// Whole seconds, rounded up: `3 s left`, `2 min 05 s left`, `3 h left`.
  private static func left(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    switch whole {
    case ..<60: return "\(whole) s left"
    case ..<7200: return "\(whole / 60) min \(Numbers.padded(whole % 60, to: 2)) s left"
    default: return "\(whole / 3600) h left"
    }
  }
}
