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
