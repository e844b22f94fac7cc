import Documents
import Evidence
import Reports
import Schemas
import Testing

@Suite("Quarantine and flaky cases")
struct QuarantineTests {
  static func attempt(_ status: Int) -> Exchange.Attempt {
    Exchange.Attempt(
      outcome: .response(HTTPResponse(status: status)), timing: Exchange.Timing(total: 0.01))
  }

  /// A case that got these answers to one request, the last of which counts.
  static func result(_ id: String, _ verdict: Verdict, statuses: [Int] = [200]) -> CaseResult {
    let finding = Finding(
      check: "status-code", operation: "GET /a", message: "wrong status", expected: "200",
      actual: "500")
    return CaseResult(
      id: id, title: "answers \(id)", group: "GET /a", intent: "positive", verdict: verdict,
      steps: [
        StepResult(
          role: .test, operation: "GET /a", expectation: "200",
          exchange: Exchange(
            request: HTTPRequest(method: "GET", url: "http://h/a"),
            attempts: statuses.map(attempt)), findings: verdict == .failed ? [finding] : [])
      ],
      reason: verdict == .inconclusive ? Reason(code: "busy", message: "the target was busy") : nil,
      obligations: [
        ObligationOutcome(
          id: "status/GET /a/200", state: verdict == .passed ? .discharged : .notReached)
      ])
  }

  static func events(_ results: [CaseResult]) -> [RunEvent] {
    let facts = RunFacts(
      toolVersion: "1", contract: "c", contractVersion: "1", specFiles: [], baseURL: "http://h",
      strictness: "standard", seed: 0, plannedCases: results.count,
      obligations: [
        ObligationFact(id: "status/GET /a/200", kind: .status, subject: "GET /a", detail: "200")
      ], startedAt: 0)
    return [.started(facts)] + results.map { .caseFinished($0) }
      + [.finished(RunSummary(duration: 1, requests: results.count))]
  }

  static func entry(_ pattern: String, expires: String = "2026-12-31") -> Quarantine.Entry {
    Quarantine.Entry(pattern: pattern, reason: "races", owner: "us", expires: expires)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var results: [CaseResult]
    var entries: [Quarantine.Entry] = []
    var failOnFlaky = false
    var verdict: RunVerdict
    var sentence: String?
  }

  static let rows = [
    Row(
      testDescription: "flaky is no failure by itself",
      results: [result("a", .passed, statuses: [503, 200])], verdict: .passed),
    Row(
      testDescription: "flaky fails where it was made to count",
      results: [result("a", .passed, statuses: [503, 200])], failOnFlaky: true, verdict: .failed,
      sentence: "1 case passed only when sent again, and flaky cases were made to count"),
    Row(
      testDescription: "flaky in quarantine does not count",
      results: [result("a", .passed, statuses: [503, 200])], entries: [entry("a")],
      failOnFlaky: true, verdict: .passed),
    Row(
      testDescription: "a failure in quarantine does not fail the run",
      results: [result("a", .failed), result("b", .passed)], entries: [entry("a")],
      verdict: .passed),
    Row(
      testDescription: "a pattern means cases by their ids",
      results: [result("s:a1", .failed), result("b", .passed)], entries: [entry("s:*")],
      verdict: .passed),
    Row(
      testDescription: "another case's failure does", results: [result("a", .failed)],
      entries: [entry("b")], verdict: .failed, sentence: "1 case broke the contract"),
    Row(
      testDescription: "what could not be judged is never hidden",
      results: [result("a", .inconclusive), result("b", .passed)], entries: [entry("a")],
      verdict: .inconclusive, sentence: "1 case could not be judged"),
    Row(
      testDescription: "an entry whose day is over excuses nothing",
      results: [result("a", .failed)], entries: [entry("a", expires: "2026-11-25")],
      verdict: .failed, sentence: "1 case broke the contract"),
    Row(
      testDescription: "an entry whose day is over fails a run in which all passed",
      results: [result("a", .passed)], entries: [entry("a", expires: "2026-11-25")],
      verdict: .failed, sentence: "1 quarantine has expired: a"),
    Row(
      testDescription: "the last day holds", results: [result("a", .failed), result("b", .passed)],
      entries: [entry("a", expires: "2026-11-26")], verdict: .passed),
  ]

  @Test("decide a run as they should", arguments: rows)
  func verdict(_ row: Row) {
    let policy = RunPolicy(
      failOnFlaky: row.failOnFlaky, quarantine: Quarantine(row.entries, today: "2026-11-26"))
    var tally = RunTally()
    for event in Self.events(row.results) { tally.record(policy.marked(event)) }
    let outcome = tally.outcome(under: policy)
    #expect(outcome.verdict == row.verdict)
    #expect(outcome.obstacles.first?.sentence == row.sentence)
  }

  @Test(
    "are visible in every report of cases",
    arguments: ["json", "html", "tap", "ctrf", "markdown", "junit"])
  func visible(_ format: String) throws {
    let policy = RunPolicy(quarantine: Quarantine([Self.entry("q")], today: "2026-11-26"))
    let events = Self.events([
      Self.result("a", .passed, statuses: [503, 200]), Self.result("q", .failed),
    ])
    let text = try written(format, events.map { policy.marked($0) }, policy: policy)
    switch format {
    case "json":
      #expect(text.contains(#""known":1,"flaky":1"#))
      #expect(text.contains(#""quarantine":{"fingerprint":"quarantine:q","reason":"races""#))
    case "ctrf": #expect(text.contains(#""retries":1,"flaky":true"#))
    default: #expect(text.contains("passed only when sent again, after status 503 at GET /a"))
    }
    #expect(text.contains("races"))
  }

  @Test("are told on the console")
  func consoleTells() throws {
    let lines = try console(
      Self.events([Self.result("a", .passed, statuses: [503, 200])]))
    #expect(lines.contains("1 passed · 1 of them flaky"))
    #expect(lines.contains("Flaky\n"))
    #expect(
      lines.contains("GET /a › answers a: passed only when sent again, after status 503 at GET /a"))
    #expect(lines.contains("PASSED  the one judged case passed, 1 flaky"))
  }

  struct FileRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// Nil: it is sound.
    var message: String?
    /// Whether a JSON Schema can say so too.
    var isSchematic = true
  }

  static let sound = "case: 'derived:GET /a:ok', reason: races, owner: us, expires: 2026-12-31"

  static let files = [
    FileRow(testDescription: "a sound list", text: "muster: quarantine/1\ncases:\n- {\(sound)}"),
    FileRow(testDescription: "an empty list", text: "muster: quarantine/1\ncases: []"),
    FileRow(
      testDescription: "another format", text: "muster: baseline/1\ncases: []",
      message: "this place takes `muster: quarantine/1`, not"),
    FileRow(testDescription: "no cases", text: "muster: quarantine/1", message: "`cases`"),
    FileRow(
      testDescription: "no owner",
      text: "muster: quarantine/1\ncases:\n- {case: a, reason: r, expires: 2026-12-31}",
      message: "`owner`"),
    FileRow(
      testDescription: "no expiry",
      text: "muster: quarantine/1\ncases:\n- {case: a, reason: r, owner: o}", message: "`expires`"),
    FileRow(
      testDescription: "no day",
      text: "muster: quarantine/1\ncases:\n- {case: a, reason: r, owner: o, expires: 2026-02-30}",
      message: "is no day", isSchematic: false),
    FileRow(
      testDescription: "an empty reason",
      text: "muster: quarantine/1\ncases:\n- {case: a, reason: ' ', owner: o, expires: 2026-12-31}",
      message: "`reason` of a case in quarantine is empty"),
    FileRow(
      testDescription: "every case",
      text: "muster: quarantine/1\ncases:\n- {case: '*', reason: r, owner: o, expires: 2026-12-31}",
      message: "means every case"),
    FileRow(
      testDescription: "a case twice",
      text: "muster: quarantine/1\ncases:\n- {\(sound)}\n- {\(sound)}",
      message: "the same case stands twice", isSchematic: false),
    FileRow(
      testDescription: "an unknown key",
      text: "muster: quarantine/1\ncases:\n- {\(sound), until: x}", message: "`until`"),
  ]

  @Test("are read from a file, every mistake told, and the schema agrees", arguments: files)
  func file(_ row: FileRow) throws {
    let value = try StructuredReader.read(
      Array(row.text.utf8), file: SourceFile(name: "quarantine.yaml"))
    let schema = try ReportSchemas.load(
      TestPaths.tests + "/../../spec/formats/quarantine.schema.json")
    let document = try JSONReader.read(JSONWriter.bytes(value), file: SourceFile(name: "<list>"))
    if row.isSchematic {
      #expect(
        schema.violations(in: document.root, limit: 1).isEmpty == (row.message == nil))
    }
    do {
      _ = try Quarantine.entries(value)
      #expect(row.message == nil)
    } catch {
      let message = try #require(row.message)
      #expect(error.diagnostics.contains { $0.message.contains(message) }, "\(error.diagnostics)")
      #expect(error.diagnostics.allSatisfy { $0.remedy != nil })
    }
  }
}
