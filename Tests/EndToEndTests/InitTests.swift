import Foundation
import Testing

@Suite("muster init", .serialized)
struct InitTests {
  /// What the definitions are, each with what is asked of it.
  static let specs: [String] =
    ["spec/crm/crm-b2b-co.md", "Tests/ContractsTests/Fixtures/shop-swagger2.yaml"]
    + [
      "crud.yaml", "crud-nested.yaml", "security-basic.yaml", "security-key-header.yaml",
      "security-oauth2.yaml", "formats.yaml", "header-parameters.yaml", "markdown.md",
      "openapi-3.1.yaml", "path-styles.yaml", "swagger-2.0.yaml", "strings.yaml",
    ].map { "Tests/EndToEndTests/Fixtures/mock/\($0)" }

  @Test("what it writes loads and passes against the mock", arguments: specs)
  func passes(_ spec: String) async throws {
    let folder = try Folder()
    // Without its overlay the founding contract lets a server answer `{}`, which muster doesn't.
    let words =
      [spec] + (spec.hasPrefix("spec/crm") ? ["--overlay", "spec/crm/overlay.yaml"] : [])
    let made = try await MusterProcess.run(["init", "-o", folder.path] + words)
    #expect(made.code == 0, "\(made.errors)")
    let environment = MockSpec(name: spec).environment
    let files = [
      "--suite", "\(folder.path)/suite.yaml", "--fixtures", "\(folder.path)/fixtures.yaml",
    ]
    let mock = try await MockProcess.start(words + ["--quiet"], environment: environment)
    let run = try await MusterProcess.run(
      ["run"] + words + ["--base-url", mock.url] + files, environment: environment)
    // The suite alone must find something out, and all of it hold.
    let alone = try await MusterProcess.run(
      ["run"] + words + ["--base-url", mock.url, "--derive", "none"] + files,
      environment: environment)
    _ = await mock.stop()
    #expect(run.code == 0, "\(run.output)\(run.errors)")
    #expect(alone.code == 0, "\(alone.output)\(alone.errors)")
  }

  @Test("the same definition gives the same files")
  func deterministic() async throws {
    let first = try Folder()
    let second = try Folder()
    for folder in [first, second] {
      let made = try await MusterProcess.run(["init", Self.specs[0], "-o", folder.path])
      #expect(made.code == 0, "\(made.errors)")
    }
    for name in ["suite.yaml", "fixtures.yaml"] {
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
