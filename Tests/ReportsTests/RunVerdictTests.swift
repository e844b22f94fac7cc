import Evidence
import Reports
import Testing

@Suite struct RunVerdictTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var counts: CaseCounts
    var policy = RunPolicy()
    /// Discharged and not reached status cells.
    var cells = (10, 0)
    /// What the whole run lacks.
    var runFindings: [Finding] = []
    var inputWarnings = 0
    /// Nothing that the contract promises was shown or broken.
    var isVoid = false
    var isInterrupted = false
    var exit: Int32
    var description: String { name }
  }

  static func unseen(_ severity: Finding.Severity) -> Finding {
    Finding(
      check: "unseen-property", severity: severity, operation: "model details",
      message: "1 documented property was never seen", expected: "it", actual: "none of airTime")
  }

  /// A run that showed all but one property, with one case of a verdict more.
  static func run(
    _ verdict: Verdict, _ reason: Reason? = nil, isInterrupted: Bool = false,
    broken: String? = nil
  ) -> [RunEvent] {
    let facts = RunFacts(
      toolVersion: "0", contract: "c", contractVersion: "1", specFiles: [], baseURL: "http://h",
      strictness: "strict", seed: 0, plannedCases: 2,
      obligations: ["a", "b"].map {
        ObligationFact(
          id: $0, kind: .property, subject: "details", detail: $0, witnesses: ["GET /d"])
      }, startedAt: 0)
    let cases = [
      CaseResult(
        id: "1", title: "t", group: "g", intent: "positive", verdict: .passed,
        obligations: [ObligationOutcome(id: "a", state: .discharged)]),
      CaseResult(
        id: "2", title: "u", group: "g", intent: "positive", verdict: verdict,
        steps: broken.map { [brokenStep($0)] } ?? [], reason: reason),
    ]
    return [.started(facts)] + cases.map { .caseFinished($0) }
      + [.finished(RunSummary(duration: 1, requests: 2, isInterrupted: isInterrupted))]
  }

  private static func brokenStep(_ operation: String) -> StepResult {
    StepResult(
      role: .test, operation: operation, expectation: "200",
      exchange: Exchange(
        request: HTTPRequest(method: "GET", url: "http://h/d", headers: HTTPHeaders()), attempts: []
      ),
      findings: [
        Finding(check: "wire-json", operation: operation, message: "m", expected: "e", actual: "a")
      ])
  }

  struct RunRow: Sendable, CustomStringConvertible {
    var description: String
    var events: [RunEvent]
    var messages: [String]
  }

  static let runRows = [
    RunRow(
      description: "unseen", events: run(.passed),
      messages: ["1 documented property was never seen"]),
    RunRow(
      description: "left out by a filter",
      events: run(.skipped, Reason(code: "filtered", message: "left out")), messages: []),
    RunRow(
      description: "nothing to send is no filter",
      events: run(.skipped, Reason(code: "nothing-to-break", message: "nothing")),
      messages: ["1 documented property was never seen"]),
    RunRow(
      description: "the answer that should show it is broken",
      events: run(.failed, broken: "GET /d"), messages: []),
    RunRow(
      description: "another answer is broken", events: run(.failed, broken: "GET /other"),
      messages: ["1 documented property was never seen"]),
    RunRow(description: "interrupted", events: run(.passed, isInterrupted: true), messages: []),
  ]

  @Test(arguments: runRows) func whatTheWholeRunLacks(_ row: RunRow) throws {
    var tally = RunTally()
    for event in row.events { tally.record(event) }
    let policy = RunPolicy(runSeverities: ["unseen-property": .failure])
    #expect(tally.runFindings(under: policy).map(\.message) == row.messages)
    #expect(tally.runFindings(under: RunPolicy()).isEmpty)
    guard !row.messages.isEmpty else { return }
    #expect(tally.outcome(under: policy).verdict == .failed)
    #expect(try console(row.events, policy: policy).contains("unseen-property"))
    let parsed = try report(row.events, policy: policy)
    #expect(parsed.cases.last?.problems.first?.attributes["type"] == "unseen-property")
    let warned = try report(
      row.events, policy: RunPolicy(runSeverities: ["unseen-property": .warning]))
    #expect(warned.cases.last?.problems.isEmpty == true)
    #expect(
      warned.cases.last?.children.contains { $0.text.contains("never seen") } == true)
  }

  static let rows: [Row] = [
    Row(name: "all passed", counts: CaseCounts(passed: 3), exit: 0),
    Row(name: "passed and skipped", counts: CaseCounts(passed: 1, skipped: 9), exit: 0),
    Row(name: "one failed", counts: CaseCounts(passed: 3, failed: 1), exit: 1),
    Row(
      name: "failed outranks inconclusive", counts: CaseCounts(failed: 1, inconclusive: 9),
      exit: 1),
    Row(name: "one inconclusive", counts: CaseCounts(passed: 9, inconclusive: 1), exit: 3),
    Row(name: "all inconclusive", counts: CaseCounts(inconclusive: 9), exit: 3),
    Row(name: "all skipped", counts: CaseCounts(skipped: 9), exit: 3),
    Row(name: "no case", counts: CaseCounts(), exit: 3),
    Row(name: "a warning", counts: CaseCounts(passed: 1, warnings: 1), exit: 0),
    Row(
      name: "a warning that counts", counts: CaseCounts(passed: 1, warnings: 1),
      policy: RunPolicy(failOnWarning: true), exit: 1),
    Row(
      name: "no warning where they count", counts: CaseCounts(passed: 1),
      policy: RunPolicy(failOnWarning: true), exit: 0),
    Row(
      name: "a warning that counts, but nothing judged",
      counts: CaseCounts(inconclusive: 1, warnings: 1), policy: RunPolicy(failOnWarning: true),
      exit: 3),
    Row(
      name: "coverage met exactly", counts: CaseCounts(passed: 1),
      policy: RunPolicy(requiredCoverage: [CoverageDemand(95)]), cells: (95, 5), exit: 0),
    Row(
      name: "coverage missed by one", counts: CaseCounts(passed: 1),
      policy: RunPolicy(requiredCoverage: [CoverageDemand(95)]), cells: (94, 6), exit: 1),
    Row(
      name: "coverage missed, some inconclusive", counts: CaseCounts(passed: 1, inconclusive: 6),
      policy: RunPolicy(requiredCoverage: [CoverageDemand(95)]), cells: (94, 6), exit: 1),
    Row(
      name: "coverage of no cells", counts: CaseCounts(passed: 1),
      policy: RunPolicy(requiredCoverage: [CoverageDemand(1)]), cells: (0, 0), exit: 1),
    Row(
      name: "coverage missed, but nothing judged", counts: CaseCounts(inconclusive: 6),
      policy: RunPolicy(requiredCoverage: [CoverageDemand(95)]), cells: (0, 6), exit: 3),
    Row(
      name: "coverage 0 demanded", counts: CaseCounts(passed: 1),
      policy: RunPolicy(requiredCoverage: [CoverageDemand(0)]), cells: (0, 0), exit: 0),
    Row(name: "interrupted", counts: CaseCounts(passed: 1), isInterrupted: true, exit: 130),
    Row(
      name: "interrupted after a failure", counts: CaseCounts(failed: 1), isInterrupted: true,
      exit: 130),
    Row(
      name: "an unseen property where all are demanded", counts: CaseCounts(passed: 1),
      runFindings: [unseen(.failure)], exit: 1),
    Row(
      name: "an unseen property among warnings that count", counts: CaseCounts(passed: 1),
      policy: RunPolicy(failOnWarning: true), runFindings: [unseen(.warning)], exit: 1),
    Row(
      name: "cases that passed and showed nothing", counts: CaseCounts(passed: 3), isVoid: true,
      exit: 3),
    Row(
      name: "a warning about an input among warnings that count", counts: CaseCounts(passed: 1),
      policy: RunPolicy(failOnWarning: true), inputWarnings: 1, exit: 1),
    Row(
      name: "an unseen property, tolerated", counts: CaseCounts(passed: 1),
      runFindings: [unseen(.warning)], exit: 0),
    Row(name: "interrupted at once", counts: CaseCounts(), isInterrupted: true, exit: 130),
  ]

  @Test(arguments: rows) func hasItsExitCode(_ row: Row) {
    var tally = Ledger.Tally()
    (tally.discharged, tally.notReached) = row.cells
    let outcome = RunOutcome(
      counts: row.counts, planned: row.counts.total,
      coverage: row.policy.requiredCoverage.map { Coverage($0, tally) },
      runFindings: row.runFindings, policy: row.policy, inputWarnings: row.inputWarnings,
      isVoid: row.isVoid,
      isInterrupted: row.isInterrupted)
    #expect(outcome.verdict.exitCode == row.exit)
    #expect(outcome.obstacles.isEmpty == (row.exit == 0))
    #expect(outcome.obstacles.allSatisfy { !$0.sentence.isEmpty && !$0.sentence.hasSuffix(".") })
  }

  @Test func aRunWithoutAnEndWasInterrupted() {
    var tally = RunTally()
    for event in SampleRuns.passing.prefix(5) { tally.record(event) }
    let outcome = tally.outcome(under: RunPolicy())
    #expect(outcome.verdict == .interrupted)
    #expect(outcome.obstacles.first?.sentence == "stopped after 4 of 72 cases")
  }

  @Test func sentencesNameTheNumbers() {
    var tally = Ledger.Tally()
    (tally.discharged, tally.failed, tally.notReached) = (63, 0, 9)
    #expect(
      RunObstacle.coverage(Coverage(CoverageDemand(95, of: .status), tally)).sentence
        == "63 of 72 status cells discharged (87.5%), below the 95% demanded")
    #expect(
      RunObstacle.coverage(Coverage(CoverageDemand(95), tally)).sentence
        == "63 of 72 obligations discharged (87.5%), below the 95% demanded")
    #expect(RunObstacle.failedCases(1).sentence == "1 case broke the contract")
    #expect(RunObstacle.warnings(2).sentence == "2 warnings, and warnings were made to count")
  }

  struct DemandRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var demand: CoverageDemand?
  }

  static let demandRows: [DemandRow] = [
    DemandRow(testDescription: "95%", demand: CoverageDemand(95)),
    DemandRow(testDescription: "0", demand: CoverageDemand(0)),
    DemandRow(testDescription: "99.5%", demand: CoverageDemand(99.5)),
    DemandRow(testDescription: "status=100%", demand: CoverageDemand(100, of: .status)),
    DemandRow(testDescription: "error-body=50", demand: CoverageDemand(50, of: .errorBody)),
    DemandRow(testDescription: "101%"), DemandRow(testDescription: "-1"),
    DemandRow(testDescription: ""), DemandRow(testDescription: "%"),
    DemandRow(testDescription: "status="), DemandRow(testDescription: "=95"),
    DemandRow(testDescription: "cells=95"), DemandRow(testDescription: "status=95=95"),
    DemandRow(testDescription: "nan"),
  ]

  @Test("a demand is a percentage, of all or of one kind", arguments: demandRows)
  func demands(_ row: DemandRow) {
    #expect(CoverageDemand(parsing: row.testDescription) == row.demand)
  }

  @Test("what is demanded of all counts every kind that a run owes, of one kind that one alone")
  func kinds() {
    var tally = RunTally()
    for event in ClusterRuns.partial { tally.record(event) }
    func isMet(_ demand: CoverageDemand) -> Bool {
      Coverage(demand, tally.ledger.tally(of: demand.kind)).isMet
    }
    let owed = ObligationFact.Kind.allCases.filter(\.isOwed).map { tally.ledger.tally($0) }
    #expect(tally.ledger.tally(of: nil).total == owed.reduce(0) { $0 + $1.total })
    #expect(tally.ledger.tally(of: nil).discharged == owed.reduce(0) { $0 + $1.discharged })
    for kind in ObligationFact.Kind.allCases {
      let share = tally.ledger.tally(kind)
      guard let percent = share.percent else { continue }
      #expect(isMet(CoverageDemand(percent, of: kind)))
      #expect(isMet(CoverageDemand(100, of: kind)) == (share.discharged == share.total))
    }
  }
}
