import Checks
import Contracts
import Documents
import Evidence
import Foundation
import Testing

@Suite("List of checks")
struct CheckListTests {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("the list and the folder agree")
  func folder() throws {
    let folder = Self.package.appending(path: "Sources/Checks/Builtin")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .map { $0.replacing(".swift", with: "") }.sorted()
    #expect(AllChecks.all.map { "\($0)" }.sorted() == files)
  }

  @Test("ids are stable words, and every check explains itself")
  func manuals() {
    let ids = AllChecks.descriptions.map(\.id)
    #expect(Set(ids).count == ids.count)
    for check in AllChecks.descriptions {
      #expect(check.id.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 })
      #expect(!check.summary.hasSuffix(".") && check.manual.demands.hasSuffix("."))
      #expect(!check.manual.grades.isEmpty && !check.manual.example.isEmpty)
      let text = CheckText.lines(check)
      #expect(text.contains("  muster run --skip-check \(check.id)"))
      #expect(text.allSatisfy { $0.count <= 100 })
    }
  }

  @Test("docs/checks.md is the checks' own texts")
  func documentation() throws {
    let page = Self.package.appending(path: "docs/checks.md")
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(ChecksDocument.markdown.utf8).write(to: page)
      Issue.record("docs/checks.md was written: read it, then run again")
      return
    }
    #expect(String(decoding: try Data(contentsOf: page), as: UTF8.self) == ChecksDocument.markdown)
  }

  struct LatencyRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { text }
    var text: String
    var seconds: Double?
  }

  @Test(
    "a time",
    arguments: [
      LatencyRow(text: "2s", seconds: 2), LatencyRow(text: "500ms", seconds: 0.5),
      LatencyRow(text: "0.25", seconds: 0.25), LatencyRow(text: "0", seconds: nil),
      LatencyRow(text: "-1s", seconds: nil), LatencyRow(text: "1h", seconds: nil),
      LatencyRow(text: "nan", seconds: nil), LatencyRow(text: "3601", seconds: nil),
      LatencyRow(text: "", seconds: nil), LatencyRow(text: "ms", seconds: nil),
    ])
  func latency(_ row: LatencyRow) {
    #expect(LatencyLimits.read(row.text) == row.seconds)
  }

  @Test("a silenced check is silent, and leaves what it named to the others")
  func silenced() throws {
    let contract = try JudgeTests.contract()
    let operation = try #require(contract.operations.first)
    let exchange = Exchange(
      request: HTTPRequest(method: "GET", url: "http://h/"),
      attempts: [
        Exchange.Attempt(
          outcome: .response(
            HTTPResponse(
              status: 299, headers: HTTPHeaders(["Content-Type": "application/json"]),
              body: Array(JudgeTests.error.utf8))), timing: Exchange.Timing())
      ])
    func found(_ checks: [any Check.Type]) throws -> [String] {
      try Judge(contract: contract, strictness: .standard, checks: checks)
        .judge(exchange, of: operation, expecting: Expectation(.accepted, [200])).findings
        .map(\.check)
    }
    #expect(try found(AllChecks.all) == ["status-code"])
    #expect(
      try found(AllChecks.all.filter { $0.id != "status-code" }) == ["positive-rejected"])
  }

  @Test("what an answer shows of the operation's promises")
  func promises() throws {
    let contract = try JudgeTests.contract()
    let operation = try #require(contract.operations.first)
    let judge = try Judge(contract: contract, strictness: .standard)
    for (status, body, expected) in [
      (404, JudgeTests.error, ["error-body:GET /things/{id} discharged"]),
      (404, "{}", ["error-body:GET /things/{id} failed"]),
      (
        418, JudgeTests.error,
        ["error-body:GET /things/{id} discharged", "default:GET /things/{id} discharged"]
      ),
      (200, #"{"id":1}"#, []),
    ] {
      let exchange = Exchange(
        request: HTTPRequest(method: "GET", url: "http://h/"),
        attempts: [
          Exchange.Attempt(
            outcome: .response(
              HTTPResponse(
                status: status, headers: HTTPHeaders(["Content-Type": "application/json"]),
                body: Array(body.utf8))), timing: Exchange.Timing())
        ])
      let judgement = judge.judge(
        exchange, of: operation, expecting: Expectation(.absent, [404]))
      #expect(judgement.promises.map { "\($0.id) \($0.state.rawValue)" } == expected)
      let known = Set(contract.obligations.map(\.id))
      #expect(judgement.promises.allSatisfy { known.contains($0.id) })
    }
  }
}
