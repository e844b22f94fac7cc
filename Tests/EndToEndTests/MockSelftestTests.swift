import Foundation
import Testing

/// `muster selftest` over the mock, for contracts that have no reference server.
@Suite("muster selftest over the mock", .serialized)
struct MockSelftestTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { name }
    let name: String
    /// Faults that must be killed by the check that has to notice.
    var killed: [String]
    /// Faults that a mock of it can't have.
    var inapplicable: [String]
  }

  static let rows = [
    Row(
      name: "crud.yaml", killed: ["method-accepted", "extra-field:operation=GET /tasks/{taskId}"],
      inapplicable: ["wrong-type", "lost-update", "token-not-checked", "token-cacheable"]),
    Row(
      name: "security-oauth2.yaml", killed: ["token-type-missing", "token-lifetime-text"],
      inapplicable: ["wrong-type"]),
    Row(name: "json-body.yaml", killed: [], inapplicable: ["token-type-missing"]),
    Row(name: "markdown.md", killed: [], inapplicable: ["wrong-item"]),
  ]

  @Test("tries what the contract gives rise to, and says what can't be tried", arguments: rows)
  func contracts(_ row: Row) async throws {
    let spec = MockSpec(name: row.name)
    let outcome = try await SelftestOutcome.run([], of: [spec.path] + spec.fixtures)
    #expect(outcome.faultless.clean, "\(outcome.faultless.alarms)")
    let summary = outcome.summary
    #expect(summary.notRun == 0 && summary.notApplicable > 0)
    #expect(summary.killed > 0)
    #expect(
      summary.faults == summary.counted + summary.equivalent + summary.notApplicable)
    for id in row.killed {
      #expect(outcome.faults.contains { $0.id.hasPrefix(id) && $0.asExpected }, "\(id)")
    }
    for id in row.inapplicable {
      let fault = try outcome.fault(id)
      #expect(fault.fate == "not-applicable")
      #expect(fault.reason?.isEmpty == false && fault.casesRun == 0)
    }
    // A server that another status or no body comes from is noticed wherever it was asked.
    for fault in outcome.faults where fault.id.hasPrefix("other-status:") && fault.changed > 0 {
      #expect(fault.fate == "killed", "\(fault.id)")
    }
    // Who survives says why.
    for fault in outcome.faults where fault.fate == "survived" {
      #expect(fault.reason?.isEmpty == false, "\(fault.id)")
    }
  }

  @Test("the founding contract has a mock too")
  func foundingContract() async throws {
    let outcome = try await SelftestOutcome.run([
      "--mock", "--derive", "positive,negative,auth", "--fault", "missing-property:documents.url",
      "--fault", "wrong-type", "--fault", "teapot", "--fault", "token-type-missing",
    ])
    #expect(outcome.faultless.clean, "\(outcome.faultless.alarms)")
    #expect(try outcome.fault("wrong-type").fate == "not-applicable")
    #expect(try outcome.fault("token-type-missing").asExpected)
    #expect(outcome.faults.contains { $0.id.hasPrefix("teapot:operation=") && $0.asExpected })
  }

  @Test("a slow answer is tried wherever a suite wants it sooner")
  func slowAnswers() async throws {
    let suite = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).yaml").path()
    defer { try? FileManager.default.removeItem(atPath: suite) }
    try """
    muster: suite/1
    name: quick
    derive: []
    cases:
      - id: list
        title: the list is quick
        steps: [{ call: GET /tasks, expect: { status: 200, time: 2 } }]
      - id: task
        title: a task may take longer than the slow answer does
        steps: [{ call: "GET /tasks/{taskId}", expect: { status: 200, time: 60 } }]
    """.write(toFile: suite, atomically: true, encoding: .utf8)
    let spec = MockSpec(name: "crud.yaml")
    let outcome = try await SelftestOutcome.run(
      ["--suite", suite], of: [spec.path] + spec.fixtures)
    #expect(outcome.faultless.clean, "\(outcome.faultless.alarms)")
    let list = try outcome.fault("slow-answer:operation=GET /tasks")
    #expect(list.fate == "killed" && list.asExpected && list.kills.first?.check == "assertion")
    // The one of the list is moved to what has a model; there the limit lets it pass.
    let moved = outcome.faults.filter { $0.id.hasPrefix("slow-answer:") && $0.id != list.id }
    #expect(moved.map(\.id) == ["slow-answer:operation=GET /tasks/{taskId}"])
    #expect(moved.allSatisfy { $0.fate == "equivalent" })
  }

  @Test("text and page name what could not be tried")
  func text() async throws {
    let page = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).html").path()
    defer { try? FileManager.default.removeItem(atPath: page) }
    let spec = MockSpec(name: "crud.yaml")
    let outcome = try await MusterProcess.run(
      ["selftest", spec.path, "--fault", "lost-update", "--fault", "method-accepted"]
        + spec.fixtures
        + ["--report", "html=\(page)"])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("Not applicable, and so not tried (1)"))
    #expect(outcome.output.contains("a mock makes its data up"))
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("Not applicable"))
  }
}
