import Foundation
import Glibc
import Testing

/// Events of real runs, reports made of them, and what killed runs leave.
@Suite("Events of a run")
struct EventsTests {
  static func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/muster-events-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  static let rows: [(name: String, arguments: [String])] = [
    ("sound", ["--suite", "suites/crm/gate.yaml", "--reference"]),
    ("broken", ["--reference", "--fault", "wrong-type", "--fail-on", "warning"]),
    ("unreachable", ["--base-url", "http://127.0.0.1:9", "--require-coverage", "95%"]),
  ]

  @Test("agree with the schema, and make the same reports again", arguments: rows.indices)
  func again(_ index: Int) async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let formats = ["junit", "json", "ndjson"]
    func reports(_ name: String) -> [String] {
      formats.flatMap { ["--report", "\($0)=\(folder)/\(name).\($0)"] }
    }
    let run = try await MusterProcess.run(
      ["run"] + RunTests.crm + Self.rows[index].arguments + reports("first"))
    #expect([0, 1, 3].contains(run.code), "\(run.errors)")
    let again = try await MusterProcess.run(
      ["report", "\(folder)/first.ndjson"] + reports("again"))
    #expect(again.code == 0, "\(again.errors)")
    #expect(again.errors.isEmpty)
    for format in formats {
      let first = try Data(contentsOf: URL(filePath: "\(folder)/first.\(format)"))
      let second = try Data(contentsOf: URL(filePath: "\(folder)/again.\(format)"))
      #expect(first == second, "\(format)")
      #expect(!first.isEmpty)
    }
    let lines = try await MusterProcess.run([
      "validate", "--schema", "spec/formats/events.schema.json", "--jsonl",
      "\(folder)/first.ndjson",
    ])
    #expect(lines.code == 0, "\(lines.errors)")
    #expect(!lines.output.isEmpty)
    #expect(lines.output.split(separator: "\n").allSatisfy { $0 == "true" })
    let report = try await MusterProcess.run([
      "validate", "--schema", "spec/formats/report.schema.json", "\(folder)/first.json",
    ])
    #expect(report.code == 0, "\(report.output)\(report.errors)")
    let text = try await MusterProcess.run(["report", "\(folder)/first.ndjson"])
    #expect(text.output == run.output)
  }

  @Test("--format json prints the report, and nothing else")
  func json() async throws {
    let run = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--suite", "suites/crm/gate.yaml", "--reference", "--format", "json",
      ])
    #expect(run.code == 0, "\(run.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(object?["format"] as? String == "muster-report")
    #expect(object?["verdict"] as? String == "passed")
    let facts = object?["run"] as? [String: Any]
    let spec = try Data(contentsOf: MusterProcess.root.appending(path: "spec/crm/crm-b2b-co.md"))
    let overlay = try Data(contentsOf: MusterProcess.root.appending(path: "spec/crm/overlay.yaml"))
    let digest = facts?["contractDigest"] as? String
    #expect(digest?.count == 64)
    #expect(try Self.sum(spec + overlay) == digest)
  }

  private static func sum(_ data: Data) throws -> String {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try data.write(to: URL(filePath: folder + "/all"))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [folder + "/all"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(text.prefix(64))
  }

  @Test("are sound whenever a run is killed", arguments: [80, 400, 900, 1600])
  func killed(_ milliseconds: Int) async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let started = try MusterProcess.start(
      ["run"] + RunTests.crm + [
        "--reference", "--fault", "wrong-type", "--report", "junit=\(folder)/r.junit",
        "--report", "json=\(folder)/r.json", "--report", "ndjson=\(folder)/e.ndjson",
      ])
    try await Task.sleep(for: .milliseconds(milliseconds))
    started.signal(SIGKILL)
    _ = await started.outcome(seconds: 30)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    if names.contains("r.json") {
      let report = try await MusterProcess.run([
        "validate", "--schema", "spec/formats/report.schema.json", "\(folder)/r.json",
      ])
      #expect(report.code == 0, "\(report.output)")
    }
    let events = names.contains("e.ndjson") ? "e.ndjson" : "e.ndjson.partial"
    guard names.contains(events) else { return }
    let again = try await MusterProcess.run([
      "report", "\(folder)/\(events)", "--report", "json=\(folder)/again.json",
    ])
    let size = try Data(contentsOf: URL(filePath: "\(folder)/\(events)")).count
    // Killed before the first line was written, there is nothing to tell.
    guard size > 0 else { return }
    #expect(again.code == 0, "\(again.errors)")
    #expect(names.contains("e.ndjson") || again.errors.contains("counts as interrupted"))
  }
}
