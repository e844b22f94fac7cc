import Evidence
import Reports
import Synchronization
import Testing

/// What the console report says to a whole run.
func console(
  _ events: [RunEvent], style: ConsoleStyle = ConsoleStyle(), mode: ConsoleMode = .normal,
  policy: RunPolicy = RunPolicy()
) throws -> String {
  let collect = Collector()
  let reporter = ConsoleReporter(style: style, mode: mode, policy: policy, sink: collect.add)
  for event in events { try reporter.handle(event) }
  try reporter.close()
  try reporter.close()
  return collect.text
}

final class Collector: Sendable {
  private let lines = Mutex("")

  @Sendable func add(_ text: String) { lines.withLock { $0 += text } }

  var text: String { lines.withLock { $0 } }
}

@Suite struct ConsoleGoldenTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var events: @Sendable () -> [RunEvent]
    var style = ConsoleStyle()
    var mode = ConsoleMode.normal
    var policy = RunPolicy()
    var description: String { name }
  }

  static let rows: [Row] = [
    Row(name: "passing", events: { SampleRuns.passing }),
    Row(name: "failing", events: { SampleRuns.failing }),
    Row(name: "failing-color", events: { SampleRuns.failing }, style: ConsoleStyle(color: true)),
    Row(name: "failing-narrow", events: { SampleRuns.failing }, style: ConsoleStyle(width: 60)),
    Row(name: "failing-ascii", events: { SampleRuns.failing }, style: ConsoleStyle(unicode: false)),
    Row(name: "failing-quiet", events: { SampleRuns.failing }, mode: .quiet),
    Row(name: "failing-verbose", events: { SampleRuns.failing }, mode: .verbose),
    Row(name: "unreachable", events: { SampleRuns.unreachable }),
    Row(name: "unreachable-quiet", events: { SampleRuns.unreachable }, mode: .quiet),
    Row(name: "no-credentials", events: { SampleRuns.withoutCredentials }),
    Row(name: "hostile", events: { HostileRuns.hostile }),
    Row(
      name: "hostile-ascii", events: { HostileRuns.hostile }, style: ConsoleStyle(unicode: false)),
    Row(name: "clusters", events: { ClusterRuns.open }),
    Row(
      name: "coverage", events: { ClusterRuns.partial },
      policy: RunPolicy(requiredCoverage: [CoverageDemand(95, of: .status)])),
  ]

  @Test(arguments: rows) func matchesItsGolden(_ row: Row) throws {
    let text = try console(row.events(), style: row.style, mode: row.mode, policy: row.policy)
    Golden.expect(text, matches: "console-\(row.name).txt")
  }
}

@Suite struct ConsoleFitTests {
  struct Screen: Sendable, CustomStringConvertible {
    var columns: Int
    var rows: Int
    var description: String { "\(columns) × \(rows)" }
  }

  static let screens = [
    Screen(columns: 200, rows: 60), Screen(columns: 120, rows: 50), Screen(columns: 80, rows: 50),
    Screen(columns: 60, rows: 45), Screen(columns: 48, rows: 45), Screen(columns: 40, rows: 50),
  ]

  /// What a reader sees who does not scroll: all from the head of the summary to the verdict.
  @Test(arguments: screens) func summaryStandsOnTheScreen(_ screen: Screen) throws {
    let style = ConsoleStyle(color: true, width: screen.columns, height: screen.rows)
    let events = withCommand(SampleRuns.failing, String(repeating: "--header 'a: b' ", count: 12))
    let lines = plain(try console(events, style: style)).dropLast()
    // The matrix is the first thing of a summary.
    let start = try #require(lines.lastIndex { $0.hasPrefix("  GET ") || $0.contains("200  ") })
    let first = lines[...start].lastIndex { $0.isEmpty }.map { $0 + 1 } ?? 0
    let rows = lines[first...].reduce(0) {
      $0 + max(1, (TerminalText.width($1) + screen.columns - 1) / screen.columns)
    }
    #expect(rows < screen.rows, "\(rows) rows")
  }

  @Test(arguments: [40, 44, 60, 100]) func figuresStayInTheirColumns(_ columns: Int) throws {
    let events = ClusterRuns.partial + ClusterRuns.open
    for run in [SampleRuns.failing, SampleRuns.withoutCredentials, events] {
      let lines = plain(try console(run, style: ConsoleStyle(color: true, width: columns)))
      let labels = [
        "status cells", "security", "properties", "parameters", "error bodies", "cases",
      ]
      let wide = lines.filter { line in
        labels.contains { line.hasPrefix("  \($0)") } && TerminalText.width(line) > columns
      }
      #expect(wide == [])
    }
  }

  private func plain(_ text: String) -> [String] {
    text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  private func withCommand(_ events: [RunEvent], _ words: String) -> [RunEvent] {
    events.map { event in
      guard case .started(var facts) = event else { return event }
      facts.command = ["muster", "run", "api.yaml"] + words.split(separator: " ").map(String.init)
      return .started(facts)
    }
  }
}
