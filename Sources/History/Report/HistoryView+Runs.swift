import Documents
import Evidence
import Reports

extension HistoryView {
  private static let runColumns = [
    Column(name: "run", isNumber: true), Column(name: "started", isNumber: false),
    Column(name: "verdict", isNumber: false), Column(name: "passed", isNumber: true),
    Column(name: "failed", isNumber: true), Column(name: "known", isNumber: true),
    Column(name: "not judged", isNumber: true), Column(name: "flaky", isNumber: true),
    Column(name: "time", isNumber: true), Column(name: "target", isNumber: false),
  ]

  /// `history list`.
  package static func list(_ runs: [HistoryRun], size: Int) -> HistoryView {
    HistoryView(
      name: "list", title: "\(Plural.of(runs.count, "run"))",
      facts: [("size", "\(Numbers.grouped(size)) bytes")],
      tables: [
        Table(
          title: "", columns: runColumns, rows: runs.map(row), empty: "there is no run yet")
      ],
      members: [("size", .integer(size)), ("runs", .array(runs.map(\.value)))])
  }

  private static func row(_ run: HistoryRun) -> [String] {
    [
      "\(run.id)", Timestamp.text(run.startedAt), run.verdict, Numbers.grouped(run.passed),
      Numbers.grouped(run.failed - run.known), Numbers.grouped(run.known),
      Numbers.grouped(run.inconclusive), Numbers.grouped(run.flaky), Numbers.duration(run.duration),
      "\(run.contract) at \(run.target), \(run.strictness)",
    ]
  }

  /// `history show`.
  package static func show(
    _ run: HistoryRun, _ results: [HistoryResult], causes: [String: String],
    obligations: [String: String],
    timings: [(operation: String, histogram: LatencyHistogram)] = []
  ) -> HistoryView {
    let sorted = results.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    func cases(_ keep: (HistoryResult) -> Bool) -> [[String]] {
      sorted.filter(keep).map { [$0.title, $0.id, causes[$0.id] ?? ""] }
    }
    let columns = ["case", "id", "cause"].map { Column(name: $0, isNumber: false) }
    var tables = [
      Table(
        title: "Failed", columns: columns, rows: cases(\.isNewsworthy), empty: "no case failed")
    ]
    for (title, rows) in [
      ("Known to fail", cases { $0.verdict == .failed && $0.isKnown }),
      ("Flaky", cases(\.isFlaky)), ("Not judged", cases { $0.verdict == .inconclusive }),
    ] where !rows.isEmpty {
      tables.append(Table(title: title, columns: columns, rows: rows, empty: ""))
    }
    if !timings.isEmpty { tables.append(Self.table(timings)) }
    return HistoryView(
      name: "show", title: "Run \(run.id): \(run.verdict)", facts: run.facts, tables: tables,
      members: [
        ("run", run.value),
        (
          "cases",
          .array(
            sorted.map { item in
              var members: [(String, Value)] = [
                ("id", .string(item.id)), ("title", .string(item.title)),
                ("verdict", .string(item.verdict.rawValue)), ("isFlaky", .bool(item.isFlaky)),
                ("isKnown", .bool(item.isKnown)), ("duration", .number(item.duration)),
              ]
              if let cause = causes[item.id] { members.append(("cause", .string(cause))) }
              return .object(members)
            })
        ),
        (
          "obligations",
          .object(obligations.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        ),
        (
          "timings",
          .array(
            timings.map { entry in
              .object(
                [
                  ("operation", .string(entry.operation)),
                  ("requests", .integer(entry.histogram.total)),
                ]
                  + quantiles.map { quantile in
                    (
                      quantile.name,
                      entry.histogram.quantile(quantile.part).map { .number($0) } ?? .null
                    )
                  })
            })
        ),
      ])
  }

  private static let quantiles: [(name: String, part: Double)] = [
    ("median", 0.5), ("p95", 0.95), ("p99", 0.99),
  ]

  private static func table(
    _ timings: [(operation: String, histogram: LatencyHistogram)]
  ) -> Table {
    Table(
      title: "Time to answer",
      columns: [
        Column(name: "operation", isNumber: false), Column(name: "requests", isNumber: true),
      ] + quantiles.map { Column(name: $0.name, isNumber: true) },
      rows: timings.map { entry in
        [entry.operation, Numbers.grouped(entry.histogram.total)]
          + quantiles.map { quantile in
            entry.histogram.quantile(quantile.part).map { milliseconds($0) } ?? "none"
          }
      }, empty: "")
  }

  /// `history compare`.
  package static func compare(_ comparison: HistoryComparison) -> HistoryView {
    let (before, after) = (comparison.before, comparison.after)
    let columns = ["case", "id", "cause"].map { Column(name: $0, isNumber: false) }
    func table(
      _ title: String, _ entries: [HistoryComparison.Entry], _ empty: String
    ) -> Table {
      Table(
        title: "\(title) \(entries.count)", columns: columns,
        rows: entries.map { [$0.title, $0.id, $0.cause ?? ""] }, empty: empty)
    }
    var tables = [
      table("New", comparison.new, "nothing fails that did not"),
      table("Fixed", comparison.fixed, "nothing passes that failed"),
      table("Still failing", comparison.still, "nothing fails as before"),
    ]
    if !comparison.unclear.isEmpty {
      tables.append(table("Failed, and not judged now", comparison.unclear, ""))
    }
    tables.append(drifts(comparison.drifts, "Answers that take another time than usual"))
    var facts = [
      ("from", "run \(before.id), \(Timestamp.text(before.startedAt)), \(before.verdict)"),
      ("to", "run \(after.id), \(Timestamp.text(after.startedAt)), \(after.verdict)"),
      ("target", after.target),
    ]
    if comparison.appeared + comparison.vanished > 0 {
      facts.append(
        ("plan", "\(Plural.of(comparison.appeared, "case")) more, \(comparison.vanished) less"))
    }
    if before.contractDigest != after.contractDigest {
      facts.append(("definition", "it changed between the two"))
    }
    if before.series != after.series {
      facts.append(("mind", "the two runs are of different targets, definitions or strictness"))
    }
    return HistoryView(
      name: "compare",
      title: "\(comparison.new.count) new, \(comparison.fixed.count) fixed,"
        + " \(comparison.still.count) still failing",
      facts: facts, tables: tables,
      members: [
        ("before", before.value), ("after", after.value), ("new", value(comparison.new)),
        ("fixed", value(comparison.fixed)), ("still", value(comparison.still)),
        ("unclear", value(comparison.unclear)), ("appeared", .integer(comparison.appeared)),
        ("vanished", .integer(comparison.vanished)), ("drifts", value(comparison.drifts)),
      ])
  }

  static func drifts(
    _ drifts: [(operation: String, drift: RobustStatistics.Drift)], _ title: String
  ) -> Table {
    Table(
      title: title,
      columns: [
        Column(name: "operation", isNumber: false), Column(name: "usual", isNumber: true),
        Column(name: "now", isNumber: true), Column(name: "scales", isNumber: true),
      ],
      rows: drifts.map { entry in
        let tenths = Int((min(max(entry.drift.score, -1e6), 1e6) * 10).rounded())
        return [
          entry.operation, milliseconds(entry.drift.usual), milliseconds(entry.drift.now),
          "\(tenths > 0 ? "+" : tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)",
        ]
      }, empty: "every operation answers as it usually does")
  }

  static func milliseconds(_ seconds: Double) -> String {
    guard seconds < 1 else { return Numbers.duration(seconds) }
    let hundredths = Int((max(0, seconds) * 100_000).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) ms"
  }

  private static func value(_ entries: [HistoryComparison.Entry]) -> Value {
    .array(
      entries.map { entry in
        .object(
          [("id", .string(entry.id)), ("title", .string(entry.title))]
            + (entry.cause.map { [("cause", .string($0))] } ?? []))
      })
  }

  static func value(_ drifts: [(operation: String, drift: RobustStatistics.Drift)]) -> Value {
    .array(
      drifts.map { entry in
        .object([
          ("operation", .string(entry.operation)), ("usual", .number(entry.drift.usual)),
          ("now", .number(entry.drift.now)), ("score", .number(entry.drift.score)),
        ])
      })
  }
}

extension HistoryRun {
  var facts: [(String, String)] {
    [
      ("started", Timestamp.text(startedAt)), ("contract", "\(contract) \(contractVersion)"),
      ("target", target), ("plan", "strictness \(strictness), seed \(seed)"),
      (
        "cases",
        "\(Numbers.grouped(passed)) passed, \(Numbers.grouped(failed - known)) failed,"
          + " \(Numbers.grouped(known)) known to fail, \(Numbers.grouped(inconclusive)) not judged,"
          + " \(Numbers.grouped(skipped)) skipped, \(Numbers.grouped(flaky)) flaky"
      ),
      (
        "obligations",
        "\(Numbers.grouped(discharged)) of \(Numbers.grouped(obligations)) discharged"
      ),
      ("took", "\(Numbers.duration(duration)), \(Plural.of(requests, "request"))"),
      ("tool", "muster \(toolVersion)"),
    ]
  }

  var value: Value {
    .object([
      ("id", .integer(Int(id))), ("startedAt", .number(startedAt)), ("contract", .string(contract)),
      ("contractVersion", .string(contractVersion)), ("contractDigest", .string(contractDigest)),
      ("target", .string(target)), ("strictness", .string(strictness)), ("seed", .string(seed)),
      ("toolVersion", .string(toolVersion)), ("verdict", .string(verdict)),
      ("exitCode", .integer(exitCode)), ("duration", .number(duration)),
      ("requests", .integer(requests)), ("passed", .integer(passed)), ("failed", .integer(failed)),
      ("known", .integer(known)), ("inconclusive", .integer(inconclusive)),
      ("skipped", .integer(skipped)), ("flaky", .integer(flaky)),
      ("discharged", .integer(discharged)), ("obligations", .integer(obligations)),
    ])
  }
}
