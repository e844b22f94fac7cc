import Evidence
import Markup
import FoundationEssentials
import Reports
import Testing

/// What the readers of JUnit files make of ours: each must see the same counts and the whole text.
@Suite("JUnit readers")
struct JUnitReaderTests {
  /// What one reader shows of a test case.
  struct Seen: Equatable {
    var state: String
    var text: String
  }

  struct Reader: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// By what it tells test cases apart; nil where every element counts.
    var key: (@Sendable (ParsedJUnit.Case) -> String)?
    var see: @Sendable (ParsedJUnit.Case) -> Seen
    /// Whether it tells errors from failures.
    var knowsErrors: Bool
  }

  static func first(
    _ test: ParsedJUnit.Case, _ names: [String], _ text: (ParsedJUnit.Element) -> String
  ) -> Seen {
    for name in names {
      if let found = test.children.first(where: { $0.name == name }) {
        return Seen(state: name, text: text(found))
      }
    }
    return Seen(state: "passed", text: "")
  }

  static let readers: [Reader] = [
    // CaseResult: skipped first, then the first error, else the first failure; its text is the stack
    // trace, `message` the details.
    Reader(
      testDescription: "Jenkins", key: nil,
      see: { test in
        first(test, ["skipped", "error", "failure"]) { $0.text }
      }, knowsErrors: false),
    // Gitlab::Ci::Parsers::Test::Junit: one test for each classname and name, failure before error
    // before skipped; the element's text, never `message` where there is text.
    Reader(
      testDescription: "GitLab", key: { $0.key },
      see: { test in
        first(test, ["failure", "error", "skipped"]) { $0.text }
      }, knowsErrors: true),
    // dorny/test-reporter: skipped first, failure or error; the text of the first of them.
    Reader(
      testDescription: "dorny/test-reporter", key: nil,
      see: { test in
        first(test, ["skipped", "failure", "error"]) { $0.text }
      }, knowsErrors: false),
    // mikepenz/action-junit-report: failure, then error; text, else `message`.
    Reader(
      testDescription: "mikepenz/action-junit-report", key: nil,
      see: { test in
        first(test, ["failure", "error", "skipped"]) {
          $0.text.isEmpty ? $0.attributes["message"] ?? "" : $0.text
        }
      }, knowsErrors: false),
  ]

  @Test("count the same, and show the whole text", arguments: readers)
  func counts(_ reader: Reader) throws {
    for row in JUnitTests.rows {
      let parsed = try report(row.events(), policy: row.policy)
      var seen: [String: Seen] = [:]
      for (place, test) in parsed.cases.enumerated() {
        seen[reader.key?(test) ?? String(place)] = reader.see(test)
        let problem = test.problems.first
        #expect(reader.see(test).text == problem?.text ?? "", "\(row.name)")
        #expect(problem?.text.isEmpty != true)
        #expect((problem?.attributes["message"] ?? "").unicodeScalars.count <= 200)
      }
      func count(_ state: String) -> Int { seen.values.count { $0.state == state } }
      #expect(seen.count == parsed.cases.count, "\(row.name)")
      #expect(parsed.suite["tests"] == String(seen.count))
      #expect(parsed.suite["skipped"] == String(count("skipped")))
      let failures = Int(parsed.suite["failures"] ?? "") ?? -1
      let errors = Int(parsed.suite["errors"] ?? "") ?? -1
      #expect(count("failure") + count("error") == failures + errors)
      if reader.knowsErrors { #expect(count("error") == errors) }
    }
  }

  /// GitLab refuses files above 30 MB: 5,000 failures with large evidence stay far below.
  @Test func manyFailuresStayBelowThirtyMegabytes() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/junit.xml"
    let reporter = try AllReporters.make(format: "junit", path: path)
    let operation = SampleContract.operations[1]
    let finding = Finding(
      check: "body-schema", operation: operation.name, message: "the value has the wrong type",
      expected: "string", actual: String(repeating: "x", count: 1000))
    try reporter.handle(.started(SampleContract.facts(planned: 5000)))
    var failed = SampleRuns.result(operation, 404, verdict: .failed, findings: [finding])
    for number in 0..<5000 {
      failed.title = "case \(number)"
      try reporter.handle(.caseFinished(failed))
    }
    try reporter.close()
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    #expect(size < 30_000_000)
  }

  static func retried(_ verdict: Verdict) -> [RunEvent] {
    SampleRuns.run { operation, status, place in
      guard place == 3 else { return nil }
      var exchange = SampleRuns.exchange(operation, 200, body: "{}")
      let busy = SampleRuns.exchange(operation, 503, body: "busy ]]> <&").attempts[0]
      exchange.attempts = [busy] + exchange.attempts
      let finding = Finding(
        check: "status-code", operation: operation.name, message: "wrong", expected: "1",
        actual: "2")
      return SampleRuns.result(
        operation, status, verdict: verdict, findings: verdict == .failed ? [finding] : [],
        exchange: exchange, at: place)
    }
  }

  @Test(
    "attempts made again are Surefire's, only when asked",
    arguments: [(Verdict.passed, "flakyFailure"), (.failed, "rerunFailure")])
  func surefire(_ verdict: Verdict, _ element: String) throws {
    let events = Self.retried(verdict)
    let plain = try report(events)
    #expect(plain.cases.allSatisfy { $0.children.allSatisfy { $0.name != element } })
    let folder = try TemporaryFolder()
    let path = folder.path + "/junit.xml"
    let reporter = try AllReporters.make(format: "junit", path: path, flavor: .surefire)
    for event in events { try reporter.handle(event) }
    try reporter.close()
    if TestPaths.hasJenkinsSchema {
      let schema = try XMLSchemaCheck(path: TestPaths.jenkinsSchema)
      #expect(try schema.violations(inFileAt: path).isEmpty)
    }
    let parsed = try ParsedJUnit(path: path)
    let reruns = parsed.cases.flatMap(\.children).filter { $0.name == element }
    #expect(reruns.map { $0.attributes["type"] } == ["status-503"])
    #expect(parsed.suite["failures"] == plain.suite["failures"])
    #expect(parsed.suite["tests"] == plain.suite["tests"])
  }
}
