import Documents
import Evidence
import FoundationEssentials
import Markup
import Reports
import Testing

@Suite struct JUnitTests {
  @Test(
    .enabled(if: TestPaths.hasJenkinsSchema, "no ../shared/data/junit-xsd/jenkins-junit-10.xsd"))
  func jenkinsSchemaIsAtHand() throws {
    _ = try XMLSchemaCheck(path: TestPaths.jenkinsSchema)
  }

  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var events: @Sendable () -> [RunEvent]
    var policy = RunPolicy()
    var description: String { name }
  }

  static let rows: [Row] = [
    Row(name: "passing", events: { SampleRuns.passing }),
    Row(name: "failing", events: { SampleRuns.failing }),
    Row(name: "unreachable", events: { SampleRuns.unreachable }),
    Row(name: "no credentials", events: { SampleRuns.withoutCredentials }),
    Row(name: "hostile", events: { HostileRuns.hostile }),
    Row(name: "clusters", events: { ClusterRuns.open }),
    Row(
      name: "coverage", events: { ClusterRuns.partial },
      policy: RunPolicy(requiredCoverage: [CoverageDemand(95, of: .status)])),
    Row(
      name: "warnings count", events: { SampleRuns.passing },
      policy: RunPolicy(failOnWarning: true)),
    Row(name: "empty", events: { [] }),
    Row(name: "only started", events: { [.started(SampleContract.facts())] }),
    Row(name: "cut off", events: { Array(SampleRuns.passing.prefix(10)) }),
  ]

  @Test(arguments: rows) func countsAreWhatServersCount(_ row: Row) throws {
    let parsed = try report(row.events(), policy: row.policy)
    let counted = parsed.cases.reduce(into: [String: Int]()) { counts, test in
      #expect(test.problems.count <= 1)
      if let problem = test.problems.first { counts[problem.name, default: 0] += 1 }
    }
    let (failures, errors) = (counted["failure", default: 0], counted["error", default: 0])
    #expect(parsed.suite["tests"] == String(parsed.cases.count))
    #expect(parsed.suite["failures"] == String(failures))
    #expect(parsed.suite["errors"] == String(errors))
    #expect(parsed.suite["skipped"] == String(counted["skipped", default: 0]))
    for name in ["tests", "failures", "errors", "name", "time"] {
      #expect(parsed.suites[name] == parsed.suite[name])
    }
    #expect(
      parsed.jenkins == (failures + errors, counted["skipped", default: 0], parsed.cases.count))
    #expect(
      parsed.gitLab == (failures, errors, counted["skipped", default: 0], parsed.cases.count))
  }

  /// The file may never look better, or worse, than the exit code.
  @Test(arguments: rows) func problemsAgreeWithTheVerdict(_ row: Row) throws {
    var tally = RunTally()
    for event in row.events() { tally.record(event) }
    let verdict = tally.outcome(under: row.policy).verdict
    let names = try report(row.events(), policy: row.policy).cases.flatMap(\.problems).map(\.name)
    switch verdict {
    case .passed: #expect(!names.contains("failure") && !names.contains("error"))
    case .failed: #expect(names.contains("failure"))
    case .inconclusive: #expect(names.contains("error") && !names.contains("failure"))
    case .interrupted: #expect(names.contains("error"))
    }
  }

  @Test func keysAreUniqueAndStable() throws {
    let first = try report(ClusterRuns.open)
    let second = try report(ClusterRuns.open)
    #expect(Set(first.cases.map(\.key)).count == first.cases.count)
    #expect(first.cases.map(\.key) == second.cases.map(\.key))
    #expect(first.cases.first?.attributes["classname"] == "crm_b2b_co.GET /accounts")
    #expect(first.cases.first?.attributes["name"] == "answers 200 to a valid request")
  }

  @Test func collidingNamesGetTheirID() throws {
    let results = ["a", "b", "b"].map { id in
      CaseResult(
        id: id, title: "same\n title ", group: "GET /v1.0/x", intent: "positive",
        verdict: .passed,
        obligations: [
          ObligationOutcome(id: SampleContract.obligations[0].id, state: .discharged)
        ])
    }
    let parsed = try report(
      [.started(SampleContract.facts(planned: 3))] + results.map { .caseFinished($0) }
        + [.finished(RunSummary(duration: 1, requests: 3))])
    #expect(
      parsed.cases.map { $0.attributes["name"] } == [
        "same title", "same title [b]",
        "same title [b] #2",
      ])
    #expect(parsed.cases.allSatisfy { $0.attributes["classname"] == "crm_b2b_co.GET /v1_0/x" })
  }

  @Test func aFailureTellsEverything() throws {
    let parsed = try report(SampleRuns.failing)
    let failures = parsed.cases.flatMap(\.problems)
    try #require(failures.count == 3)
    #expect(failures.map { $0.attributes["type"] } == ["body-schema", "error-body", "status-code"])
    #expect(
      failures[0].attributes["message"]
        == "GET /accounts/{accountId} at /msisdn: the value has the wrong type "
        + "(expected string, actual number 573001234567)")
    for part in [
      "GET /accounts/{accountId}", "/msisdn", "string", "number 573001234567",
      "spec/crm/crm-b2b-co.md:611:3", "GET http://127.0.0.1:8080/accounts/AC-1001", "200 OK",
      "Café Andino",
    ] {
      #expect(failures[0].text.contains(part), "\(part)")
    }
    // Of the credential only the variable that holds it.
    let withoutVariable = failures[0].text.replacing("Bearer $MUSTER_TOKEN", with: "")
    #expect(!withoutVariable.contains("Bearer"))
    #expect(
      failures[0].text.contains("repeat     muster run --case 'gate/GET /accounts/{accountId}/200'")
    )
    #expect(parsed.output.contains("cause: body-schema: the value has the wrong type"))
  }

  @Test func anErrorTellsReasonAndRemedy() throws {
    let parsed = try report(SampleRuns.unreachable)
    let errors = parsed.cases.flatMap(\.problems)
    #expect(errors.count == 72)
    #expect(
      errors.allSatisfy { $0.name == "error" && $0.attributes["type"] == "connection-refused" })
    #expect(errors.first?.attributes["message"] == "nothing listens on 127.0.0.1:9")
    #expect(errors.first?.text.contains("start the target or correct --base-url") == true)
    #expect(parsed.output.contains("ended early: nothing listens"))
  }

  @Test func warningsGoToTheOutput() throws {
    let parsed = try report(SampleRuns.passing)
    let outputs = parsed.cases.flatMap(\.children).filter { $0.name == "system-out" }
    #expect(outputs.count == 6)
    #expect(outputs.first?.text.contains("undocumented-property") == true)
    #expect(parsed.suite["failures"] == "0")
  }

  @Test func headTellsTheRun() throws {
    let parsed = try report(SampleRuns.passing, isClosedTwice: true)
    #expect(parsed.suite["name"] == "crm_b2b_co 2.0.0")
    #expect(parsed.suite["timestamp"] == "2025-11-23T16:40:00Z")
    #expect(parsed.suite["time"] == "0.412")
    #expect(parsed.properties["status-coverage"] == "72/72")
    #expect(parsed.properties["security-coverage"] == "18/18")
    #expect(parsed.properties["properties-observed"] == "76/76")
    #expect(parsed.properties["seed"] == "42")
    #expect(parsed.properties["base-url"] == "http://127.0.0.1:8080")
    #expect(parsed.properties["tool-version"] == "0.1.0")
    #expect(parsed.output.contains("not detectable: 21 of 23 models accept {}"))
  }

  @Test func timesHaveAtMostThreeDecimals() throws {
    for (duration, text) in [
      (0.0, "0.000"), (1.23456, "1.235"), (-1, "0.000"), (.nan, "0.000"), (.infinity, "0.000"),
      (123_456.7, "123456.700"), (1e300, "1000000000000.000"),
    ] {
      let result = CaseResult(
        id: "a", title: "t", group: "g", intent: "positive", verdict: .passed, duration: duration)
      let parsed = try report([.caseFinished(result)])
      #expect(parsed.cases.first?.attributes["time"] == text)
    }
  }

  @Test func matchesItsGolden() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/junit.xml"
    let reporter = try AllReporters.make(format: "junit", path: path)
    for event in SampleRuns.failing { try reporter.handle(event) }
    try reporter.close()
    Golden.expect(try text(ofFileAt: path), matches: "junit-failing.xml")
  }
}
