import Foundation
import Testing

@Suite("muster init", .serialized)
struct InitTests {
  /// The founding contract through its overlay, besides which it stands as it is.
  static let refined = "spec/crm/../crm/crm-b2b-co.md"

  static let specs: [String] =
    [
      refined, "spec/crm/crm-b2b-co.md", "Tests/ContractsTests/Fixtures/shop-swagger2.yaml",
      "Tests/ContractsTests/Fixtures/diff/openapi.yaml",
    ]
    + [
      "crud.yaml", "crud-nested.yaml", "security-basic.yaml", "security-key-header.yaml",
      "security-oauth2.yaml", "formats.yaml", "header-parameters.yaml", "markdown.md",
      "openapi-3.1.yaml", "path-styles.yaml", "swagger-2.0.yaml", "strings.yaml",
    ].map { "Tests/EndToEndTests/Fixtures/mock/\($0)" }

  @Test("in the folder that it writes, run alone passes", arguments: specs)
  func passes(_ spec: String) async throws {
    let folder = try Folder()
    let words = spec == Self.refined ? [spec, "--overlay", "spec/crm/overlay.yaml"] : [spec]
    let made = try await MusterProcess.run(["init", "-o", folder.path] + words)
    #expect(made.code == 0, "\(made.errors)")
    let place = URL(filePath: folder.path)
    let run = try await MusterProcess.run(["run"], in: place)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    // The suite alone must find something out, and all of it hold.
    let alone = try await MusterProcess.run(["run", "--derive", "none"], in: place)
    #expect(alone.code == 0, "\(alone.output)\(alone.errors)")
    let plan = try await MusterProcess.run(["plan"], in: place)
    #expect(plan.code == 0, "\(plan.errors)")
    // What is written is tidy.
    let tidy = try await MusterProcess.run(
      ["format", "--check", "suite.yaml", "fixtures.yaml"], in: place)
    #expect(tidy.code == 0, "\(tidy.output)\(tidy.errors)")
  }

  @Test("what it writes passes against a mock that runs by itself, with its credentials")
  func passesElsewhere() async throws {
    let folder = try Folder()
    let spec = "Tests/EndToEndTests/Fixtures/mock/security-basic.yaml"
    let environment = MockSpec(name: spec).environment
    let mock = try await MockProcess.start([spec, "--quiet"], environment: environment)
    let made = try await MusterProcess.run(
      ["init", "-o", folder.path + "/new", "--base-url", mock.url, spec])
    #expect(made.code == 0, "\(made.errors)")
    let run = try await MusterProcess.run(
      ["run"], environment: environment, in: URL(filePath: folder.path + "/new"))
    _ = await mock.stop()
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains(mock.url))
  }

  @Test("the same definition gives the same files")
  func deterministic() async throws {
    let first = try Folder()
    let second = try Folder()
    for folder in [first, second] {
      let made = try await MusterProcess.run(["init", Self.specs[0], "-o", folder.path])
      #expect(made.code == 0, "\(made.errors)")
    }
    for name in ["muster.yaml", "suite.yaml", "fixtures.yaml"] {
      #expect(try first.text(name) == second.text(name))
      #expect(try !first.text(name).isEmpty)
    }
  }

  @Test("nothing is overwritten without --force, and nothing half written")
  func refuses() async throws {
    let folder = try Folder()
    try Data("mine".utf8).write(to: URL(filePath: folder.path + "/fixtures.yaml"))
    let words = ["init", Self.specs[1], "-o", folder.path]
    let refused = try await MusterProcess.run(words)
    #expect(refused.code == 2)
    #expect(
      refused.errors.contains(
        "`\(folder.path)/fixtures.yaml` is there already; give another folder with --output, or --force to overwrite it"
      ), "\(refused.errors)")
    #expect(try folder.text("fixtures.yaml") == "mine")
    #expect(throws: (any Error).self) { try folder.text("suite.yaml") }
    let forced = try await MusterProcess.run(words + ["--force", "--name", "my suite"])
    #expect(forced.code == 0, "\(forced.errors)")
    #expect(try folder.text("fixtures.yaml").contains("muster: fixtures/1"))
    #expect(try folder.text("suite.yaml").contains("name: my suite"))
  }

  /// A folder that is gone when the value goes.
  private final class Folder: Sendable {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.path + "/muster-init-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
    }
  }
}
