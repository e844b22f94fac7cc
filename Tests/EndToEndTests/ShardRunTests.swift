import Foundation
import Glibc
import Testing

/// Shards that are run and merged, beside the run as a whole.
@Suite("Sharded runs", .serialized)
struct ShardRunTests {
  static let environment = [
    "MUSTER_CLIENT_ID": "tester", "MUSTER_CLIENT_SECRET": "same-secret",
    "MUSTER_CLOCK": "fixed:1767225600",
  ]

  /// What the target makes up anew in every answer must not decide what is compared.
  private func crm(_ folder: String) throws -> [String] {
    let path = MusterProcess.root.appending(path: "spec/crm/fixtures.yaml")
    let text = try String(contentsOf: path, encoding: .utf8) + "\nredact: [X-Request-Id, Date]\n"
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/fixtures.yaml"))
    return [
      "spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--fixtures",
      "\(folder)/fixtures.yaml",
    ]
  }

  private func reports(_ folder: String, _ name: String) -> [String] {
    EventsTests.formats.flatMap { ["--report", "\($0)=\(folder)/\(name).\($0)"] }
  }

  /// Merges the shards' events and compares everything with the run as a whole.
  private func expectSame(
    _ folder: String, _ whole: MusterProcess.Outcome, shards: [String]
  ) async throws {
    // The order of the files says nothing.
    let merged = try await MusterProcess.run(
      ["merge"] + shards.reversed() + reports(folder, "merged"), environment: Self.environment)
    #expect(merged.code == whole.code, "\(merged.errors)")
    #expect(merged.output == whole.output)
    for format in EventsTests.formats {
      let one = try Data(contentsOf: URL(filePath: "\(folder)/whole.\(format)"))
      let other = try Data(contentsOf: URL(filePath: "\(folder)/merged.\(format)"))
      #expect(one == other, "\(format) of \(shards.count)")
    }
  }

  private func shard(
    _ index: Int, of total: Int, _ arguments: [String], _ folder: String
  ) async throws -> String {
    let path = "\(folder)/\(total)-\(index).ndjson"
    let outcome = try await MusterProcess.run(
      ["run"] + arguments + ["--shard", "\(index)/\(total)", "--report", "ndjson=\(path)"],
      environment: Self.environment)
    #expect([0, 1, 3].contains(outcome.code), "\(outcome.errors)")
    return path
  }

  /// A run as a whole, then in 1 to 8 shards against the same running target.
  private func compare(
    _ arguments: [String], in folder: String, totals: ClosedRange<Int>, code: Int32
  ) async throws {
    let whole = try await MusterProcess.run(
      ["run"] + arguments + reports(folder, "whole"), environment: Self.environment)
    #expect(whole.code == code, "\(whole.output.suffix(2000))\(whole.errors)")
    for total in totals {
      let shards = try await withThrowingTaskGroup(of: (Int, String).self) { group in
        for index in 1...total {
          group.addTask { (index, try await shard(index, of: total, arguments, folder)) }
        }
        var found: [Int: String] = [:]
        for try await (index, path) in group { found[index] = path }
        return (1...total).compactMap { found[$0] }
      }
      try await expectSame(folder, whole, shards: shards)
    }
  }

  @Test(
    "of the founding contract come to the same, byte for byte",
    arguments: [[], ["--fault", "wrong-type", "--fault", "token-not-checked"]])
  func founding(_ faults: [String]) async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try MusterProcess.start(["reference"] + faults, environment: Self.environment)
    let url = try #require(await server.firstLine(seconds: 20))
    let arguments =
      try crm(folder) + [
        "--base-url", url, "--safe", "--strictness", "strict", "--fail-on", "warning",
        "--require-coverage", "parameter=1%",
      ]
    try await compare(arguments, in: folder, totals: 1...8, code: faults.isEmpty ? 0 : 1)
    server.signal(SIGTERM)
    _ = await server.outcome(seconds: 20)
  }

  @Test("that change things come to the same, each against a target as it was at first")
  func changing() async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let arguments = try crm(folder) + ["--suite", "suites/crm/gate.yaml"]
    var port = "0"
    /// Runs against a new server in the same place.
    func fresh<Result>(
      _ body: (String) async throws -> Result
    ) async throws -> Result {
      let server = try MusterProcess.start(
        ["reference", "--port", port], environment: Self.environment)
      let url = try #require(await server.firstLine(seconds: 20))
      port = url.split(separator: ":").last.map(String.init) ?? "0"
      let result = try await body(url)
      server.signal(SIGTERM)
      _ = await server.outcome(seconds: 20)
      return result
    }
    let whole = try await fresh { url in
      try await MusterProcess.run(
        ["run"] + arguments + ["--base-url", url] + reports(folder, "whole"),
        environment: Self.environment)
    }
    #expect(whole.code == 0, "\(whole.output.suffix(2000))")
    var shards: [String] = []
    for index in 1...3 {
      shards.append(
        try await fresh { url in
          try await shard(index, of: 3, arguments + ["--base-url", url], folder)
        })
    }
    try await expectSame(folder, whole, shards: shards)
  }

  /// A definition with so many operations, a third of them changing something.
  private func made(_ operations: Int, in folder: String) throws -> String {
    let thing: [String: Any] = [
      "type": "object", "required": ["id", "name"],
      "properties": [
        "id": ["type": "integer", "minimum": 1], "name": ["type": "string", "minLength": 1],
        "size": ["type": "integer", "minimum": 0, "maximum": 100],
      ],
    ]
    func answer(_ schema: [String: Any]) -> [String: Any] {
      ["description": "ok", "content": ["application/json": ["schema": schema]]]
    }
    var paths: [String: Any] = [:]
    for number in 0..<operations / 2 {
      let list: [String: Any] = [
        "responses": ["200": answer(["type": "array", "items": thing])]
      ]
      let make: [String: Any] = [
        "requestBody": ["required": true, "content": ["application/json": ["schema": thing]]],
        "responses": ["201": answer(thing)],
      ]
      let one: [String: Any] = [
        "parameters": [
          ["name": "id", "in": "path", "required": true, "schema": ["type": "integer"]]
        ], "responses": ["200": answer(thing)],
      ]
      if number % 3 == 0 {
        paths["/things\(number)"] = ["get": list, "post": make]
      } else {
        paths["/things\(number)"] = ["get": list]
        paths["/things\(number)/{id}"] = ["get": one]
      }
    }
    let document: [String: Any] = [
      "openapi": "3.0.3", "info": ["title": "Made", "version": "1"], "paths": paths,
    ]
    let path = "\(folder)/made.json"
    let bytes = try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys])
    try bytes.write(to: URL(filePath: path))
    return path
  }

  /// All of them take minutes: `script/check-shards` asks for that.
  private static let thousandTotals =
    ProcessInfo.processInfo.environment["MUSTER_ALL_SHARDS"] == nil ? 4...4 : 1...8

  @Test(
    "of a large definition come to the same, byte for byte",
    arguments: [(200, 1...8), (1_000, Self.thousandTotals)])
  func large(_ operations: Int, _ totals: ClosedRange<Int>) async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = try made(operations, in: folder)
    try Data("muster: fixtures/1\nredact: [X-Request-Id, Date]\n".utf8).write(
      to: URL(filePath: "\(folder)/fixtures.yaml"))
    let server = try MusterProcess.start(["mock", path], environment: Self.environment)
    let url = try #require(await server.firstLine(seconds: 60))
    // What reads only: the shards run side by side against one server.
    let arguments = [
      path, "--base-url", url, "--fixtures", "\(folder)/fixtures.yaml", "--derive", "positive",
      "--safe",
    ]
    try await compare(arguments, in: folder, totals: totals, code: 0)
    server.signal(SIGTERM)
    _ = await server.outcome(seconds: 20)
  }

  @Test("of suites that read other files are foreign where those differ")
  func otherRows() async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let suite = "\(folder)/rows.yaml"
    try Data(
      """
      muster: suite/1
      name: rows
      derive: []
      cases:
        - id: accounts
          data: {file: rows.csv}
          steps: [{call: GET /accounts, expect: 200}]
        - {id: again, steps: [{call: GET /accounts, expect: 200}]}
      """.utf8
    ).write(to: URL(filePath: suite))
    let arguments = try crm(folder) + ["--reference", "--suite", suite, "--derive", "none"]
    func rows(_ text: String) throws {
      try Data("name,nit\nfirst,\(text)\n".utf8).write(to: URL(filePath: "\(folder)/rows.csv"))
    }
    try rows("1")
    let one = try await shard(1, of: 2, arguments, folder)
    try rows("2")
    let two = try await shard(2, of: 2, arguments, folder)
    let merged = try await MusterProcess.run(["merge", one, two])
    #expect(merged.code == 2)
    #expect(merged.errors.contains("is a shard of another run than"), "\(merged.errors)")
  }

  @Test("say of what is missing, doubled, foreign or cut off which file it is and what to do")
  func mistakes() async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let arguments = try crm(folder) + ["--reference", "--derive", "positive", "--safe"]
    let one = try await shard(1, of: 2, arguments, folder)
    let two = try await shard(2, of: 2, arguments, folder)
    let other = try await shard(2, of: 2, arguments + ["--seed", "9"], "\(folder)")
    _ = try await shard(2, of: 2, arguments, folder)
    #expect(other == two)
    let foreign = "\(folder)/foreign.ndjson"
    _ = try await MusterProcess.run(
      ["run"] + arguments + ["--seed", "9", "--shard", "2/2", "--report", "ndjson=\(foreign)"],
      environment: Self.environment)
    let judged = "\(folder)/judged.ndjson"
    _ = try await MusterProcess.run(
      ["run"] + arguments + [
        "--fail-on", "warning", "--shard", "2/2", "--report", "ndjson=\(judged)",
      ], environment: Self.environment)
    let whole = "\(folder)/whole.ndjson"
    _ = try await MusterProcess.run(
      ["run"] + arguments + ["--report", "ndjson=\(whole)"], environment: Self.environment)
    let cut = "\(folder)/cut.ndjson"
    let text = try String(contentsOfFile: two, encoding: .utf8)
    try Data(text.utf8.prefix(text.utf8.count - 2000)).write(to: URL(filePath: cut))

    let rows: [(files: [String], text: String)] = [
      ([one], "shard 2 of 2 is missing beside \(one); run with --shard 2/2"),
      ([one, two, two], "\(two) is shard 2 of 2, and so is \(two); leave one of the two out"),
      (
        [one, foreign], "\(foreign) is a shard of another run than \(one): the seed is 9 and not 0"
      ),
      (
        [one, judged],
        "\(judged) is judged by other rules than \(one); run all shards with the same"
      ),
      ([one, whole], "\(whole) is a whole run and no shard of one; render it with muster report"),
      ([one, cut], "the events of \(cut) end before their run does; run this shard again"),
      ([one, "\(folder)/no.ndjson"], "no.ndjson` does not exist"),
    ]
    for row in rows {
      let merged = try await MusterProcess.run(
        ["merge"] + row.files + ["--report", "junit=\(folder)/no.xml"])
      #expect(merged.code == 2)
      #expect(merged.errors.contains(row.text), "\(merged.errors)")
      // What is missing at the end only is noticed when the rest was told.
      #expect(merged.output.isEmpty || row.files.contains(cut))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/no.xml"))
    }
    let sound = try await MusterProcess.run(["merge", two, one, "--format", "json"])
    #expect(sound.code == 0, "\(sound.errors)")
    #expect(sound.output.contains("\"verdict\":\"passed\""))
  }

  @Test("to which no case falls pass, and leave the verdict to the others")
  func idle() async throws {
    let folder = try EventsTests.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let spec = "\(folder)/pings.yaml"
    try Data(HistoryRunTests.spec.utf8).write(to: URL(filePath: spec))
    let server = try AnsweringServer { _, _ in (200, #"{"ok":true}"#) }
    let arguments = [
      "run", spec, "--base-url", server.url, "--derive", "positive", "--require-coverage", "100%",
    ]
    var codes: [Int32] = []
    var texts = ""
    var shards: [String] = []
    // Two cases in four parts.
    for index in 1...4 {
      shards.append("\(folder)/\(index).ndjson")
      let outcome = try await MusterProcess.run(
        arguments + [
          "--shard", "\(index)/4", "--report", "ndjson=\(shards[index - 1])", "--report",
          "html=\(folder)/\(index).html",
        ])
      codes.append(outcome.code)
      texts += outcome.output
    }
    #expect(codes == [0, 0, 0, 0], "\(texts)")
    #expect(texts.contains("nothing of the plan falls to this shard"), "\(texts)")
    let merged = try await MusterProcess.run(["merge"] + shards)
    #expect(merged.code == 0, "\(merged.output)")
    #expect(merged.output.contains("all 2 judged cases passed"))
    for option in [["--update-baseline", "--baseline", "\(folder)/b"], ["--shard", "5/4"]] {
      let refused = try await MusterProcess.run(arguments + ["--shard", "1/4"] + option)
      #expect(refused.code == 2)
    }
  }

  @Test("are listed by plan, and say on the console which part they are")
  func listed() async throws {
    var cases = 0
    for index in 1...3 {
      let plan = try await MusterProcess.run(
        ["plan"] + RunTests.crm + ["--shard", "\(index)/3", "--derive", "positive"])
      #expect(plan.code == 0)
      let last = plan.output.split(separator: "\n").last?.split(separator: " ") ?? []
      cases += last.first.flatMap { Int($0) } ?? 0
      #expect(last.dropFirst().prefix(1) == ["of"])
      if index == 3 { #expect(last.dropFirst(2).first.flatMap { Int($0) } == cases) }
    }
    let run = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference", "--shard", "auto", "--derive", "positive"],
      environment: ["CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "3"])
    #expect(run.output.contains("shard 2 of 3 with "), "\(run.output)\(run.errors)")
    let silent = try await MusterProcess.run(
      ["plan"] + RunTests.crm + ["--derive", "positive"],
      environment: ["CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "3"])
    #expect(!silent.output.contains(" of "))
  }
}
