import Evidence
import Selftest
import Testing

/// What a selftest's results add up to.
struct SelftestReportTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var fates: [MutantResult.Fate]
    var minKillRate: Double?
    var isInterrupted = false
    var alarms: [String] = []
    var killRate: Double?
    var verdict: SelftestReport.Verdict
  }

  static let rows = [
    Row(testDescription: "all", fates: [.killed, .killed], killRate: 100, verdict: .passed),
    Row(
      testDescription: "equivalents do not count", fates: [.killed, .equivalent, .survived],
      killRate: 50, verdict: .passed),
    Row(
      testDescription: "what could not be judged counts", fates: [.killed, .unjudged],
      minKillRate: 51, killRate: 50, verdict: .failed),
    Row(
      testDescription: "exactly as many as demanded", fates: [.killed, .survived], minKillRate: 50,
      killRate: 50, verdict: .passed),
    Row(
      testDescription: "two thirds are not 66.7", fates: [.killed, .killed, .survived],
      minKillRate: 66.7, killRate: 200.0 / 3, verdict: .failed),
    Row(testDescription: "nothing tried", fates: [], killRate: nil, verdict: .invalid),
    Row(
      testDescription: "nothing that can be noticed", fates: [.equivalent], minKillRate: 0,
      killRate: nil, verdict: .invalid),
    Row(
      testDescription: "an alarm outweighs the kills", fates: [.killed], alarms: ["x"],
      killRate: 100, verdict: .invalid),
    Row(
      testDescription: "interrupted", fates: [.killed, .notRun], isInterrupted: true, killRate: 100,
      verdict: .interrupted),
  ]

  private func report(_ row: Row) -> SelftestReport {
    var baseline = SelftestReport.Baseline()
    baseline.alarms = row.alarms
    var report = SelftestReport(
      facts: RunFacts(
        toolVersion: "1", contract: "c", contractVersion: "1", specFiles: [], baseURL: "",
        strictness: "strict", seed: 0, plannedCases: 1, obligations: [], startedAt: 0),
      baseline: baseline, isComplete: true)
    report.results = row.fates.enumerated().map { MutantResult(mutant("m\($0)"), $1) }
    report.minKillRate = row.minKillRate
    report.isInterrupted = row.isInterrupted
    return report
  }

  private func mutant(_ id: String) -> Mutant {
    Mutant(id: id, summary: "s", scope: "GET /a", expectedCheck: "body-schema")
  }

  @Test(arguments: rows) func addsUp(_ row: Row) {
    let report = report(row)
    #expect(report.counts.killRate == row.killRate)
    #expect(report.counts.total == row.fates.count)
    #expect(report.verdict == row.verdict)
  }

  @Test func tellsTheExpectedCheckFromOthers() {
    var report = report(Row(testDescription: "", fates: [.killed, .killed], verdict: .passed))
    report.results[0].kills = ["error-body", "body-schema", "error-body"].map {
      Kill(caseID: "c", check: $0, operation: "GET /a", message: "m")
    }
    report.results[1].kills = [
      Kill(caseID: "c", check: "error-body", operation: "GET /a", message: "m")
    ]
    #expect(report.results[0].isKilledAsExpected)
    #expect(report.results[0].checks == ["error-body", "body-schema"])
    #expect(!report.results[1].isKilledAsExpected)
    #expect(report.counts.asExpected == 1)
    #expect(report.checks.map(\.check) == ["error-body", "body-schema"])
    #expect(report.checks.map(\.kills) == [2, 1])
    #expect(report.checks.map(\.expected) == [0, 1])
  }

  @Test(arguments: SelftestFormat.allCases)
  func everyFormShowsSurvivorsAndHidesNothing(_ format: SelftestFormat) throws {
    var report = report(
      Row(testDescription: "", fates: [.survived, .equivalent, .notRun], verdict: .invalid))
    report.results[0].mutant.summary = "<script>alert(1)</script>\u{1B}[31m\u{202E}"
    report.results[0].reason = "\"why\" & how"
    let text = try format.text(of: report)
    for id in ["m0", "m1", "m2"] { #expect(text.contains(id)) }
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    if format == .html {
      #expect(!text.contains("<script"))
      #expect(text.contains("&lt;script&gt;"))
      #expect(!text.unicodeScalars.contains("\u{202E}"))
      #expect(text.contains("&quot;why&quot; &amp; how"))
    }
  }
}
