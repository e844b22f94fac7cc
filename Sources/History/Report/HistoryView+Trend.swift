import Documents
import Reports

extension HistoryView {
  /// Operations that a chart shows.
  private static let lineLimit = 3

  /// `history trend`.
  ///
  /// - Parameters:
  ///   - newest: the newest first.
  ///   - drifts: of the newest run, all operations.
  package static func trend(
    _ newest: [HistoryRun], medians: [String: [Int64: Double]],
    drifts: [(operation: String, drift: RobustStatistics.Drift)], cases: [CaseHistory]
  ) -> HistoryView {
    let runs = Array(newest.reversed())
    let ends = (
      runs.first.map { Timestamp.day($0.startedAt) } ?? "",
      runs.last.map { Timestamp.day($0.startedAt) } ?? ""
    )
    let repairs = cases.flatMap(\.repairs)
    let mean = repairs.isEmpty ? nil : repairs.reduce(0, +) / Double(repairs.count)
    let open = cases.filter { $0.failingSince != nil }
    let judged = runs.map { run -> Double? in
      let count = run.passed + run.failed
      return count > 0 ? Double(run.passed) * 100 / Double(count) : nil
    }
    let notable = drifts.filter(\.drift.isNotable)
    let shown = (notable + drifts.filter { !$0.drift.isNotable }).prefix(lineLimit)
    let kinds = ["link", "even", "bad"]
    let times = shown.enumerated().map { place, entry in
      Chart.Line(
        name: entry.operation, kind: kinds[place % kinds.count],
        values: runs.map { medians[entry.operation]?[$0.id] })
    }
    return HistoryView(
      name: "trend", title: "\(Plural.of(runs.count, "run")) of \(runs.last?.target ?? "nothing")",
      facts: [
        ("from", ends.0), ("to", ends.1),
        ("passed runs", "\(runs.count { $0.verdict == "passed" }) of \(runs.count)"),
        (
          "mean time to fix",
          mean.map { "\(days($0)), of \(Plural.of(repairs.count, "repair"))" }
            ?? "nothing was fixed"
        ),
        ("failing now", Plural.of(open.count, "case")),
        ("other times", "\(notable.count) of \(Plural.of(drifts.count, "operation"))"),
      ],
      charts: [
        Chart(
          title: "Cases that passed, of those judged",
          lines: [Chart.Line(name: "passed", kind: "good", values: judged)], ends: ends
        ) { Numbers.percent($0) },
        Chart(
          title: "Cases in trouble",
          lines: [
            Chart.Line(
              name: "failed", kind: "bad", values: runs.map { Double($0.failed - $0.known) }),
            Chart.Line(name: "flaky", kind: "even", values: runs.map { Double($0.flaky) }),
          ], ends: ends
        ) { Numbers.grouped(Int($0)) },
        Chart(
          title: "Median time to answer of the operations that changed most", lines: times,
          ends: ends
        ) { milliseconds($0) },
      ],
      tables: [
        Self.drifts(notable, "Answers that take another time than usual"),
        Table(
          title: "Failing now",
          columns: [
            Column(name: "since", isNumber: false), Column(name: "case", isNumber: false),
            Column(name: "id", isNumber: false),
          ],
          rows: open.map {
            [Timestamp.text($0.failingSince ?? 0), $0.title, $0.id]
          }, empty: "nothing fails"),
      ],
      members: [
        ("runs", .array(runs.map(\.value))), ("drifts", value(drifts)),
        ("repairs", .integer(repairs.count)),
        ("meanTimeToFix", mean.map { .number($0) } ?? .null),
        (
          "failing",
          .array(
            open.map { item in
              .object([
                ("id", .string(item.id)), ("title", .string(item.title)),
                ("since", .number(item.failingSince ?? 0)),
              ])
            })
        ),
      ])
  }

  /// `3.2 days`, or hours where it is less than one.
  static func days(_ seconds: Double) -> String {
    let isShort = seconds < 86_400
    let tenths = Int((min(max(0, seconds), 1e11) / (isShort ? 360 : 8_640)).rounded())
    return "\(tenths / 10).\(tenths % 10) \(isShort ? "hours" : "days")"
  }

  /// `history flaky`: the worst first.
  package static func flaky(_ cases: [CaseHistory], runs: Int) -> HistoryView {
    let flaky = cases.filter { $0.flakes > 0 }.sorted { left, right in
      let (one, other) = (left.flakeInterval.low, right.flakeInterval.low)
      return one == other ? left.id < right.id : one > other
    }
    func rate(_ item: CaseHistory) -> Double {
      Double(item.flakes) * 100 / Double(max(1, item.points.count))
    }
    return HistoryView(
      name: "flaky", title: "\(Plural.of(flaky.count, "flaky case")) in \(Plural.of(runs, "run"))",
      tables: [
        Table(
          title: "",
          columns: [
            Column(name: "rate", isNumber: true), Column(name: "95% interval", isNumber: true),
            Column(name: "flaky runs", isNumber: true), Column(name: "judged", isNumber: true),
            Column(name: "case", isNumber: false), Column(name: "id", isNumber: false),
          ],
          rows: flaky.map { item in
            let interval = item.flakeInterval
            return [
              Numbers.percent(rate(item)),
              "\(Numbers.percent(interval.low * 100))–\(Numbers.percent(interval.high * 100))",
              "\(item.flakes)", "\(item.points.count)", item.title, item.id,
            ]
          }, empty: "no case was flaky")
      ],
      members: [
        ("runs", .integer(runs)),
        (
          "cases",
          .array(
            flaky.map { item in
              let interval = item.flakeInterval
              return .object([
                ("id", .string(item.id)), ("title", .string(item.title)),
                ("flakes", .integer(item.flakes)), ("judged", .integer(item.points.count)),
                ("rate", .number(rate(item) / 100)), ("low", .number(interval.low)),
                ("high", .number(interval.high)),
              ])
            })
        ),
      ])
  }
}
