package import Documents
package import Evidence

/// Everything of a JSON report but its cases.
package struct RunDocument: Sendable {
  package static let format = "muster-report"
  package static let version = "1.1"

  package var verdict: RunVerdict
  package var exitCode: Int
  package var obstacles: [String]
  package var run: RunFacts?
  package var policy: RunPolicy
  package var counts: CaseCounts
  package var ledger: [ObligationOutcome]
  package var coverage: [String: Ledger.Tally]
  package var runFindings: [Finding]
  package var causes: [ReportedCause]
  package var unnamedCauses: Int
  package var duration: Double
  package var requests: Int
  package var summary: RunSummary?

  package static let record = EventRecord(
    "report", "A whole run in one document; `cases` come last.",
    blank: RunDocument(RunTally(), FindingClusters(), RunPolicy()),
    [
      EventField("verdict", \.verdictWord, .string, "passed, failed, inconclusive or interrupted."),
      EventField("exitCode", \.exitCode, .integer, "What `muster run` ends with."),
      EventField(
        "obstacles", \.obstacles, .array(.string),
        "What keeps the run from having passed, the weightiest first."),
      EventField(
        "run", optional: \.run, RunFacts.record.codec,
        "What was known before the first request; left out where the run never started."),
      EventField("policy", \.policy, RunPolicy.record.codec, "By what it is judged as a whole."),
      EventField("counts", \.counts, CaseCounts.record.codec, "Cases by verdict."),
      EventField("duration", \.duration, .number, "Seconds from the run's start to its end."),
      EventField("requests", \.requests, .integer, "How many were sent."),
      EventField(
        "coverage", \.coverage, .map(Ledger.Tally.record.codec),
        "What became of the contract's promises, by their kind."),
      EventField(
        "ledger", \.ledger, .array(ObligationOutcome.record.codec),
        "What became of each promise in the whole run, in the contract's order."),
      EventField(
        "runFindings", \.runFindings, .array(Finding.record.codec),
        "What no answer of the whole run showed."),
      EventField(
        "causes", \.causes, .array(ReportedCause.record.codec),
        "Findings that very likely have one cause, once each, in the order of appearance."),
      EventField(
        "unnamedCauses", \.unnamedCauses, .integer, "Findings beyond the causes that are kept."),
      EventField(
        "summary", optional: \.summary, RunSummary.record.codec,
        "What was known after the last case; left out where the run's end was never told."),
    ])

  package init(_ tally: RunTally, _ clusters: FindingClusters, _ policy: RunPolicy) {
    let outcome = tally.outcome(under: policy)
    verdict = outcome.verdict
    exitCode = Int(outcome.verdict.exitCode)
    obstacles = outcome.obstacles.map(\.sentence)
    run = tally.facts
    self.policy = policy
    counts = tally.counts
    ledger = tally.ledger.entries.map(\.outcome)
    coverage = Dictionary(
      uniqueKeysWithValues: ObligationFact.Kind.allCases.map {
        ($0.rawValue, tally.ledger.tally($0))
      })
    runFindings = tally.runFindings(under: policy)
    causes = clusters.clusters.map { ReportedCause($0, tally.facts?.command ?? []) }
    unnamedCauses = clusters.overflow
    duration = tally.duration
    requests = tally.requests
    summary = tally.summary
  }

  private var verdictWord: String {
    get { "\(verdict)" }
    set { verdict = RunVerdict.allCases.first { "\($0)" == newValue } ?? verdict }
  }

  /// The JSON Schema of the whole document.
  package static var schema: Value {
    EventSchema.document(
      of: record.shape,
      leading: [("format", format), ("version", version)],
      trailing: [("cases", CaseResult.record.shape)],
      title: "A JSON report of muster")
  }
}

/// Findings of one cause, as the JSON report tells of them.
package struct ReportedCause: Sendable {
  package var finding: Finding
  package var findings: Int
  package var cases: Int
  package var firstCase: String
  package var operations: [String]
  package var exampleID: String?
  package var curl: String?
  package var `repeat`: String?
  package var shrinking: String?

  package static let record = EventRecord(
    "cause", "Findings that very likely have one cause.",
    blank: ReportedCause(finding: Finding.record.blank),
    [
      EventField("finding", \.finding, Finding.record.codec, "The first of them."),
      EventField("findings", \.findings, .integer, "How many there are."),
      EventField("cases", \.cases, .integer, "In how many cases."),
      EventField("firstCase", \.firstCase, .string, "The first of these, with its group."),
      EventField("operations", \.operations, .array(.string), "At which operations."),
      EventField(
        "exampleID", optional: \.exampleID, .string, "The case with the smallest request."),
      EventField("curl", optional: \.curl, .string, "That request as a command of curl."),
      EventField("repeat", optional: \.repeat, .string, "The command that runs the case again."),
      EventField("shrinking", optional: \.shrinking, .string, "How it was made smaller."),
    ])

  private init(finding: Finding) {
    self.finding = finding
    findings = 0
    cases = 0
    firstCase = ""
    operations = []
  }

  package init(_ cluster: FindingCluster, _ command: [String]) {
    finding = cluster.first
    findings = cluster.findings
    cases = cluster.cases
    firstCase = cluster.firstCase
    operations = cluster.operations
    exampleID = cluster.example?.caseID
    curl = cluster.example?.curl
    `repeat` = cluster.example.map { RepeatCommand.text(of: $0.caseID, command) }
    shrinking = cluster.example?.shrinking?.sentence
  }
}

extension CaseCounts {
  package static let record = EventRecord(
    "counts", "How many cases came to which verdict.", blank: CaseCounts(),
    [
      EventField("passed", \.passed, .integer, "Every check held."),
      EventField("failed", \.failed, .integer, "The target broke the contract."),
      EventField(
        "known", \.known, .integer, since: 1,
        "Failed by nothing but what a baseline or a quarantine list excuses."),
      EventField(
        "flaky", \.flaky, .integer, since: 1,
        "Passed only because a request was sent again."),
      EventField("inconclusive", \.inconclusive, .integer, "The target could not be judged."),
      EventField("skipped", \.skipped, .integer, "Deliberately not run."),
      EventField("warnings", \.warnings, .integer, "Findings that are warnings, over all cases."),
      EventField("unstarted", \.unstarted, .integer, "Inconclusive because of an interruption."),
      EventField("leftOut", \.leftOut, .integer, "Skipped because of an option."),
    ])
}

extension Ledger.Tally {
  package static let record = EventRecord(
    "tally", "What became of the promises of one kind.", blank: Ledger.Tally(),
    [
      EventField("discharged", \.discharged, .integer, "Shown to be kept."),
      EventField("failed", \.failed, .integer, "Broken."),
      EventField("notReached", \.notReached, .integer, "Neither."),
    ])
}
