import Documents
import Evidence
import FoundationEssentials
import GRDB
import History
import Reports
import Testing

@Suite("History")
struct HistoryStoreTests {
  @Test("keeps a run's facts, verdicts, obligations and causes")
  func keeps() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    try Night(marks: ["a": "p", "b": "f", "c": "~", "d": "i", "e": "k"]).record(in: store)
    // What another process reads.
    let other = try folder.store()
    let run = try other.run(.latest)
    #expect(run.verdict == "failed")
    #expect(run.exitCode == 1)
    #expect([run.passed, run.failed, run.known, run.inconclusive, run.flaky] == [2, 2, 1, 1, 1])
    #expect([run.discharged, run.obligations] == [2, 5])
    #expect(run.seed == "\(UInt64.max)")
    #expect(run.startedAt == 1_700_000_000)
    let results = try other.results(of: run).sorted { $0.id < $1.id }
    #expect(results.map(\.id) == ["a", "b", "c", "d", "e"])
    #expect(results.map(\.verdict) == [.passed, .failed, .passed, .inconclusive, .failed])
    #expect(results.map(\.isFlaky) == [false, false, true, false, false])
    #expect(results.map(\.isKnown) == [false, false, false, false, true])
    #expect(results[0].title == "GET /a › answers")
    #expect(try other.causes(of: run)["b"] == "body-schema: `b` is wrong")
    #expect(try other.obligations(of: run)["status/a"] == "discharged")
    #expect(try other.durations(ofContract: "things")["a"] == 0.1)
    #expect(try other.durations(ofContract: "other").isEmpty)
    #expect(try other.integrity() == "ok")
    let timings = try other.timings(of: run)
    #expect(timings.map(\.operation) == ["GET /a", "GET /b", "GET /c", "GET /e"])
    #expect(timings.map(\.histogram.total) == [1, 1, 2, 1])
    #expect(abs((timings[0].histogram.quantile(0.5) ?? 0) - 0.1) < 0.005)
  }

  @Test("tells what is new, fixed and still failing")
  func compares() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    try Night(
      marks: ["new": "p", "fixed": "f", "still": "f", "unclear": "f", "gone": "p", "known": "k"]
    ).record(in: store)
    try Night(
      marks: [
        "new": "f", "fixed": "p", "still": "f", "unclear": "i", "more": "f", "known": "k",
      ], day: 1
    ).record(in: store)
    let found = try store.compare(try store.run(.previous), try store.run(.latest))
    #expect(found.new.map(\.id) == ["more", "new"])
    #expect(found.new.first?.cause == "body-schema: `more` is wrong")
    #expect(found.fixed.map(\.id) == ["fixed"])
    #expect(found.fixed.first?.cause == "body-schema: `fixed` is wrong")
    #expect(found.still.map(\.id) == ["still"])
    #expect(found.unclear.map(\.id) == ["unclear"])
    #expect([found.appeared, found.vanished] == [1, 1])
  }

  @Test("notices what answers more slowly than it used to, of each target by itself")
  func drifts() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    for day in 0..<8 {
      try Night(marks: ["a": "p"], day: day, latency: 0.1 + Double(day % 3) / 1_000)
        .record(in: store)
      try Night(marks: ["a": "p"], day: day, target: "http://slow", latency: 9).record(in: store)
    }
    let run = try #require(try Night(marks: ["a": "p"], day: 9, latency: 0.3).record(in: store))
    let drifts = try store.drifts(of: run)
    #expect(drifts.map(\.operation) == ["GET /a"])
    #expect(abs((drifts.first?.drift.usual ?? 0) - 0.1) < 0.005)
    #expect(try store.runs(like: run).count == 9)
    #expect(try store.runs().count == 17)
  }

  @Test("finds the cases that flicker, and how long repairs took")
  func flaky() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    for (day, marks) in ["pppf", "pfpf", "ppif", "~ppp"].enumerated() {
      let names = ["retried", "once", "well", "mended"]
      try Night(
        marks: Dictionary(uniqueKeysWithValues: zip(names, marks)), day: day
      ).record(in: store)
    }
    let cases = try store.oddCases(like: try store.run(.latest), last: 100)
    #expect(cases.map(\.id) == ["mended", "once", "retried"])
    #expect(cases.map(\.flakes) == [0, 1, 1])
    #expect(cases.first?.repairs == [3 * 86_400])
    let view = HistoryView.flaky(cases, runs: 4)
    let text = String(decoding: try view.bytes(.text), as: UTF8.self)
    #expect(text.contains("2 flaky cases in 4 runs"))
    #expect(text.contains("25%"))
    #expect(!text.contains("mended"))
  }

  @Test("takes old runs out, of each target by itself")
  func prunes() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    for day in 0..<10 {
      try Night(marks: ["a": "p", "b": "f"], day: day).record(in: store)
      if day < 3 { try Night(marks: ["a": "p"], day: day, target: "http://i").record(in: store) }
    }
    #expect(try store.prune(keep: nil, before: 1_700_000_000 + 2 * 86_400) == 4)
    #expect(try store.prune(keep: 3, before: nil) == 5)
    let left = try store.runs()
    #expect(left.map(\.target) == ["http://h", "http://h", "http://h", "http://i"])
    try store.compact()
    let rows = try DatabaseQueue(path: folder.file).read { db in
      try ["result", "failure", "obligation", "timing"].map { table in
        try Int.fetchOne(db, sql: "SELECT COUNT(DISTINCT run) FROM \(table)")
      }
    }
    #expect(rows == [4, 3, 4, 4])
  }

  @Test("is safe with several writers at a time")
  func writers() async throws {
    let folder = try HistoryFolder()
    // Nobody has made the tables yet: all of them try. One clock for all, or some would be taken for dead.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let store = try folder.store()
          for day in 0..<5 {
            try Night(
              marks: ["a": "p", "b": "f", "w\(writer)": "p"], day: day * 6 + writer
            ).record(in: store, now: 1_700_000_000)
          }
        }
      }
      try await group.waitForAll()
    }
    let store = try folder.store()
    #expect(try store.runs().count == 30)
    #expect(try store.integrity() == "ok")
    for run in try store.runs() { #expect(try store.results(of: run).count == 3) }
  }

  @Test("does not show a run that was never finished, and takes it out later")
  func unfinished() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    var recorder = HistoryRecorder(store, now: 1_700_000_000)
    for event in Night(marks: ["a": "f"]).events.dropLast() { try recorder.record(event) }
    #expect(try store.runs().isEmpty)
    #expect(throws: HistoryError.self) { try store.run(.latest) }
    func rows() throws -> Int? {
      try DatabaseQueue(path: folder.file).read {
        try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM run")
      }
    }
    #expect(try rows() == 1)
    try Night(marks: ["a": "p"], day: 1).record(in: store)
    #expect(try rows() == 2)
    try Night(marks: ["a": "p"], day: 3).record(in: store)
    #expect(try rows() == 2)
  }

  @Test("refuses what is no history of muster's, and says so")
  func foreign() throws {
    let folder = try HistoryFolder()
    #expect(throws: HistoryError.self) {
      try HistoryStore(path: folder.file, exists: false, mayCreate: false)
    }
    try DatabaseQueue(path: folder.file).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    #expect {
      _ = try folder.store()
    } throws: { error in
      (error as? HistoryError)?.message.contains("is a database, but no history") == true
    }
    let text = folder.path + "/text.db"
    try Data(String(repeating: "no database\n", count: 1_000).utf8).write(to: URL(filePath: text))
    #expect {
      _ = try HistoryStore(path: text, exists: true, mayCreate: true)
    } throws: { error in
      (error as? HistoryError)?.remedy.contains("a file that muster run --history made") == true
    }
  }

  @Test("tells each channel once of a change, and again where that failed")
  func announcements() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    func claim(_ run: HistoryRun?, _ channel: String = "env:A") throws -> HistoryChange {
      try store.claimChange(of: try #require(run), channel: channel, now: 0)
    }
    let first = try Night(marks: ["a": "f", "b": "p"]).record(in: store)
    // Nothing was known before, so all of it is new.
    let begin = try claim(first)
    #expect(begin.new.map(\.id) == ["a"])
    #expect(try claim(first).isEmpty)
    let second = try Night(marks: ["a": "f", "b": "f"], day: 1).record(in: store)
    let change = try claim(second)
    #expect(change.new.map(\.id) == ["b"])
    #expect(change.stillFailing == 1)
    try store.release(change, channel: "env:A", now: 0)
    #expect(try claim(second).new.map(\.id) == ["b"])
    // Another channel begins with what the run before found.
    #expect(try claim(second, "file:b").new.map(\.id) == ["b"])
    // What could not be judged is no news.
    let third = try Night(marks: ["a": "i", "b": "k"], day: 2).record(in: store)
    #expect(try claim(third).isEmpty)
    let fourth = try Night(marks: ["a": "p", "b": "p"], day: 3).record(in: store)
    #expect(try claim(fourth).fixed.map(\.id) == ["a"])
    #expect(try claim(fourth).isEmpty)
  }

  @Test("messages hold what changed, and nothing that Slack obeys")
  func messages() throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    let run = try #require(try Night(marks: ["a<!channel>&": "f"]).record(in: store))
    let change = try store.claimChange(of: run, channel: "c", now: 0)
    let slack = try JSONReader.read(ChangeMessage.slack.body(change), file: SourceFile(name: "s"))
      .root
    #expect(
      slack["text"]?.string?.contains("• new: GET /a&lt;!channel&gt;&amp; › answers: body-schema")
        == true)
    let json = try JSONReader.read(ChangeMessage.json.body(change), file: SourceFile(name: "j"))
      .root
    #expect(json["format"]?.string == "muster-change")
    try PublishedSchema("change").expect(ChangeMessage.json.body(change))
    #expect(json["new"]?.items.map { $0["id"]?.string ?? "" } == ["a<!channel>&"])
    #expect(json["run"]?["verdict"]?.string == "failed")
  }

  @Test("is shown as text, JSON and a page without scripts", arguments: HistoryFormat.allCases)
  func views(_ format: HistoryFormat) throws {
    let folder = try HistoryFolder()
    let store = try folder.store()
    for day in 0..<7 {
      try Night(
        marks: ["a": "p", "<b>": day % 2 == 0 ? "f" : "p", "c": "~", "d": "i"], day: day,
        latency: day == 6 ? 0.5 : 0.1
      ).record(in: store)
    }
    let run = try store.run(.latest)
    let runs = try store.runs(like: run)
    let cases = try store.oddCases(like: run, last: 10)
    let views: [HistoryView] = [
      .list(runs, size: 1), .flaky(cases, runs: runs.count),
      .show(
        run, try store.results(of: run), causes: try store.causes(of: run),
        obligations: try store.obligations(of: run), timings: try store.timings(of: run)),
      .compare(try store.compare(try store.run(.previous), run)),
      .trend(
        runs, medians: try store.medians(of: runs), drifts: try store.drifts(of: run, all: true),
        cases: cases),
    ]
    for view in views {
      let bytes = try view.bytes(format)
      let text = String(decoding: bytes, as: UTF8.self)
      switch format {
      case .json:
        let root = try JSONReader.read(bytes, file: SourceFile(name: "v")).root
        #expect(root["format"]?.string == "muster-history")
        #expect(root["report"]?.string == view.name)
        try PublishedSchema("history").expect(bytes)
      case .text:
        #expect(text.hasSuffix("\n"))
        #expect(text.split(separator: "\n").count > 1)
      case .html:
        #expect(text.hasPrefix("<!doctype html>"))
        #expect(text.contains("default-src 'none'; style-src 'sha256-"))
        #expect(!text.contains("<script") && !text.contains("style=") && !text.contains("<b>"))
        let style = text.split(separator: "<style>")[1].split(separator: "</style>")[0]
        #expect(text.contains("sha256-\(ContentHash.base64(String(style)))'"))
        if view.name == "trend" {
          #expect(text.components(of: "<svg").count == 3)
          #expect(text.contains(#"<path class="good" d="M0.0 "#))
        }
      }
    }
  }
}

extension String {
  /// Where a text occurs.
  fileprivate func components(of text: String) -> [Range<String.Index>] { ranges(of: text) }
}
