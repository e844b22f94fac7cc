import Foundation
import Glibc
import Testing

/// `muster mock` as a user runs it.
@Suite("muster mock", .serialized)
struct MockCommandTests {
  private static let tasks = MockSpec(name: "crud.yaml")
  private static let oauth = MockSpec(name: "security-oauth2.yaml")

  private func temporary(_ name: String) -> String {
    FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString)-\(name)").path()
  }

  @Test("a signal ends it with 0, the archive written", arguments: [SIGINT, SIGTERM])
  func signals(_ number: Int32) async throws {
    let record = temporary("mock.har")
    defer { try? FileManager.default.removeItem(atPath: record) }
    let mock = try await MockProcess.start([Self.oauth.path, "--record", record])
    #expect(try Archive(path: record).entries.isEmpty)
    let run = try await MusterProcess.run(
      ["run", Self.oauth.path, "--base-url", mock.url], environment: MockProcess.credentials)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    mock.process.signal(number)
    let outcome = await mock.process.outcome(seconds: 60)
    #expect(outcome.code == 0)
    #expect(outcome.output == mock.url + "\n")
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.contains("GET /secret 200"))
    #expect(lines.contains("GET /secret 401"))
    let archive = try Archive(path: record)
    #expect(archive.entries.count == lines.count)
    #expect(archive.entries.contains { $0.status == 401 })
    #expect(!archive.text.contains("a secret"))
    #expect(!archive.text.contains("a%20secret"))
    let issued = archive.entries.filter { $0.headers["authorization"] != nil }
    #expect(!issued.isEmpty)
    for entry in issued {
      let isHarmless = ["[redacted]", "Basic [redacted]", "Bearer not-a-token"]
        .contains(entry.headers["authorization"])
      #expect(isHarmless)
    }
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var words: [String]
    var message: String
  }

  static let mistakes: [Mistake] = [
    Mistake(testDescription: "no definition", words: [], message: "no definition is given"),
    Mistake(
      testDescription: "a definition that isn't there", words: ["nowhere.yaml"],
      message: "nowhere.yaml"),
    Mistake(
      testDescription: "an unknown fault",
      words: [tasks.path, "--fault", "missing-property:NewTask.titel"],
      message: "did you mean `missing-property:NewTask.title`?"),
    Mistake(
      testDescription: "a port that there isn't", words: [tasks.path, "--port", "70000"],
      message: "--port must be 0 to 65535"),
    Mistake(
      testDescription: "a latency that is no time", words: [tasks.path, "--latency", "soon"],
      message: "--latency must be"),
    Mistake(
      testDescription: "a record over the definition", words: [tasks.path, "--record", tasks.path],
      message: "is the input"),
    Mistake(
      testDescription: "a record that can't be",
      words: [tasks.path, "--record", "/proc/no/mock.har"],
      message: "can't be written"),
    Mistake(
      testDescription: "a store that can't be", words: [tasks.path, "--store", "/proc/no/mock.db"],
      message: "the mock can't run"),
    Mistake(
      testDescription: "fixtures that are none", words: [tasks.path, "--fixtures", tasks.path],
      message: "fixtures"),
  ]

  @Test("a mistake ends it with 2 and says what to do", arguments: mistakes)
  func mistaken(_ row: Mistake) async throws {
    let outcome = try await MusterProcess.run(["mock"] + row.words)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(row.message), "\(outcome.errors)")
  }

  struct FaultRow: Sendable, CustomTestStringConvertible {
    var testDescription: String { fault }
    var fault: String
    var check: String
  }

  static let faults: [FaultRow] = [
    FaultRow(fault: "wrong-property:NewTask.title", check: "body-schema"),
    FaultRow(fault: "missing-property:NewTask.title", check: "body-schema"),
    FaultRow(fault: "null-property:NewTask.done", check: "body-schema"),
    FaultRow(fault: "missing-property:Error.message", check: "error-body"),
    FaultRow(fault: "unchecked-property:NewTask.title", check: "negative-accepted"),
    FaultRow(fault: "other-status:GET /tasks/{taskId}:200", check: "status-code"),
    FaultRow(fault: "other-status:GET /tasks/{taskId}:404", check: "negative-accepted"),
    FaultRow(fault: "other-status:DELETE /tasks/{taskId}:204", check: "status-code"),
    FaultRow(fault: "bare-status:POST /tasks:400", check: "error-body"),
    FaultRow(fault: "bare-status:GET /tasks:200", check: "body-schema"),
  ]

  @Test("a fault of the contract is caught by the check that is named for it", arguments: faults)
  func caught(_ row: FaultRow) async throws {
    let mock = try await MockProcess.start(
      [Self.tasks.path, "--quiet", "--fault", row.fault] + Self.tasks.fixtures)
    let run = try await MusterProcess.run(
      ["run", Self.tasks.path, "--base-url", mock.url, "--strictness", "strict"]
        + Self.tasks.fixtures)
    _ = await mock.stop()
    #expect(run.code == 1, "\(run.output)\(run.errors)")
    #expect(run.output.contains("  ✗ \(row.check) "), "\(run.output)")
  }

  @Test("the founding contract passes at strict against its mock")
  func founding() async throws {
    let mock = try await MockProcess.start(
      ["spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--quiet"]
        + ["--fixtures", "spec/crm/fixtures.yaml"])
    let run = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--base-url", mock.url, "--strictness", "strict"],
      environment: MockProcess.credentials)
    _ = await mock.stop()
    #expect(run.code == 0, "\(run.output)\(run.errors)")
  }
}
