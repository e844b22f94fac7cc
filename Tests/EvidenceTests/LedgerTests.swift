import Evidence
import Testing

@Suite("Ledger")
struct LedgerTests {
  private func facts(_ ids: [String]) -> RunEvent {
    .started(
      RunFacts(
        toolVersion: "0", contract: "c", contractVersion: "1", specFiles: [], baseURL: "http://h",
        strictness: "standard", seed: 0, plannedCases: 0,
        obligations: ids.map { ObligationFact(id: $0, kind: .status, subject: $0, detail: "200") },
        startedAt: 0))
  }

  private func result(_ outcomes: [(String, ObligationOutcome.State)]) -> RunEvent {
    .caseFinished(
      CaseResult(
        id: "i", title: "t", group: "g", intent: "positive", verdict: .passed,
        obligations: outcomes.map { ObligationOutcome(id: $0.0, state: $0.1) }))
  }

  @Test("starts with nothing reached")
  func start() {
    var ledger = Ledger()
    ledger.record(facts(["a", "b"]))
    #expect(ledger.tally(.status).notReached == 2)
    #expect(ledger.entries.allSatisfy { $0.outcome.reason != nil })
    #expect(ledger.tally(.property).total == 0)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var outcomes: [ObligationOutcome.State]
    var state: ObligationOutcome.State
  }

  static let rows: [Row] = [
    Row(
      testDescription: "a discharge stays", outcomes: [.discharged, .notReached], state: .discharged
    ),
    Row(
      testDescription: "a miss is made good", outcomes: [.notReached, .discharged],
      state: .discharged),
    Row(
      testDescription: "a failure outweighs a discharge", outcomes: [.discharged, .failed],
      state: .failed),
    Row(
      testDescription: "a failure is not made good", outcomes: [.failed, .discharged],
      state: .failed),
  ]

  @Test("the worst counts", arguments: rows)
  func merge(_ row: Row) {
    var ledger = Ledger()
    ledger.record(facts(["a"]))
    for outcome in row.outcomes { ledger.record(result([("a", outcome)])) }
    #expect(ledger.entries.map(\.outcome.state) == [row.state])
  }

  @Test("what the contract does not know is not counted")
  func unknown() {
    var ledger = Ledger()
    ledger.record(facts(["a"]))
    ledger.record(result([("z", .discharged)]))
    #expect(ledger.tally(.status).total == 1)
    #expect(ledger.tally(.status).discharged == 0)
  }
}
