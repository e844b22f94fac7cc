import Documents
import Evidence

/// What the template shows of a run, worked out when it is over.
struct HTMLPage {
  var tally: RunTally
  var outcome: RunOutcome
  /// What is new, and what a baseline lists.
  var failures: HTMLCauses
  var known: HTMLCauses
  var warnings: HTMLCauses
  var inconclusive: ReasonClusters
  var skipped: ReasonClusters
  var flaky: ReasonClusters
  var timings: HTMLTimings
  /// Cases that the list leaves out, and details that it does without.
  var rowsLeftOut: Int
  var detailsLeftOut: Int

  /// Lines of the lists about the inputs.
  private static let listLimit = 200

  /// A part in percent; `after` leaves out what comes before it.
  static func share(_ part: Int, _ whole: Int, after start: Int = 0) -> String {
    guard whole > 0 else { return "0%" }
    let thousandths = Double(part - start) * 100 / Double(whole)
    let tenths = Int((thousandths * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))%"
  }

  private var command: [String] { tally.facts?.command ?? [] }

  var value: Value {
    .page(head + findings + rest)
  }

  private typealias Members = [(String, Value?)]

  private var head: Members {
    [
      ("title", Value.shown(tally.facts.map { "\($0.contract) \($0.contractVersion)" } ?? "A run")),
      ("tool", tally.facts.map { Value.shown("muster \($0.toolVersion)") }),
      ("target", tally.facts.map { Value.shown($0.baseURL, limit: 300) }),
      ("started", tally.facts.map { Value.string(Timestamp.text($0.startedAt)) }),
      ("verdict", verdict), ("tiles", tiles), ("bar", bar),
    ]
  }

  private var findings: Members {
    let failed = failures.values(.failure, command: command)
    let known = self.known.values(.known, command: command)
    let warned = warnings.values(.warning, command: command)
    return [
      ("hasFailures", Value.bool(!failed.isEmpty)), ("failures", Value.array(failed)),
      ("failureCount", Value.string(Plural.of(failed.count, "cause"))),
      ("moreFailures", more(failures.clusters.overflow, "finding")),
      ("hasKnown", Value.bool(!known.isEmpty)), ("knownFailures", Value.array(known)),
      ("knownCount", Value.string(Plural.of(self.known.findings, "known failure"))),
      ("moreKnown", more(self.known.clusters.overflow, "known failure")),
      ("hasWarnings", Value.bool(!warned.isEmpty)), ("warnings", Value.array(warned)),
      ("warningCount", Value.string(Plural.of(warnings.findings, "warning"))),
      ("moreWarnings", more(warnings.clusters.overflow, "warning")),
      ("reasonLists", reasonLists),
    ]
  }

  private var rest: Members {
    let leftOut = Plural.of(
      rowsLeftOut, "more case, passed or skipped, is", "more cases, passed or skipped, are")
    let bare = Plural.of(
      detailsLeftOut, "case of a cause told above is", "cases of causes told above are")
    return [
      ("matrix", HTMLCoverage.matrix(tally.ledger)), ("kinds", HTMLCoverage.kinds(tally)),
      ("timings", timings.value),
      ("blind", list("What this run cannot see", tally.facts?.vacuity ?? [])),
      ("assumed", list("Assumed", tally.facts?.assumptions ?? [])),
      ("remarks", list("Input files", tally.facts?.diagnostics.map(\.description) ?? [])),
      ("environment", environment),
      ("caseCount", Value.string(Numbers.grouped(tally.counts.total))),
      ("leftOut", rowsLeftOut > 0 ? Value.string(leftOut) : nil),
      ("bare", detailsLeftOut > 0 ? Value.string(bare) : nil),
    ]
  }

  private func more(_ count: Int, _ noun: String) -> Value? {
    count > 0 ? .string(Plural.of(count, "more \(noun)")) : nil
  }

  private var verdict: Value {
    let (word, kind, mark) =
      switch outcome.verdict {
      case .passed: ("Passed", "good", "✓")
      case .failed: ("Failed", "bad", "✗")
      case .inconclusive: ("Inconclusive", "even", "?")
      case .interrupted: ("Interrupted", "even", "!")
      }
    var sentences = outcome.obstacles.map(\.sentence)
    if sentences.isEmpty {
      let (passed, known) = (tally.counts.passed, tally.counts.known)
      sentences = [
        known > 0
          ? "\(Plural.of(passed, "case")) passed, \(Plural.of(known, "known failure"))"
          : tally.counts.judged == 0
            ? "nothing of the plan falls to this shard"
            : passed == 1
              ? "the one judged case passed" : "all \(Numbers.grouped(passed)) judged cases passed"
      ]
    }
    let early = tally.summary?.endedEarly
    return .page([
      ("word", .string(word)), ("kind", .string(kind)), ("mark", .string(mark)),
      ("sentences", .array(sentences.map { .shown($0) })),
      ("early", early.map { .shown("the run ended early: \($0.message)") }),
      ("earlyRemedy", early?.remedy.map { .shown($0) }),
    ])
  }

  private var tiles: Value {
    let counts = tally.counts
    let cells = tally.ledger.tally(of: nil)
    let rate = tally.duration > 0 ? Double(tally.requests) / tally.duration : 0
    let perSecond = rate >= 1 ? ", \(Numbers.grouped(Int(min(rate, 1e9).rounded()))) a second" : ""
    func tile(_ figure: String, _ name: String, _ note: String, _ kind: String) -> Value {
      .object([
        ("figure", .string(figure)), ("name", .string(name)), ("note", .string(note)),
        ("kind", .string(kind)),
      ])
    }
    let new = counts.failed - counts.known
    return .array([
      tile(
        Numbers.grouped(new), new == 1 ? "case failed" : "cases failed",
        Plural.of(failures.count, "cause")
          + (counts.known > 0 ? ", \(Numbers.grouped(counts.known)) more known to fail" : ""),
        new > 0 ? "bad" : ""),
      tile(
        Numbers.grouped(counts.passed), counts.passed == 1 ? "case passed" : "cases passed",
        notJudged, counts.passed > 0 ? "good" : ""),
      tile(
        cells.percent.map { Numbers.percent($0) } ?? "none", "of the contract shown",
        "\(Numbers.grouped(cells.discharged)) of \(Plural.of(cells.total, "obligation"))", ""),
      tile(
        Numbers.duration(tally.duration), "run time",
        "\(Plural.of(tally.requests, "request"))\(perSecond)", ""),
    ])
  }

  private var notJudged: String {
    let counts = tally.counts
    let silent = tally.planned - counts.total
    let parts = [
      (counts.flaky, "flaky"), (counts.inconclusive, "inconclusive"), (counts.skipped, "skipped"),
      (silent, "not run"),
    ].filter { $0.0 > 0 }.map { "\(Numbers.grouped($0.0)) \($0.1)" }
    if counts.total == 0, parts.isEmpty { return "no case ran" }
    return parts.isEmpty ? "every case was judged" : parts.joined(separator: ", ")
  }

  private var bar: Value {
    let counts = tally.counts
    let total = max(1, counts.total)
    var start = 0
    return .array(
      [
        ("failed", counts.failed - counts.known), ("known", counts.known),
        ("inconclusive", counts.inconclusive),
        ("skipped", counts.skipped), ("passed", counts.passed),
      ].filter { $0.1 > 0 }.map { kind, count in
        defer { start += count }
        return .object([
          ("kind", .string(kind)), ("x", .string(Self.share(start, total))),
          ("width", .string(Self.share(count, total))),
          (
            "title",
            .string("\(Numbers.grouped(count)) \(kind == "known" ? "known to fail" : kind)")
          ),
        ])
      })
  }

  private var reasonLists: Value {
    let lists = [
      ("Not judged", inconclusive, "even"), ("Flaky", flaky, "even"), ("Skipped", skipped, "idle"),
    ]
    return .array(
      lists.filter { !$0.1.clusters.isEmpty }.map { title, reasons, kind in
        .page([
          ("heading", .string(title)), ("kind", .string(kind)),
          (
            "total",
            .string(
              Plural.of(reasons.clusters.reduce(reasons.overflow) { $0 + $1.count }, "case"))
          ),
          (
            "reasons",
            .array(
              reasons.clusters.map { cluster in
                .page([
                  ("count", .string(Plural.of(cluster.count, "case"))),
                  ("why", .shown(cluster.reason.message)), ("code", .shown(cluster.reason.code)),
                  ("fix", cluster.reason.remedy.map { .shown($0) }),
                  ("cases", .array(cluster.cases.map { .shown($0) })),
                ])
              })
          ),
          ("moreReasons", more(reasons.overflow, "case")),
        ])
      })
  }

  private func list(_ title: String, _ texts: [String]) -> Value? {
    guard !texts.isEmpty else { return nil }
    return .page([
      ("heading", .string(title)),
      ("items", .array(texts.prefix(Self.listLimit).map { .shown($0) })),
      ("moreItems", more(texts.count - Self.listLimit, "line")),
    ])
  }

  private var environment: Value {
    guard let facts = tally.facts else { return .array([]) }
    let rows: [(String, String)] =
      [
        ("Target", facts.baseURL),
        ("Contract", "\(facts.contract) \(facts.contractVersion)"),
        ("Files", facts.specFiles.joined(separator: ", ")),
        ("Strictness", facts.strictness), ("Seed", String(facts.seed)),
        ("Planned", Plural.of(facts.plannedCases, "case")),
        ("Started", Timestamp.text(facts.startedAt)),
        ("Took", "\(Numbers.duration(tally.duration)), \(Plural.of(tally.requests, "request"))"),
        ("Tool", "muster \(facts.toolVersion)"),
      ]
      + (command.isEmpty
        ? [] : [("Command", command.map { Shell.quoted($0) }.joined(separator: " "))])
    return .array(
      rows.filter { !$0.1.isEmpty }.map { name, text in
        .object([("name", .string(name)), ("text", .shown(text, limit: 2_000))])
      })
  }
}
