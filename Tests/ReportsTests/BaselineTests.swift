import Documents
import Evidence
import FoundationEssentials
import Reports
import Schemas
import Testing

@Suite struct BaselineTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var events: [RunEvent]
    var entries: [Baseline.Entry]
    var silentChecks: Set<String> = []
    var isPartial = false
    var exit: Int32
    /// Parts of the sentences that say why.
    var says: [String] = []
    var description: String { name }
  }

  static let prints = SampleBaselines.fingerprints(SampleRuns.failing)
  static let all = prints.map { SampleBaselines.entry($0) }
  static let gone = SampleBaselines.entry(SampleBaselines.gone)

  /// One case of an operation that could not be judged, the others as they were.
  static func unclear(_ group: String) -> [RunEvent] {
    SampleRuns.failing.map { event in
      guard case .caseFinished(var result) = event, result.group == "GET /services/{partnum}" else {
        return event
      }
      result.group = group
      result.verdict = .inconclusive
      result.reason = Reason(code: "fixture-missing", message: "no fixture")
      return .caseFinished(result)
    }
  }

  static func leftOut() -> [RunEvent] {
    SampleRuns.failing.map { event in
      guard case .caseFinished(var result) = event, result.group == "GET /services/{partnum}" else {
        return event
      }
      result.verdict = .skipped
      result.reason = Reason(code: "filtered", message: "left out by --operation")
      return .caseFinished(result)
    }
  }

  static let rows: [Row] = [
    Row(
      name: "nothing is known", events: SampleRuns.failing, entries: [], exit: 1, says: ["3 cases"]),
    Row(name: "all is known", events: SampleRuns.failing, entries: all, exit: 0),
    Row(
      name: "one is new", events: SampleRuns.failing, entries: Array(all.dropLast()), exit: 1,
      says: ["1 case broke the contract"]),
    Row(
      name: "one is stale", events: SampleRuns.failing, entries: all + [gone], exit: 1,
      says: ["1 known failure was not seen any more: status-code at GET /accounts"]),
    Row(
      name: "one has expired", events: SampleRuns.failing,
      entries: Array(all.dropLast()) + [SampleBaselines.entry(prints[2], expires: "2025-11-22")],
      exit: 1, says: ["1 case broke the contract", "1 known failure has expired"]),
    Row(
      name: "today is the last day", events: SampleRuns.failing,
      entries: Array(all.dropLast()) + [SampleBaselines.entry(prints[2], expires: "2025-11-23")],
      exit: 0),
    Row(
      name: "one has expired and is not seen", events: SampleRuns.failing,
      entries: all + [SampleBaselines.entry(SampleBaselines.gone, expires: "2025-01-01")], exit: 1,
      says: ["1 known failure has expired"]),
    Row(
      name: "a case was left out: nothing is stale", events: leftOut(), entries: all + [gone],
      exit: 0),
    Row(
      name: "a part was planned: nothing is stale", events: SampleRuns.failing,
      entries: all + [gone], isPartial: true, exit: 0),
    Row(
      name: "its check was not asked", events: SampleRuns.failing, entries: all + [gone],
      silentChecks: ["status-code"], exit: 0),
    Row(
      name: "an inconclusive case is not hidden", events: unclear("GET /services/{partnum}"),
      entries: all, exit: 3, says: ["4 cases could not be judged"]),
    Row(
      name: "another operation could not be judged", events: unclear("GET /services/{partnum}"),
      entries: all + [gone], exit: 1, says: ["was not seen any more"]),
    Row(
      name: "its own operation could not be judged", events: unclear("GET /accounts"),
      entries: all + [gone], exit: 3),
    Row(
      name: "a suite's case could not be judged", events: unclear("a suite"), entries: all + [gone],
      exit: 3),
    Row(
      name: "nothing could be judged", events: SampleRuns.unreachable, entries: all, exit: 3),
    Row(
      name: "interrupted", events: Array(SampleRuns.failing.dropLast()), entries: all + [gone],
      exit: 130),
  ]

  @Test(arguments: rows) func verdicts(_ row: Row) throws {
    let baseline = Baseline(
      row.entries, today: SampleBaselines.today, silentChecks: row.silentChecks,
      isPartial: row.isPartial)
    let policy = RunPolicy(baseline: baseline)
    var tally = RunTally()
    let events = marked(row.events, by: baseline)
    for event in events { tally.record(event) }
    let outcome = tally.outcome(under: policy)
    #expect(outcome.verdict.exitCode == row.exit, "\(outcome.obstacles)")
    let sentences = outcome.obstacles.map(\.sentence)
    for part in row.says { #expect(sentences.contains { $0.contains(part) }, "\(sentences)") }
    // No report looks better or worse than the exit code.
    let junit = try report(events, policy: policy)
    #expect((junit.jenkins.failed == 0) == (row.exit == 0))
    let tap = try ParsedTAP(try written("tap", events, policy: policy))
    #expect(tap.points.contains(where: \.isFailure) == (row.exit != 0))
  }

  struct Same: Sendable, CustomStringConvertible {
    var name: String
    var other: Finding
    var status: Int? = 200
    var isSame: Bool
    var description: String { name }
  }

  static let finding = Finding(
    check: "body-schema", operation: "GET /a", message: "expected string, got number 5",
    pointer: JSONPointer(["items", "0", "id"]), expected: "string", actual: "number 5",
    range: SampleContract.range(10), schema: JSONPointer(["definitions", "a", "type"]))

  static func changed(_ change: (inout Finding) -> Void) -> Finding {
    var other = finding
    change(&other)
    return other
  }

  static let sames: [Same] = [
    Same(
      name: "another value",
      other: changed {
        $0.message = "expected string, got object"
        $0.actual = "object"
      }, isSame: true),
    Same(
      name: "another item", other: changed { $0.pointer = JSONPointer(["items", "7", "id"]) },
      isSame: true),
    Same(
      name: "another line", other: changed { $0.range = SampleContract.range(99) }, isSame: true),
    Same(name: "a warning", other: changed { $0.severity = .warning }, isSame: true),
    Same(name: "another check", other: changed { $0.check = "wire-json" }, isSame: false),
    Same(name: "another operation", other: changed { $0.operation = "GET /b" }, isSame: false),
    Same(name: "another status", other: finding, status: 201, isSame: false),
    Same(
      name: "another keyword",
      other: changed { $0.schema = JSONPointer(["definitions", "a", "enum"]) },
      isSame: false),
    Same(
      name: "another member of one keyword", other: changed { $0.expected = "member \"x\"" },
      isSame: false),
  ]

  @Test(arguments: sames) func fingerprints(_ row: Same) {
    let one = FindingFingerprint(Self.finding, status: 200)
    let other = FindingFingerprint(row.other, status: row.status)
    #expect((one == other) == row.isSame)
    #expect((one.id == other.id) == row.isSame)
    #expect(one.id == "e5494de1712b8695")
  }

  struct Mistake: Sendable, CustomStringConvertible {
    var name: String
    var file: String
    var says: String
    /// Whether the JSON Schema sees it too.
    var isInSchema = true
    var description: String { name }
  }

  static let whole = """
    muster: baseline/1
    failures:
    - check: status-code
      operation: GET /accounts
      status: 500
      detail: the status code is not documented
      reason: the vendor mends it in 4.2
      owner: crm team
      expires: 2025-12-31
    """

  static func with(_ old: String, _ new: String) -> String {
    whole.replacing(old, with: new)
  }

  static let mistakes: [Mistake] = [
    Mistake(
      name: "another kind of file", file: with("baseline/1", "suite/1"),
      says: "this place takes `muster: baseline/1`, not"),
    Mistake(name: "no list", file: "muster: baseline/1", says: "lacks the key `failures`"),
    Mistake(name: "no owner", file: with("  owner: crm team\n", ""), says: "lacks the key `owner`"),
    Mistake(
      name: "an empty reason", file: with("the vendor mends it in 4.2", "' '"),
      says: "`reason` of a known failure is empty"),
    Mistake(name: "no date", file: with("2025-12-31", "soon"), says: "`expires: soon` is no day"),
    Mistake(
      name: "no such day", file: with("2025-12-31", "2025-02-29"), says: "is no day",
      isInSchema: false),
    Mistake(name: "an unknown key", file: with("owner:", "ownr:"), says: "did you mean `owner`?"),
    Mistake(name: "a status in words", file: with("500", "five"), says: "must be a whole number"),
    Mistake(
      name: "the same twice",
      file: whole + "\n" + whole.split(separator: "\n").dropFirst(2).joined(separator: "\n"),
      says: "stands twice, first at 3:3", isInSchema: false),
    Mistake(
      name: "a fingerprint of something else",
      file: with("- check:", "- fingerprint: '0000000000000000'\n  check:"),
      says: "is not that of what the entry says", isInSchema: false),
  ]

  private static func read(_ text: String) throws -> Value {
    try StructuredReader.read(Array(text.utf8), file: SourceFile(name: "b.yaml"))
  }

  @Test(arguments: mistakes) func mistakesAreNamed(_ row: Mistake) throws {
    let value = try Self.read(row.file)
    let error = #expect(throws: InvalidInput.self) { _ = try Baseline.entries(value) }
    let messages = error?.diagnostics.map(\.description) ?? []
    #expect(messages.contains { $0.contains(row.says) }, "\(messages)")
    for diagnostic in error?.diagnostics ?? [] { #expect(diagnostic.range != nil) }
    #expect(try Self.isValid(value) != row.isInSchema)
  }

  private static func isValid(_ value: Value) throws -> Bool {
    let schema = try ReportSchemas.load(
      TestPaths.tests + "/../../spec/formats/baseline.schema.json")
    let text = JSONWriter.bytes(value)
    let document = try JSONReader.read(text, file: SourceFile(name: "<baseline>"))
    return schema.violations(in: document.root, limit: 1).isEmpty
  }

  @Test func whatIsWrittenIsRead() throws {
    #expect(
      try Baseline.entries(try Self.read(Self.whole)).map(\.fingerprint) == [SampleBaselines.gone])
    var hostile = HostileText(seed: 7)
    let odd = (0..<50).map { number in
      SampleBaselines.entry(
        FindingFingerprint(
          FindingFingerprint.odd(hostile.text(), hostile.text(), hostile.text()), status: number))
    }
    let entries = Self.all + odd.filter { !$0.fingerprint.check.isBlank }
    let value = try Self.read(String(decoding: Baseline.file(entries), as: UTF8.self))
    #expect(try Self.isValid(value))
    let read = try Baseline.entries(value)
    #expect(read.map(\.fingerprint) == entries.map(\.fingerprint))
    #expect(read.map(\.reason) == entries.map(\.reason))
  }

  @Test func anUpdateAddsWhatIsNewAndTakesOutWhatIsGone() throws {
    let old = SampleBaselines.entry(Self.prints[0], expires: "2025-01-01")
    let baseline = Baseline([old, Self.all[1], Self.gone], today: SampleBaselines.today)
    let policy = RunPolicy(baseline: baseline)
    var recorder = BaselineRecorder(areWarningsRecorded: false)
    var tally = RunTally()
    for event in marked(SampleRuns.failing, by: baseline) {
      recorder.record(event)
      tally.record(event)
    }
    let update = recorder.update(
      baseline, stale: tally.staleEntries(under: policy), until: "2025-12-23")
    #expect(update.added == 1)
    #expect(update.removed == 1)
    #expect(Set(update.entries.map(\.fingerprint)) == Set(Self.prints))
    // A day that is over is not prolonged, and nobody's reason is lost.
    #expect(update.entries.contains(old))
    #expect(update.entries.contains(Self.all[1]))
    let new = update.entries.first { $0.fingerprint == Self.prints[2] }
    #expect(new?.owner == BaselineRecorder.unowned)
    #expect(new?.expires == "2025-12-23")
  }

  @Test(arguments: [
    ("2025-02-28", true), ("2025-02-29", false), ("2024-02-29", true), ("1900-02-29", false),
    ("2000-02-29", true), ("2025-13-01", false), ("2025-1-01", false), ("2025-00-10", false),
    ("+025-01-01", false), ("2025-01-01 ", false), ("", false),
  ])
  func days(_ text: String, _ isDay: Bool) {
    let start = Timestamp.start(ofDay: text)
    #expect((start != nil) == isDay)
    if let start {
      #expect(Timestamp.day(start) == text)
      #expect(Timestamp.day(start - 1) != text)
    }
  }

  @Test func theConsoleShowsWhatIsKnown() throws {
    let baseline = SampleBaselines.ofFailing
    let text = try console(
      marked(SampleRuns.failing, by: baseline), policy: RunPolicy(baseline: baseline))
    Golden.expect(text, matches: "console-known.txt")
  }
}

extension FindingFingerprint {
  fileprivate static func odd(_ check: String, _ place: String, _ message: String) -> Finding {
    Finding(
      check: check, operation: "GET /a", message: "m" + message, pointer: JSONPointer([place]),
      expected: "", actual: "")
  }
}

extension String {
  fileprivate var isBlank: Bool { OneLine.of(self).isEmpty }
}
