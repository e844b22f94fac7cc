import Documents
import Evidence
import Reports
import Testing

/// Text that was made to be taken for something else.
@Suite struct ReportTextTests {
  struct Row: Sendable, CustomStringConvertible {
    var name: String
    var title: String
    /// What stands in the line of the test point.
    var shown: String
    var description: String { name }
  }

  /// Readers of older versions of TAP know no escapes: they too must see no directive.
  static let titles: [Row] = [
    Row(name: "a number sign", title: "GET /a #2", shown: ##"GET /a \#2"##),
    Row(name: "a directive", title: "bad # TODO later", shown: ##"bad \#: TODO later"##),
    Row(name: "a directive without a blank", title: "bad #skip", shown: ##"bad \#:skip"##),
    Row(name: "two number signs", title: "bad ## todo", shown: ##"bad \#:\#: todo"##),
    Row(name: "a backslash", title: "a\\ # b\\", shown: "a\\\\ \\# b\\\\"),
    Row(name: "a line", title: "a\nok 2 - b", shown: "a ok 2 - b"),
    Row(name: "a control", title: "a\u{1B}[2J", shown: #"a\\u{001B}[2J"#),
  ]

  @Test(arguments: titles) func tapDescriptions(_ row: Row) throws {
    var result = SampleRuns.result(SampleContract.operations[0], 200)
    result.group = ""
    result.title = row.title
    let text = try written(
      "tap", [.started(SampleContract.facts(planned: 1)), .caseFinished(result)])
    #expect(text.contains("\nok 1 - \(row.shown)\n"), "\(text)")
  }

  @Test func workflowCommandsAreEscaped() {
    let line = WorkflowCommand.annotation(
      .error, title: "100% a:b,c\n::x::", message: "1%\r\n::set-env name=A::b\n2 ##[add-mask]c",
      at: WorkflowCommand.Place(file: "a,b:c.md", line: 0, column: 3))
    #expect(
      line == "::error file=a%2Cb%3Ac.md,line=1,col=3,title=100%25 a%3Ab%2Cc %3A%3Ax%3A%3A::"
        + #"1%25\r\n::set-env name=A::b%0A2 ##[add-mask]c"#)
  }

  @Test func moreThanAStepShowsAreCounted() throws {
    let operation = SampleContract.operations[0]
    let cases = (0..<30).map { number in
      RunEvent.caseFinished(
        SampleRuns.result(
          operation, 200, verdict: .failed,
          findings: [
            Finding(
              check: "check-\(UnicodeScalar(UInt8(97 + number % 26)))\(number)",
              operation: operation.name, message: "m", expected: "e", actual: "a",
              range: SampleContract.range(number + 1))
          ]))
    }
    let text = try written("github", [.started(SampleContract.facts(planned: 30))] + cases)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 10)
    // The interruption and eight causes are shown.
    #expect(lines.last?.hasPrefix("::error title=and 22 more causes::") == true)
  }

  /// Findings of one kind are one result, at the line of the definition.
  @Test func sarifGathersWhatIsTheSame() throws {
    let document = try ReportSchemas.document(
      try written("sarif", ClusterRuns.open), try ReportSchemas.fixture("sarif"))
    let results = try #require(document["runs"]?[0]?["results"]?.array)
    let ids = results.compactMap { $0["partialFingerprints"]?["musterFinding/v1"]?.string }
    #expect(Set(ids).count == results.count)
    let recordings = results.filter { $0["occurrenceCount"]?.integer == 30 }
    #expect(recordings.count == 3)
    let region = recordings.first?["locations"]?[0]?["physicalLocation"]?["region"]
    #expect(region?["startLine"]?.integer == 570)
  }

  @Test func everyAttemptIsAnEntryOfTheArchive() throws {
    var exchange = SampleRuns.exchange(SampleContract.operations[0], 200, body: "{}")
    exchange.attempts.insert(
      Exchange.Attempt(
        outcome: .failure(
          TransportFailure(.connectionRefused, message: "nobody there", remedy: "start it")),
        timing: Exchange.Timing(total: 0.25)), at: 0)
    var result = SampleRuns.result(
      SampleContract.operations[0], 200, exchange: exchange)
    result.started = 1.5
    let document = try ReportSchemas.document(
      try written("har", [.started(SampleContract.facts(planned: 1)), .caseFinished(result)]),
      try ReportSchemas.fixture("har"))
    let entries = try #require(document["log"]?["entries"]?.array)
    #expect(entries.compactMap { $0["response"]?["status"]?.integer } == [0, 200])
    #expect(
      entries.compactMap { $0["startedDateTime"]?.string } == [
        "2025-11-23T16:40:01.500Z", "2025-11-23T16:40:01.750Z",
      ])
    #expect(entries.compactMap { $0["_muster"]?["attempt"]?.integer } == [1, 2])
  }
}
