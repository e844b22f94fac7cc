import Foundation
import Glibc
import Testing

@Suite("Config") struct ConfigTests {
  static let spec = """
    openapi: 3.1.0
    info: { title: Pets, version: "1" }
    paths:
      /pets:
        get: { responses: { "200": { description: ok } } }
        post: { responses: { "201": { description: ok } } }
    """

  @Test("what it says", arguments: rows) func says(_ row: Row) async throws {
    let folder = try ConfigFolder()
    try folder.write("muster: config/1\nspec: pets.yaml\n\(row.config)\n", "muster.yaml")
    try folder.write(Self.spec, "pets.yaml")
    for name in ["below/that", "repository/inside", "repository/.git", "spelt"] {
      try folder.makeFolder(name)
    }
    try folder.write("", "spelt/muster.yml")
    let environment = row.environment.mapValues {
      $0.replacingOccurrences(of: "HERE", with: folder.path)
    }
    let outcome = try await MusterProcess.run(
      row.arguments, environment: environment, in: URL(filePath: "\(folder.path)/\(row.place)"))
    #expect(outcome.code == row.code, "\(outcome.output)\(outcome.errors)")
    for text in row.output { #expect("\n\(outcome.output)".contains(text), "\(outcome.output)") }
    for text in row.noOutput {
      #expect(!"\n\(outcome.output)".contains(text), "\(outcome.output)")
    }
    for text in row.errors { #expect(outcome.errors.contains(text), "\(outcome.errors)") }
    for text in row.noErrors { #expect(!outcome.errors.contains(text), "\(outcome.errors)") }
  }

  @Test("a header's value from the environment is in no report")
  func header() async throws {
    let folder = try ConfigFolder()
    try folder.write(
      """
      muster: config/1
      spec: pets.yaml
      mock: true
      header: "X-Api-Key: ${PETS_KEY}"
      report: { json: report.json, html: [report.html] }
      """, "muster.yaml")
    try folder.write(Self.spec, "pets.yaml")
    try folder.makeFolder("below")
    let outcome = try await MusterProcess.run(
      ["run"], environment: ["PETS_KEY": "hunter2"], in: URL(filePath: "\(folder.path)/below"))
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    for name in ["report.json", "report.html"] {
      let text = try folder.text(name)
      #expect(!text.contains("hunter2"))
    }
  }

  @Test(
    "one that somebody else put there is refused, until it is named",
    .enabled(if: geteuid() == 0, "only root can give files away"))
  func owner() async throws {
    let folder = try ConfigFolder()
    try folder.write("muster: config/1\nspec: pets.yaml\nderive: none\n", "muster.yaml")
    try folder.write(Self.spec, "pets.yaml")
    try folder.makeFolder("below")
    try #require(chown("\(folder.path)/muster.yaml", 12345, 12345) == 0)
    let place = URL(filePath: "\(folder.path)/below")
    let refused = try await MusterProcess.run(["plan"], in: place)
    #expect(refused.code == 2)
    #expect(refused.errors.contains("the config `../muster.yaml` belongs to another user"))
    let named = try await MusterProcess.run(["plan", "--config", "../muster.yaml"], in: place)
    #expect(named.code == 0, "\(named.errors)")
    // Who owns the working directory may.
    try #require(chown(place.path, 12345, 12345) == 0)
    #expect(try await MusterProcess.run(["plan"], in: place).code == 0)
  }

  // MARK: Options and keys

  @Test("every option is a key of the config, and of its schema")
  func keys() async throws {
    let schema = ConfigSchema(dump: try await CommandDump.load())
    try Self.compare(schema.text, "spec/formats/config.schema.json")
    // A value that no option can have is complained about for each key, and no key is unknown.
    let folder = try ConfigFolder()
    var text = "muster: config/1\n"
    var count = 0
    for option in schema.dump.options(of: "run") {
      text += "\(option.name): { a: { b: c } }\n"
      count += 1
    }
    text += "commands:\n"
    for (name, options) in schema.dump.commands
    where !ConfigSchema.strangers.contains(name) && !options.isEmpty {
      text += "  \(name):\n"
      for option in options {
        text += "    \(option.name): { a: { b: c } }\n"
        count += 1
      }
    }
    try folder.write(text, "muster.yaml")
    let outcome = try await MusterProcess.run(["plan"], in: URL(filePath: folder.path))
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == count)
    for line in lines { #expect(line.hasSuffix("[wrong-type]"), "\(line)") }
    #expect(count > 120)
  }

  @Test("no two keys have one environment variable, and none is another's")
  func variables() async throws {
    let dump = try await CommandDump.load()
    var names = dump.options(of: "run").map(\.name)
    for (command, options) in dump.commands { names += options.map { "\(command)-\($0.name)" } }
    #expect(Set(names).count == names.count)
    let others = [
      "token", "client-id", "client-secret", "user", "password", "api-key", "expired-token",
      "wrong-scope-token", "other-token", "clock", "config", "record-goldens",
    ]
    #expect(Set(names).isDisjoint(with: others))
  }

  @Test("the page lists every key") func page() async throws {
    let path = "docs/configuration.md"
    let schema = ConfigSchema(dump: try await CommandDump.load())
    let url = MusterProcess.root.appending(path: path)
    let page = try String(contentsOf: url, encoding: .utf8)
    let mark = "writes it anew. -->\n"
    let place = try #require(page.range(of: mark))
    try Self.compare(page[..<place.upperBound] + schema.table, path)
  }

  @Test("the schema holds of configs that are good, and not of others")
  func schema() async throws {
    let folder = try ConfigFolder()
    let made = try await MusterProcess.run(
      ["init", "Tests/EndToEndTests/Fixtures/mock/crud.yaml", "-o", folder.path])
    #expect(made.code == 0, "\(made.errors)")
    let page = try TutorialPage("docs/configuration.md")
    for block in page.blocks {
      if let name = block.name, block.language == "yaml" {
        try folder.write(block.text, "page-\(name)")
      }
    }
    for (name, code) in [
      ("muster.yaml", Int32(0)), ("page-muster.yaml", 0), ("page-unset.yaml", 0),
      ("page-mistaken.yaml", 1), ("fixtures.yaml", 1),
    ] {
      let outcome = try await MusterProcess.run(
        ["validate", "--schema", "spec/formats/config.schema.json", "\(folder.path)/\(name)"])
      #expect(outcome.code == code, "\(name): \(outcome.output)\(outcome.errors)")
    }
  }

  /// Compares with a file of the project; `MUSTER_RECORD_GOLDENS=1` writes it, and that run fails.
  private static func compare(_ text: String, _ path: String) throws {
    let url = MusterProcess.root.appending(path: path)
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: url)
      Issue.record("\(path) was written: read it, then run again")
      return
    }
    let known = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    #expect(known == text, "\(path) is not what the options say; record it anew")
  }
}

/// A folder that is gone when the value goes.
final class ConfigFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/muster-config-\(UUID().uuidString)"
    try makeFolder(".")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)", withIntermediateDirectories: true)
  }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(path)/\(name)"), encoding: .utf8)
  }
}
