import Foundation
import Glibc
import Testing

/// Definitions as users give them: OpenAPI 3, of several files, from a URL.
@Suite("Definitions")
struct DefinitionTests {
  private static let head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n"

  /// Runs `body` with a folder of its own that holds these files, by their path in it.
  private func folder(
    _ files: [String: String], _ body: (String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    try await body(folder.path())
  }

  @Test("the founding contract as OpenAPI 3 is planned and passes as its rendering does")
  func theFoundingContract() async throws {
    let overlay = MusterProcess.root.appending(path: "spec/crm/overlay.yaml")
    let text = try String(contentsOf: overlay, encoding: .utf8)
      .replacingOccurrences(of: "$.definitions.", with: "$.components.schemas.")
      .replacingOccurrences(of: "#/definitions/", with: "#/components/schemas/")
    try await folder(["overlay.yaml": text]) { folder in
      let given = [
        "Tests/EndToEndTests/Fixtures/crm.openapi.yaml", "--overlay", "\(folder)/overlay.yaml",
        "--fixtures", "spec/crm/fixtures.yaml",
      ]
      let plan = try await MusterProcess.run(["plan"] + given)
      #expect(plan.errors == "" && plan.code == 0)
      #expect(plan.output == (try await MusterProcess.run(["plan"] + RunTests.crm)).output)
      let run = try await MusterProcess.run(
        ["run"] + given + ["--reference", "--require-coverage", "100%"])
      #expect(run.code == 0)
      #expect(run.output.contains("72 of 72"))
      #expect(run.output.contains("PASSED"))
    }
  }

  /// Whether an inventory has a line for an operation that reads, with its place.
  private static func shows(_ operation: String, at place: String, in output: String) -> Bool {
    output.split(separator: "\n").contains { line in
      line.hasPrefix("  \(operation) ") && line.hasSuffix(" read by method  \(place)")
    }
  }

  @Test("references to other files, in the folder and in one that was allowed")
  func severalFiles() async throws {
    let files = [
      "specs/api.yaml": Self.head + "paths: {/a: {$ref: paths/a.yaml}}\n",
      "specs/paths/a.yaml": "get: {responses: {'200': {$ref: '../../common/r.yaml#/ok'}}}\n",
      "common/r.yaml": "ok: {description: fine}\n",
    ]
    try await folder(files) { folder in
      let spec = "\(folder)/specs/api.yaml"
      let allowed = try await MusterProcess.run(
        ["show", spec, "--allow-ref-folder", "\(folder)/common"])
      #expect(allowed.code == 0 && allowed.errors == "")
      #expect(
        Self.shows("GET /a", at: "\(folder)/specs/paths/a.yaml:1:1", in: allowed.output))
      let refused = try await MusterProcess.run(["show", spec])
      #expect(refused.code == 2)
      #expect(
        refused.errors
          == "\(folder)/specs/paths/a.yaml:1:33: error: the reference `../../common/r.yaml`"
          + " leads out of the folder of the definition; put the file into `\(folder)/specs`, or allow"
          + " its folder with --allow-ref-folder [reference-outside]\n")
    }
  }

  @Test("a symbolic link doesn't lead out of the folder, nor does anything but a file open")
  func links() async throws {
    let files = [
      "out/secret.yaml": "get: {responses: {}}\n",
      "specs/link.yaml": Self.head + "paths: {/a: {$ref: l.yaml}}\n",
      "specs/folder.yaml": Self.head + "paths: {/a: {$ref: l/secret.yaml}}\n",
      "specs/pipe.yaml": Self.head + "paths: {/a: {$ref: p}}\n",
      "specs/inner.yaml": Self.head + "paths: {/a: {$ref: i.yaml}}\n",
      "specs/real.yaml": "get: {responses: {'200': {description: ok}}}\n",
    ]
    try await folder(files) { folder in
      let outside =
        "leads out of the folder of the definition; put the file into `\(folder)/specs`, or allow its"
        + " folder with --allow-ref-folder [reference-outside]\n"
      #expect(symlink("../out/secret.yaml", "\(folder)/specs/l.yaml") == 0)
      #expect(symlink("../out", "\(folder)/specs/l") == 0)
      #expect(symlink("real.yaml", "\(folder)/specs/i.yaml") == 0)
      #expect(mkfifo("\(folder)/specs/p", 0o600) == 0)
      for (name, message) in [
        ("link", "`l.yaml` \(outside)"), ("folder", "`l/secret.yaml` \(outside)"),
        (
          "pipe",
          "`p` leads to `\(folder)/specs/p`, which is no file; name a file [reference-no-file]\n"
        ),
      ] {
        let outcome = try await MusterProcess.run(["show", "\(folder)/specs/\(name).yaml"])
        #expect(outcome.code == 2)
        #expect(
          outcome.errors == "\(folder)/specs/\(name).yaml:3:20: error: the reference \(message)")
      }
      let inner = try await MusterProcess.run(["show", "\(folder)/specs/inner.yaml"])
      #expect(inner.code == 0)
    }
  }

  @Test("a definition from a URL, and its references only when they are allowed")
  func remote() async throws {
    let server = try LoopbackFiles([
      "/v1/api.yaml": .init(text: Self.head + "paths: {/a: {$ref: 'parts/a.yaml'}}\n"),
      "/v1/parts/a.yaml": .init(
        text: "get: {responses: {'200': {$ref: '../r.yaml#/ok'}}}\n"),
      "/v1/r.yaml": .init(text: "ok: {description: fine}\n"),
      "/moved": .init(status: "302 Found", headers: "Location: v1/api.yaml\r\n"),
      "/away": .init(status: "302 Found", headers: "Location: ftp://127.0.0.1/x\r\n"),
      "/round": .init(status: "302 Found", headers: "Location: /round\r\n"),
    ])
    let spec = "\(server.url)/v1/api.yaml"
    let refused = try await MusterProcess.run(["show", spec])
    #expect(refused.code == 2)
    #expect(
      refused.errors
        == "\(spec):3:20: error: the reference `parts/a.yaml` leads to the network; download"
        + " the file into the folder of the definition and refer to it there, or allow such references"
        + " with --allow-remote-refs [reference-network]\n")
    #expect(server.paths == ["/v1/api.yaml"])
    let allowed = try await MusterProcess.run(["show", spec, "--allow-remote-refs"])
    #expect(allowed.code == 0 && allowed.errors == "")
    #expect(Self.shows("GET /a", at: "\(server.url)/v1/parts/a.yaml:1:1", in: allowed.output))
    #expect(
      server.paths == ["/v1/api.yaml", "/v1/api.yaml", "/v1/parts/a.yaml", "/v1/r.yaml"])
    for (path, message) in [
      ("/none", "answers 404; check the URL"),
      ("/away", "is redirected to `ftp://127.0.0.1/x`; give that URL if it is right"),
      ("/round", "is redirected more than 5 times; check the URL"),
    ] {
      let outcome = try await MusterProcess.run(["show", server.url + path])
      #expect(outcome.code == 2)
      #expect(outcome.errors == "muster: error: the spec `\(server.url)\(path)` \(message)\n")
    }
    // References are relative to where it was in the end.
    let moved = try await MusterProcess.run(["show", "\(server.url)/moved", "--allow-remote-refs"])
    #expect(moved.code == 0 && moved.errors == "")
    #expect(server.paths.last == "/v1/r.yaml")
  }

  @Test("a local definition makes no connection, unless it may")
  func noConnection() async throws {
    let server = try LoopbackFiles(["/a.yaml": .init(text: "get: {responses: {}}\n")])
    try await folder([
      "api.yaml": Self.head + "paths: {/a: {$ref: '\(server.url)/a.yaml'}}\n"
    ]) { folder in
      let refused = try await MusterProcess.run(["show", "\(folder)/api.yaml"])
      #expect(refused.code == 2)
      #expect(refused.errors.contains("leads to the network"))
      #expect(server.paths == [])
      let allowed = try await MusterProcess.run(
        ["show", "\(folder)/api.yaml", "--allow-remote-refs"])
      #expect(allowed.code == 0)
      #expect(server.paths == ["/a.yaml"])
    }
  }
}
