import Foundation
import Glibc
import Testing

/// `muster selftest` as a user runs it.
@Suite("muster selftest", .serialized)
struct SelftestTests {
  private static let gate = ["--suite", "suites/crm/gate.yaml"]
  private static let few = [
    "--fault", "wrong-type", "--fault", "added-not-listed", "--fault", "method-not-found",
    "--fault", "slow-answer", "--fault", "negative-id-crash",
  ]

  private func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString)-\(name)").path()
  }

  @Test("says what became of each fault, and why")
  func fates() async throws {
    let outcome = try await SelftestOutcome.run(Self.gate + Self.few)
    #expect(outcome.version == 1)
    #expect(outcome.verdict == "passed")
    #expect(outcome.faultless.clean && outcome.faultless.alarms.isEmpty)
    #expect(outcome.faultless.reorderable)
    #expect(
      outcome.faults.map(\.fate) == ["killed", "killed", "survived", "equivalent", "survived"])
    #expect(outcome.faults.map(\.asExpected) == [true, true, false, false, false])
    let summary = outcome.summary
    #expect(summary.faults == 5 && summary.counted == 4 && summary.killed == 2)
    #expect(summary.killedAsExpected == 2 && summary.killRate == 50)

    let wrongType = try outcome.fault("wrong-type")
    #expect(wrongType.kills.first?.check == "body-schema")
    #expect(wrongType.kills.first?.operation == "GET /accounts/{accountId}")
    #expect(wrongType.cutShort && wrongType.casesRun < outcome.faultless.cases)
    let warned = try outcome.fault("method-not-found")
    #expect(warned.reason?.hasPrefix("noticed as a warning of method-not-allowed") == true)
    #expect(warned.casesRun == outcome.faultless.cases)
    let idle = try outcome.fault("negative-id-crash")
    #expect(idle.changed == 0 && idle.concerned > 0)
    #expect(idle.reason?.hasPrefix("none of \(idle.concerned) requests") == true)
    #expect(try outcome.fault("slow-answer").reason?.contains("--max-latency") == true)
  }

  @Test("a complete one tells what kills nothing, and finds the same")
  func complete() async throws {
    let outcome = try await SelftestOutcome.run(Self.gate + Self.few + ["--complete"])
    #expect(
      outcome.faults.map(\.fate) == ["killed", "killed", "survived", "equivalent", "survived"])
    #expect(outcome.faults.allSatisfy { $0.casesRun == outcome.faultless.cases && !$0.cutShort })
    // One more than the plan: the case of the token.
    #expect(outcome.cases.count == outcome.faultless.cases)
    #expect(outcome.cases.allSatisfy { $0.runs == 5 })
    let killing = outcome.cases.filter { $0.kills > 0 }.map(\.id)
    #expect(killing.contains("derived:GET /accounts/{accountId}:accepted"))
    #expect(killing.contains("crm-gate:service-lifecycle"))
    #expect(!killing.contains("crm-gate:recording-lifecycle"))
    let broken = outcome.demands.filter { $0.kills > 0 }
    #expect(broken.map(\.case) == ["crm-gate:service-lifecycle"])
    let demand = try #require(broken.first)
    #expect(demand.step == 2)
    #expect(demand.demand == #"/serviceCollection contains {"partnum":"${newPart}"}"#)
    #expect(demand.file == "suites/crm/gate.yaml")
    #expect(outcome.demands.contains { $0.demand == "status 404" && $0.kills == 0 })
    // What held under every fault is listed by kind.
    let idle = outcome.idle.filter { $0.kind == "assertion never failed" }
    #expect(
      idle.map(\.demand)
        == outcome.demands.filter { $0.kind == "assertion" && $0.kills == 0 }.map(\.demand))
    #expect(!idle.isEmpty && idle.allSatisfy { $0.line != nil })
    #expect(!idle.contains { $0.case == demand.case && $0.step == 2 && $0.demand == demand.demand })
    #expect(
      outcome.idle.contains { $0.kind == "status never changed" && $0.demand == "status 404" })
  }

  @Test("too few kills end it with 1, warnings that count make more")
  func killRate() async throws {
    let demanded = Self.gate + Self.few + ["--min-kill-rate", "60%"]
    let few = try await SelftestOutcome.run(demanded, code: 1)
    #expect(few.verdict == "failed")
    let more = try await SelftestOutcome.run(demanded + ["--fail-on", "warning"], code: 0)
    #expect(more.verdict == "passed")
    #expect(try more.fault("method-not-found").asExpected)
  }

  @Test("a suite that the faultless server fails proves nothing")
  func alarm() async throws {
    let suite = temporary("suite.yaml")
    defer { try? FileManager.default.removeItem(atPath: suite) }
    try """
    muster: suite/1
    name: wrong
    cases:
      - id: one
        title: asks for what is not there
        steps:
          - call: GET /accounts/{accountId}
            expect: { status: 200, body: { /accountId: "1" } }
    """.write(toFile: suite, atomically: true, encoding: .utf8)
    let outcome = try await MusterProcess.run(
      ["selftest"] + RunTests.crm + ["--suite", suite, "--derive", "none"] + Self.few)
    #expect(outcome.code == 2)
    #expect(outcome.output.contains("NOT VALID"))
    #expect(outcome.output.contains("wrong:one: assertion: "))
    #expect(!outcome.output.contains("kill rate"))
  }

  @Test("cases that need the plan's order keep it")
  func order() async throws {
    let suite = temporary("suite.yaml")
    defer { try? FileManager.default.removeItem(atPath: suite) }
    func item(_ id: String, _ call: String, _ tail: String) -> String {
      """
        - id: \(id)
          title: \(id)
          steps:
            - call: \(call) /profiles/{profileId}\(tail)
              with: { profileId: 7006 }
              body: { serviceCollection: [{ partnum: "100105" }] }

      """
    }
    try
      ("muster: suite/1\nname: ordered\ncases:\n" + item("add", "POST", "/services")
      + item("remove", "DELETE", "")).write(toFile: suite, atomically: true, encoding: .utf8)
    let outcome = try await SelftestOutcome.run([
      "--suite", suite, "--derive", "none", "--fault", "other-status:DELETE*:200",
    ])
    #expect(!outcome.faultless.reorderable)
    #expect(outcome.faults.map(\.fate) == ["killed"])
  }

  @Test("Ctrl-C ends it with the report of what ran")
  func interrupted() async throws {
    let html = temporary("selftest.html")
    defer { try? FileManager.default.removeItem(atPath: html) }
    let process = try MusterProcess.start(
      ["selftest"] + RunTests.crm + Self.gate + [
        "--format", "json", "--report", "html=\(html)", "--complete", "--jobs", "2",
      ])
    try await Task.sleep(for: .seconds(8))
    process.signal(SIGINT)
    let ended = await process.outcome(seconds: 60)
    #expect(ended.code == 130, "\(ended.errors)")
    let outcome = try SelftestOutcome.read(ended.output)
    #expect(outcome.interrupted && outcome.verdict == "interrupted")
    #expect(outcome.summary.notRun > 0)
    #expect(outcome.summary.faults == outcome.faults.count && outcome.faults.count > 400)
    #expect(try String(contentsOfFile: html, encoding: .utf8).contains("INTERRUPTED"))
  }

  @Test("the page needs nothing else and allows no script")
  func page() async throws {
    let html = temporary("selftest.html")
    let text = temporary("selftest.txt")
    defer { for path in [html, text] { try? FileManager.default.removeItem(atPath: path) } }
    let outcome = try await MusterProcess.run(
      ["selftest"] + RunTests.crm + Self.gate + Self.few + [
        "--strictness", "strict", "--report", "html=\(html)", "--report", "text=\(text)",
      ])
    #expect(outcome.code == 0)
    let written = try String(contentsOfFile: text, encoding: .utf8)
    #expect(written == outcome.output)
    #expect(written.contains("kill rate    50%, 2 of 4"))
    let page = try String(contentsOfFile: html, encoding: .utf8)
    for text in ["50%", "method-not-found", "Survived (2)", "Equivalent (1)", "negative-id-crash"] {
      #expect(page.contains(text), "\(text)")
    }
    #expect(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"))
    for part in [
      "<script", "<link", "<img", "<iframe", " src=", " href=", " style=", "url(", "@import",
    ] {
      #expect(!page.contains(part), "\(part)")
    }
    #expect(!page.contains("{{"))
    #expect(try await styleHash(of: page) == policyHash(of: page))
  }

  /// The hash that the page's policy lets in.
  private func policyHash(of page: String) throws -> String {
    let match = try #require(page.firstMatch(of: #/style-src 'sha256-([A-Za-z0-9+\/=]+)'/#))
    return String(match.1)
  }

  /// SHA-256 of the page's style, in Base64, by the system's own tool.
  private func styleHash(of page: String) async throws -> String {
    let style = try #require(page.firstMatch(of: #/<style>([\s\S]*?)<\/style>/#)).1
    let file = temporary("style.css")
    defer { try? FileManager.default.removeItem(atPath: file) }
    try String(style).write(toFile: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [file]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(
      decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let digits = Array(output.prefix(64))
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    return Data(bytes).base64EncodedString()
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var errors: String
  }

  static let mistakes = [
    Mistake(
      testDescription: "an unknown fault", arguments: ["--fault", "wrong-typ"],
      errors: "muster: error: there is no fault `wrong-typ`; did you mean `wrong-type`?\n"),
    Mistake(
      testDescription: "a fault moved to nowhere",
      arguments: ["--fault", "teapot:operation=GET /acounts"],
      errors:
        "muster: error: `teapot:operation=GET /acounts`: there is no operation `GET /acounts`; did"
        + " you mean `GET /accounts`?\n"),
    Mistake(
      testDescription: "a fault that stays",
      arguments: ["--fault", "wrong-item:operation=GET /accounts"],
      errors:
        "muster: error: the fault `wrong-item` is made for GET /customers/{nit}/portfolio alone;"
        + " leave out `operation=`; `muster faults` says which can be moved\n"),
    Mistake(
      testDescription: "no rate", arguments: ["--min-kill-rate", "101%"],
      errors:
        "muster: error: --min-kill-rate must be 0 to 100, for instance 98%; see muster --help\n"),
    Mistake(
      testDescription: "an unknown report", arguments: ["--report", "junit=x.xml"],
      errors:
        "muster: error: --report `junit=x.xml` must be FORMAT=PATH with text, json or html, for"
        + " instance html=selftest.html; see muster --help\n"),
    Mistake(
      testDescription: "a report over an input",
      arguments: ["--report", "html=spec/crm/../crm/crm-b2b-co.md"],
      errors:
        "muster: error: --report html=spec/crm/../crm/crm-b2b-co.md would overwrite an input file or"
        + " another report; give it a path of its own\n"),
  ]

  @Test("mistakes end it before anything runs", arguments: mistakes)
  func mistake(_ row: Mistake) async throws {
    let outcome = try await MusterProcess.run(["selftest"] + RunTests.crm + row.arguments)
    #expect(outcome.code == 2)
    #expect(outcome.errors == row.errors)
    #expect(outcome.output.isEmpty)
  }
}
