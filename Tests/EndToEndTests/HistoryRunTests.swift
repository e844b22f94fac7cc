import Foundation
import GRDB
import Glibc
import Testing

/// Histories that runs and merges keep, and who is told of what changed.
@Suite("History of runs", .serialized)
struct HistoryRunTests {
  static let spec = """
    openapi: 3.0.4
    info: { title: pings, version: "1" }
    paths:
      /ping:
        get:
          responses:
            "200":
              description: fine
              content: { application/json: { schema: { type: object, required: [ok] } } }
      /pong:
        get:
          responses:
            "200":
              description: fine
              content: { application/json: { schema: { type: object, required: [ok] } } }
    """

  /// A definition in a folder of its own.
  private func setUp() throws -> (folder: String, spec: String) {
    let folder = try EventsTests.folder()
    try Data(Self.spec.utf8).write(to: URL(filePath: "\(folder)/pings.yaml"))
    return (folder, "\(folder)/pings.yaml")
  }

  private func history(_ folder: String, _ arguments: [String]) async throws -> String {
    let outcome = try await MusterProcess.run(
      ["history"] + arguments + ["--history", "\(folder)/h.db"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    return outcome.output
  }

  @Test("flaky cases are told, can be made to count, and can be put into quarantine")
  func flaky() async throws {
    let (folder, spec) = try setUp()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try AnsweringServer { request, before in
      request.path == "/pong" && before % 2 == 0 ? (503, "{}") : (200, #"{"ok":true}"#)
    }
    let arguments = [
      "run", spec, "--base-url", server.url, "--derive", "positive", "--history", "\(folder)/h.db",
    ]
    let first = try await MusterProcess.run(arguments)
    #expect(first.code == 0, "\(first.output)\(first.errors)")
    #expect(first.output.contains("passed only when sent again, after status 503 at GET /pong"))
    let counted = try await MusterProcess.run(arguments + ["--fail-on", "flaky"])
    #expect(counted.code == 1, "\(counted.output)\(counted.errors)")
    #expect(counted.output.contains("1 case passed only when sent again"))
    let list = "\(folder)/quarantine.yaml"
    func quarantine(until day: String) throws {
      try Data(
        """
        muster: quarantine/1
        cases:
        - case: 'derived:GET /pong:*'
          reason: the cache warms up
          owner: us
          expires: \(day)
        """.utf8
      ).write(to: URL(filePath: list))
    }
    try quarantine(until: "2999-12-31")
    let quiet = try await MusterProcess.run(
      arguments + ["--fail-on", "flaky", "--quarantine", list])
    #expect(quiet.code == 0, "\(quiet.output)\(quiet.errors)")
    #expect(quiet.output.contains("in quarantine until 2999-12-31, us answers for it"))
    try quarantine(until: "2001-12-31")
    let expired = try await MusterProcess.run(arguments + ["--quarantine", list])
    #expect(expired.code == 1)
    #expect(expired.output.contains("1 quarantine has expired: derived:GET /pong:* (\(list):3:3)"))
    let text = try await history(folder, ["flaky"])
    #expect(text.hasPrefix("1 flaky case in 4 runs\n"))
    #expect(text.contains("100%"))
    let runs = try await history(folder, ["list"])
    #expect(runs.contains("passed") && runs.contains("failed"))
  }

  @Test("a webhook is told once of what is new and fixed; its failure changes nothing")
  func notified() async throws {
    let (folder, spec) = try setUp()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let state = "\(folder)/broken"
    let server = try AnsweringServer { request, _ in
      let isBroken = access(state, F_OK) == 0 && request.path == "/pong"
      return (200, isBroken ? "{}" : #"{"ok":true}"#)
    }
    let refusal = "\(folder)/refusing"
    let hook = try AnsweringServer { _, _ in (access(refusal, F_OK) == 0 ? 500 : 200, "ok") }
    let secret = "\(hook.url)/services/T0/s3cr3t"
    func night(_ notify: [String] = ["--notify", "env:HOOK"]) async throws -> MusterProcess.Outcome
    {
      try await MusterProcess.run(
        [
          "run", spec, "--base-url", server.url, "--derive", "positive", "--history",
          "\(folder)/h.db", "--report", "ndjson=\(folder)/e.ndjson",
        ] + notify, environment: ["HOOK": secret])
    }
    func set(_ file: String, _ isSet: Bool) throws {
      if isSet {
        try Data().write(to: URL(filePath: file))
      } else {
        try FileManager.default.removeItem(atPath: file)
      }
    }
    for given in [secret, "env:\(secret)", "file:\(secret)"] {
      let wrong = try await night(["--notify", given])
      #expect(wrong.code == 2)
      #expect(!wrong.errors.contains("s3cr3t"), "\(wrong.errors)")
    }
    #expect(try await night().code == 0)
    #expect(hook.requests.isEmpty)
    try set(state, true)
    try set(refusal, true)
    let refused = try await night()
    #expect(refused.code == 1)
    #expect(refused.errors.contains("warning: env:HOOK was not notified: it answered 500"))
    #expect(!refused.errors.contains("s3cr3t") && !refused.output.contains("s3cr3t"))
    #expect(hook.requests.count == 1)
    try set(refusal, false)
    #expect(try await night().errors.contains("notified") == false)
    #expect(try await night().code == 1)
    // Told once, though three nights failed.
    #expect(hook.requests.count == 2)
    let message = try #require(
      try JSONSerialization.jsonObject(with: Data((hook.requests.last?.body ?? "").utf8))
        as? [String: Any])
    #expect(message["format"] as? String == "muster-change")
    #expect(message["newCount"] as? Int == 1)
    #expect((message["new"] as? [[String: Any]])?.first?["title"] as? String ?? "" != "")
    try set(state, false)
    try Data("  \(secret)\n".utf8).write(to: URL(filePath: "\(folder)/url"))
    let fixed = try await night([
      "--notify", "env:HOOK", "--notify", "file:\(folder)/url", "--notify-format", "slack",
    ])
    #expect(fixed.code == 0)
    #expect(hook.requests.count == 4)
    #expect(hook.requests.allSatisfy { $0.method == "POST" && $0.path == "/services/T0/s3cr3t" })
    #expect(
      hook.requests.last?.body.hasPrefix(
        #"{"text":"pings at http://127.0.0.1: 0 new, 1 fixed (passed)\n• fixed: "#) == true)
    let nobody = try await night(["--notify", "env:NOBODY"])
    #expect(nobody.code == 2)
    #expect(nobody.errors.contains("--notify env:NOBODY: the environment has no such variable"))
    let open = try await night(["--notify", secret])
    #expect(open.code == 2)
    #expect(!open.errors.contains("s3cr3t"))
    let events = try String(contentsOfFile: "\(folder)/e.ndjson", encoding: .utf8)
    #expect(!events.contains("s3cr3t"))
    let text = try await history(folder, ["compare"])
    #expect(text.hasPrefix("0 new, 1 fixed, 0 still failing\n"), "\(text)")
    let page = try await history(folder, ["trend", "--format", "html"])
    #expect(page.contains("<svg viewBox"))
    let json = try await history(folder, ["trend", "--format", "json"])
    let trend = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(trend?["repairs"] as? Int == 1)
  }

  @Test("shards take from a history how long cases take, and their merge writes it")
  func shards() async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/h.db"
    let arguments =
      ["run"] + RunTests.crm + ["--reference", "--derive", "positive,negative", "--safe"]
    let whole = try await MusterProcess.run(arguments + ["--history", path])
    #expect(whole.code == 0, "\(whole.errors)")
    var events: [String] = []
    for index in 1...3 {
      events.append("\(folder)/\(index).ndjson")
      let outcome = try await MusterProcess.run(
        arguments + [
          "--history", path, "--shard", "\(index)/3", "--report", "ndjson=\(events[index - 1])",
        ])
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let before = try await history(folder, ["list", "--format", "json"])
    #expect(before.contains(#""id":1"#) && !before.contains(#""id":2"#))
    let merged = try await MusterProcess.run(["merge"] + events + ["--history", path])
    #expect(merged.code == 0, "\(merged.errors)")
    let text = try await history(folder, ["compare"])
    #expect(text.hasPrefix("0 new, 0 fixed, 0 still failing\n"), "\(text)")
    #expect(!text.contains("more,"))
    // One that was cut by another history is no part of the same run.
    let other = "\(folder)/other.ndjson"
    _ = try await MusterProcess.run(
      arguments + ["--shard", "3/3", "--report", "ndjson=\(other)"])
    let mixed = try await MusterProcess.run(["merge", events[0], events[1], other])
    #expect(mixed.code == 2)
    #expect(mixed.errors.contains("the cut is "), "\(mixed.errors)")
    #expect(mixed.errors.contains("give all shards the same --history file"))
    let refused = try await MusterProcess.run(
      arguments + ["--history", path, "--notify", "env:X", "--shard", "1/2"])
    #expect(refused.code == 2)
  }

  @Test("a process that is killed while it writes loses no earlier run")
  func killed() async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/h.db"
    let events = "\(folder)/e.ndjson"
    let run = try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--reference", "--safe", "--shard", "1/1", "--report", "ndjson=\(events)",
      ])
    #expect(run.code == 0, "\(run.errors)")
    let start = ContinuousClock.now
    let whole = try await MusterProcess.run(["merge", events, "--history", path])
    #expect(whole.code == 0, "\(whole.errors)")
    let took = (ContinuousClock.now - start) / .milliseconds(1)
    var finished = 1
    var cut = 0
    for _ in 0..<25 {
      let process = try MusterProcess.start(["merge", events, "--history", path])
      try await Task.sleep(for: .milliseconds(Int(Double.random(in: 0...took * 1.2))))
      process.signal(SIGKILL)
      let outcome = await process.outcome(seconds: 20)
      if outcome.code == 0 { finished += 1 } else { cut += 1 }
      let (integrity, runs) = try await DatabaseQueue(path: path).read { db in
        (
          try String.fetchOne(db, sql: "PRAGMA integrity_check"),
          try Int.fetchOne(
            db,
            sql: """
              SELECT COUNT(*) FROM run WHERE isComplete = 1 AND (
                SELECT COUNT(*) FROM result WHERE run = run.id) = (
                SELECT COUNT(*) FROM result WHERE run = 1)
              """) ?? 0
        )
      }
      #expect(integrity == "ok")
      // Killed between its commit and its end, it is there all the same.
      #expect(runs >= finished)
      finished = max(finished, runs)
    }
    #expect(cut > 0)
    #expect(try await MusterProcess.run(["merge", events, "--history", path]).code == 0)
  }

  @Test("mistakes are told with what to do")
  func mistakes() async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("text".utf8).write(to: URL(filePath: "\(folder)/text"))
    let rows: [(arguments: [String], text: String)] = [
      (["list", "--history", "\(folder)/no.db"], "does not exist; record one with muster run"),
      (["list", "--history", "\(folder)/text"], "muster run --history made"),
      (["prune", "--history", "\(folder)/no.db"], "say what stays with --keep"),
      (["prune", "--history", "\(folder)/no.db", "--before", "2026-02-30"], "is no day"),
      (["show", "yesterday", "--history", "\(folder)/no.db"], "yesterday"),
      (["list", "--last", "0", "--history", "\(folder)/no.db"], "--last must be 1"),
    ]
    for row in rows {
      let outcome = try await MusterProcess.run(["history"] + row.arguments)
      #expect(outcome.code == 2, "\(row.arguments)")
      #expect(outcome.errors.contains(row.text), "\(outcome.errors)")
    }
  }
}
