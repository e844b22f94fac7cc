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

  static let formats = [
    "junit", "json", "ndjson", "html", "tap", "ctrf", "markdown", "sarif", "har", "codequality",
    "github",
  ]

  static let rows: [(name: String, arguments: [String])] = [
    ("sound", ["--suite", "suites/crm/gate.yaml", "--reference"]),
    ("broken", ["--reference", "--fault", "wrong-type", "--fail-on", "warning"]),
    ("unreachable", ["--base-url", "http://127.0.0.1:9", "--require-coverage", "95%"]),
    (
      "known failures",
      [
        "--reference", "--fault", "wrong-type", "--fault", "token-not-checked", "--baseline",
        "BASELINE",
      ]
    ),
  ]

  @Test("agree with the schema, and make the same reports again", arguments: rows.indices)
  func again(_ index: Int) async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let formats = Self.formats
    func reports(_ name: String) -> [String] {
      formats.flatMap { ["--report", "\($0)=\(folder)/\(name).\($0)"] }
    }
    let baseline = "\(folder)/baseline.yaml"
    let arguments = Self.rows[index].arguments.map { $0 == "BASELINE" ? baseline : $0 }
    if arguments.contains(baseline) {
      let recorded = try await MusterProcess.run(
        ["run"] + RunTests.crm + [
          "--reference", "--fault", "wrong-type", "--baseline", baseline, "--update-baseline",
        ])
      #expect(recorded.code == 1)
    }
    let run = try await MusterProcess.run(
      ["run"] + RunTests.crm + arguments + reports("first"))
    #expect([0, 1, 3].contains(run.code), "\(run.errors)")
    let again = try await MusterProcess.run(
      ["report", "\(folder)/first.ndjson"] + reports("again"))
    #expect(again.code == 0, "\(again.errors)")
    #expect(again.errors.isEmpty)
    for format in formats {
      let first = try Data(contentsOf: URL(filePath: "\(folder)/first.\(format)"))
      let second = try Data(contentsOf: URL(filePath: "\(folder)/again.\(format)"))
      #expect(first == second, "\(format)")
      // Nothing to annotate is nothing to write.
      #expect(!first.isEmpty || format == "github")
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

  @Test("Ctrl-C leaves every report whole, of what ran, and ends with 130")
  func interrupted() async throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try MusterProcess.start(
      ["run"] + RunTests.crm + [
        "--reference", "--fault", "wrong-type", "--rate", "4/s",
      ] + Self.formats.flatMap { ["--report", "\($0)=\(folder)/run.\($0)"] })
    // Until some cases have run; the whole plan would take minutes, as other tests may keep this one
    // waiting.
    for _ in 0..<500 {
      let events = try? Data(contentsOf: URL(filePath: "\(folder)/run.ndjson.partial"))
      if events?.count(where: { $0 == 0x0A }) ?? 0 > 5 { break }
      try await Task.sleep(for: .milliseconds(20))
    }
    run.signal(SIGINT)
    let outcome = await run.outcome(seconds: 30)
    #expect(outcome.code == 130, "\(outcome.errors)")
    #expect(outcome.output.contains("INTERRUPTED") || outcome.output.contains("interrupted"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(names) == Set(Self.formats.map { "run.\($0)" }))

    func text(_ format: String) throws -> String {
      try String(contentsOfFile: "\(folder)/run.\(format)", encoding: .utf8)
    }
    for format in ["json", "ctrf", "sarif", "har", "codequality"] {
      _ = try JSONSerialization.jsonObject(with: Data(text(format).utf8))
    }
    let report = try await MusterProcess.run([
      "validate", "--schema", "spec/formats/report.schema.json", "\(folder)/run.json",
    ])
    #expect(report.code == 0, "\(report.output)\(report.errors)")
    let events = try await MusterProcess.run([
      "validate", "--schema", "spec/formats/events.schema.json", "--jsonl",
      "\(folder)/run.ndjson",
    ])
    #expect(events.code == 0, "\(events.output.suffix(500))\(events.errors)")
    #expect(try text("json").contains("\"verdict\":\"interrupted\""))
    #expect(
      try text("ndjson").split(separator: "\n").last?.hasPrefix(#"{"event":"finished""#) == true)
    let junit = try text("junit")
    #expect(junit.hasPrefix("<?xml") && junit.hasSuffix("</testsuites>"))
    let html = try text("html")
    #expect(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
    #expect(html.contains("<title>Interrupted: "))
    let tap = try text("tap").split(separator: "\n")
    let points = tap.count { $0.hasPrefix("ok ") || $0.hasPrefix("not ok ") }
    #expect(tap.contains("1..\(points)"))
    #expect(try text("markdown").hasPrefix("## ⚠️ muster: interrupted"))
    #expect(try text("github").hasPrefix("::error"))

    // The same again from the events: every report knows where the run stopped.
    let again = try await MusterProcess.run(
      ["report", "\(folder)/run.ndjson"]
        + Self.formats.flatMap { ["--report", "\($0)=\(folder)/again.\($0)"] })
    #expect(again.code == 0, "\(again.errors)")
    for format in Self.formats {
      let second = try String(contentsOfFile: "\(folder)/again.\(format)", encoding: .utf8)
      #expect(try text(format) == second, "\(format)")
    }
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
