import Checks
import Documents
import Evidence
import Foundation
import Muster
import Servers
import Testing

/// The library against a real server, by the founding contract.
struct ContractTestTests {
  @Test("a faultless server passes, and the report says what was shown")
  func faultless() async throws {
    let report = try await run { $0.suites = ["suites/crm/gate.yaml"] }
    #expect(report.isPassed, "\(report)")
    #expect(report.obstacles.isEmpty)
    #expect(report.failures.isEmpty)
    #expect(report.unjudged.isEmpty)
    #expect(report.counts.passed > 10)
    #expect(report.counts.failed == 0)
    #expect(report.counts.planned >= report.counts.passed)
    #expect(report.coverage.shown > 0)
    #expect(report.requests >= report.counts.passed)
    #expect(report.blindSpots.contains { $0.contains("document every status by default") })
    #expect(report.text.contains("PASSED"))
  }

  @Test("a fault is a problem with its place, its example and its cause")
  func faulty() async throws {
    let report = try await run(["wrong-type"]) { $0.isSafe = true }
    #expect(report.verdict == .failed)
    #expect(!report.isPassed)
    #expect(report.counts.failed > 0)
    let problem = try #require(report.failures.first { $0.check == "body-schema" })
    #expect(problem.pointer != nil)
    #expect(problem.cases > 0)
    #expect(problem.place?.hasPrefix("spec/crm/crm-b2b-co.md:") == true)
    #expect(problem.curl?.hasPrefix("curl ") == true)
    #expect(problem.description.contains("demanded by: spec/crm/crm-b2b-co.md:"))
    #expect(report.obstacles.first?.contains("broke the contract") == true)
    let caseID = try #require(problem.exampleCase)
    let again = try await run(["wrong-type"]) { $0.cases = [caseID] }
    #expect(again.counts.failed == 1)
    #expect(again.failures.map(\.check).contains("body-schema"))
  }

  @Test("a run without credentials proves nothing")
  func noCredentials() async throws {
    let report = try await run {
      $0.environment = [:]
      $0.isSafe = true
      $0.intents = [.positive]
    }
    #expect(report.verdict == .inconclusive)
    #expect(report.unjudged.contains { $0.code == "credentials-missing" && $0.remedy != nil })
    #expect(report.unjudged.first?.description.contains("could not be judged") == true)
  }

  @Test("a target that isn't there is inconclusive, not an error")
  func unreachable() async throws {
    var test = Self.test("http://127.0.0.1:9", secret: "x")
    test.retries = 0
    test.intents = [.positive]
    let report = try await test.run()
    #expect(report.verdict == .inconclusive)
    #expect(report.counts.passed == 0)
  }

  @Test("a cancelled task ends the run with what ran, reports written")
  func cancelled() async throws {
    let path = Self.path("cancelled")
    defer {
      for name in ["ndjson", "xml"] {
        try? FileManager.default.removeItem(atPath: "\(path).\(name)")
      }
    }
    let server = try await Self.server()
    var test = Self.test(server.baseURL, secret: Self.secret)
    test.rate = 40
    test.reports = [.init(.events, at: "\(path).ndjson"), .init(.junit, at: "\(path).xml")]
    let work = Task { [test] in try await test.run() }
    let told = try await Self.casesTold(in: "\(path).ndjson")
    work.cancel()
    let result = await work.result
    await server.stop()
    let report = try result.get()
    #expect(told >= 3)
    #expect(report.verdict == .interrupted)
    #expect(!report.isPassed)
    #expect(report.counts.passed >= 2)
    #expect(report.counts.inconclusive > 0)
    #expect(report.obstacles.first?.hasPrefix("stopped after") == true)
    let xml = try String(contentsOfFile: "\(path).xml", encoding: .utf8)
    #expect(xml.hasSuffix("</testsuites>\n") || xml.hasSuffix("</testsuites>"))
  }

  @Test("a report that is lost does not take the verdict along")
  func lostReport() async throws {
    let folder = Self.path("lost")
    let events = Self.path("lost.ndjson")
    defer { for path in [folder, events] { try? FileManager.default.removeItem(atPath: path) } }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let server = try await Self.server(["wrong-type"])
    var test = Self.test(server.baseURL, secret: Self.secret)
    test.isSafe = true
    test.rate = 200
    test.reports = [.init(.junit, at: "\(folder)/junit.xml"), .init(.events, at: events)]
    let work = Task { [test] in try await test.run() }
    #expect(try await Self.casesTold(in: events) >= 3)
    try FileManager.default.removeItem(atPath: folder)
    try Data("in the way".utf8).write(to: URL(filePath: folder))
    let result = await work.result
    await server.stop()
    let report = try result.get()
    #expect(report.verdict == .failed)
    #expect(report.lostReports.count == 1)
    #expect(report.lostReports.first?.contains("junit.xml") == true)
    #expect(report.text.contains("cannot write the report"))
  }

  @Test("added headers reach the target; neither they nor credentials reach a report or a message")
  func secrets() async throws {
    let header = "header-value-77"
    let names = ContractTest.ReportFile.Format.allCases.map(\.rawValue)
    let path = Self.path("secret")
    defer {
      for name in names { try? FileManager.default.removeItem(atPath: "\(path).\(name)") }
    }
    let report = try await run(["wrong-type", "error-leak"]) { test in
      test.isSafe = true
      test.headers = ["X-Tenant": header]
      test.reports = ContractTest.ReportFile.Format.allCases.map {
        .init($0, at: "\(path).\($0.rawValue)")
      }
    }
    #expect(report.verdict == .failed)
    var texts = ["\(report)"] + report.failures.map { "\($0)" }
    for name in names {
      texts.append(try String(contentsOfFile: "\(path).\(name)", encoding: .utf8))
    }
    for text in texts {
      #expect(!text.contains(Self.secret))
      #expect(!text.contains(header))
    }
    #expect(report.failures.contains { $0.curl?.contains("X-Tenant") == true })
    var test = Self.test("http://bob:\(Self.secret)@127.0.0.1:9", secret: Self.secret)
    test.tokenURL = "ftp://bob:\(Self.secret)@127.0.0.1/token"
    let wrong = test
    let error = await #expect(throws: ContractTestError.self) { try await wrong.run() }
    #expect(error?.description.contains(Self.secret) == false)
  }

  @Test("a report says by which command a case is repeated")
  func repetition() async throws {
    let path = Self.path("repeat.json")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let report = try await run(["wrong-type"]) {
      $0.isSafe = true
      $0.intents = [.positive]
      $0.strictness = .strict
      $0.seed = 7
      $0.reports = [.init(.json, at: path)]
    }
    #expect(report.verdict == .failed)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for words in [
      "muster run spec/crm/crm-b2b-co.md --base-url http://127.0.0.1:",
      "--overlay spec/crm/overlay.yaml",
      "--fixtures spec/crm/fixtures.yaml", "--derive positive", "--safe", "--seed 7",
      "--strictness strict", "--case",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("a definition in a folder that was not allowed is an error, and read where it was")
  func allowedFolders() async throws {
    let folder = Self.path("split")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["api", "models"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    try Data(
      """
      openapi: 3.0.3
      info: {title: t, version: "1"}
      paths:
        /a:
          get: {responses: {"200": {description: o, content: {application/json: {schema: {$ref: ../models/a.yaml}}}}}}
      """.utf8
    ).write(to: URL(filePath: "\(folder)/api/api.yaml"))
    try Data("type: object\n".utf8).write(to: URL(filePath: "\(folder)/models/a.yaml"))
    var test = ContractTest(spec: "\(folder)/api/api.yaml", baseURL: "http://127.0.0.1:9")
    test.retries = 0
    let refused = test
    let error = await #expect(throws: ContractTestError.self) { try await refused.run() }
    #expect(error?.description.contains("api.yaml:5:") == true, "\(error?.description ?? "")")
    test.allowedFolders = ["\(folder)/models"]
    let report = try await test.run()
    #expect(report.verdict == .inconclusive)
  }

  @Test("reports of every format are written", arguments: ContractTest.ReportFile.Format.allCases)
  func reports(_ format: ContractTest.ReportFile.Format) async throws {
    let path = Self.path("report.\(format.rawValue)")
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try await run(["wrong-type"]) {
      $0.cases = ["derived:GET /accounts*"]
      $0.reports = [.init(format, at: path)]
    }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(try #require(size) > 0)
  }

  // MARK: What can't be run

  struct Mistake: Sendable, CustomTestStringConvertible {
    var name: String
    var message: String
    var change: @Sendable (inout ContractTest) -> Void
    var testDescription: String { name }
  }

  @Test("a mistake is an error that says what and how to mend it", arguments: mistakes)
  func mistake(_ row: Mistake) async throws {
    var test = Self.test("http://127.0.0.1:9", secret: "x")
    row.change(&test)
    let changed = test
    let error = await #expect(throws: ContractTestError.self) { try await changed.run() }
    #expect(error?.description == row.message)
  }

  static let mistakes: [Mistake] = [
    Mistake(name: "no file", message: "the spec `no.yaml` does not exist; check the path") {
      $0.spec = "no.yaml"
    },
    Mistake(
      name: "no URL",
      message: "`baseURL` `localhost` is no http or https URL; start it with https://"
    ) { $0.baseURL = "localhost" },
    Mistake(name: "jobs", message: "`jobs` is 0; it must be 1 to 1024") { $0.jobs = 0 },
    Mistake(name: "retries", message: "`retries` is -1; it must be 0 to 20") { $0.retries = -1 },
    Mistake(name: "timeout", message: "`timeout` is nan; it must be above 0, at most 3600") {
      $0.timeout = .nan
    },
    Mistake(name: "deadline", message: "`deadline` is 0.0; it must be above 0, at most 604800") {
      $0.deadline = 0
    },
    Mistake(name: "latency", message: "`maxLatency` is inf; it must be above 0, at most 3600") {
      $0.maxLatency = .infinity
    },
    Mistake(name: "cases", message: "`maxCases` is 0; it must be 1 to 10000000") {
      $0.maxCases = 0
    },
    Mistake(
      name: "coverage", message: "`requiredCoverage` is 101.0; it must be 0 to 100"
    ) { $0.requiredCoverage = 101 },
    Mistake(
      name: "token URL",
      message: "`tokenURL` is `token`; it must be a URL or a path that starts with /"
    ) { $0.tokenURL = "token" },
    Mistake(
      name: "header",
      message: "`headers` has a name or value that no header field may have: `X-A`;"
        + " take out blanks, line ends and control characters"
    ) { $0.headers = ["X-A": "b\r\nc"] },
    Mistake(
      name: "credential",
      message: "`headers` has authorization, which would go with the requests that must be refused"
        + " without it, too; give the token as MUSTER_TOKEN in `environment`"
    ) { $0.headers = ["authorization": "Bearer x"] },
    Mistake(
      name: "check",
      message: "`skippedChecks` names no check: `body-shema`; did you mean `body-schema`?"
    ) { $0.skippedChecks = ["body-shema"] },
    Mistake(
      name: "no check for suites",
      message: "`checks` and `skippedChecks` leave no check, so everything would pass;"
        + " leave one of them out"
    ) {
      $0.suites = ["suites/crm/smoke.yaml"]
      $0.intents = []
      $0.skippedChecks = AllChecks.descriptions.map(\.id).filter { id in
        !RunChecks.all.contains { $0.id == id }
      }
    },
    Mistake(name: "rate", message: "`rate` is 0.0; it must be above 0, at most 1000000") {
      $0.rate = 0
    },
    Mistake(name: "shrinks", message: "`maxShrinks` is -1; it must be 0 to 1000") {
      $0.maxShrinks = -1
    },
    Mistake(
      name: "a header twice",
      message: "`headers` has x-a twice; names are the same in upper and lower case"
    ) { $0.headers = ["X-A": "1", "x-a": "1"] },
    Mistake(
      name: "no check",
      message: "`checks` and `skippedChecks` leave no check, so everything would pass;"
        + " leave one of them out"
    ) {
      $0.checks = ["body-schema"]
      $0.skippedChecks = ["body-schema"]
    },
    Mistake(
      name: "report over an input",
      message: "the report suites/crm/smoke.yaml would overwrite an input file or another report;"
        + " give it a path of its own"
    ) {
      $0.suites = ["suites/crm/smoke.yaml"]
      $0.reports = [.init(.junit, at: "suites/crm/smoke.yaml")]
    },
  ]

  // MARK: The server

  private static let secret = "library-secret"

  private static func server(_ faults: [String] = []) async throws -> RunningServer {
    var configuration = ReferenceServer.Configuration(clientID: "muster", clientSecret: secret)
    configuration.faults = try faults.map { id in
      try #require(AllFaults.all.first { $0.id == id })
    }
    return try await ReferenceServer.start(configuration)
  }

  private static func test(_ baseURL: String, secret: String) -> ContractTest {
    var test = ContractTest(spec: "spec/crm/crm-b2b-co.md", baseURL: baseURL)
    test.overlays = ["spec/crm/overlay.yaml"]
    test.fixtures = "spec/crm/fixtures.yaml"
    test.environment = ["MUSTER_CLIENT_ID": "muster", "MUSTER_CLIENT_SECRET": secret]
    return test
  }

  private func run(
    _ faults: [String] = [], _ change: (inout ContractTest) -> Void
  ) async throws -> ContractReport {
    let server = try await Self.server(faults)
    var test = Self.test(server.baseURL, secret: Self.secret)
    change(&test)
    do {
      let report = try await test.run()
      await server.stop()
      return report
    } catch {
      await server.stop()
      throw error
    }
  }

  /// Waits until a stream of a run that is under way tells a few cases, and says how many.
  private static func casesTold(in path: String) async throws -> Int {
    var told = 0
    for _ in 0..<1_000 where told < 3 {
      try await Task.sleep(for: .milliseconds(20))
      let text = (try? String(contentsOfFile: "\(path).partial", encoding: .utf8)) ?? ""
      told = text.components(separatedBy: "{\"event\":\"case\",").count - 1
    }
    return told
  }

  private static func path(_ name: String) -> String {
    "\(NSTemporaryDirectory())muster-library-\(UInt64.random(in: .min ... .max))-\(name)"
  }
}
