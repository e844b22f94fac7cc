import Foundation
import Testing

/// What the suite language can do, on the built-in server.
@Suite("Suites, end to end", .serialized)
struct SuiteLanguageTests {
  static let spec = [
    "spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--fixtures",
    "spec/crm/fixtures.yaml",
  ]
  static let suite = "Tests/EndToEndTests/Fixtures/suites/flow.yaml"
  static let environment = ["MUSTER_TEST_KEY": "hunter2-hunter2"]

  static func run(_ more: [String] = []) async throws -> MusterProcess.Outcome {
    try await MusterProcess.run(
      ["run"] + spec + ["--reference", "--suite", suite, "--verbose"] + more,
      environment: environment)
  }

  @Test("every form of case and step does what it says")
  func flow() async throws {
    let outcome = try await Self.run()
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    for line in [
      "✓ flow › each of these accounts is there [first]",
      "✓ flow › each of these accounts is there [second]",
      "✓ flow › a service that is added is there, and is put back",
      "✓ flow › a method that nobody documents is refused",
      "- flow › a failure that is known  it fails as expected until 2999-12-31",
      "- flow › not now  its condition does not hold",
    ] {
      #expect(outcome.output.contains(line), "\(line)")
    }
    #expect(!outcome.output.contains("hunter2"))
  }

  @Test("what a suite puts back is gone afterwards")
  func putBack() async throws {
    // Twice in one run: the second sees what the first left.
    let outcome = try await Self.run(["--case", "flow:service", "--suite", "suites/crm/gate.yaml"])
    #expect(outcome.output.contains("✓ flow › a service that is added is there"))
  }

  @Test("a profile selects what reads, and judges more strictly")
  func profile() async throws {
    let outcome = try await Self.run(["--profile", "reading"])
    #expect(outcome.output.contains("strictness strict"))
    #expect(
      outcome.output.contains(
        "- flow › a service that is added is there, and is put back  left out by the profile reading"
      ))
    // Its suite says that its effect is graver than a read's.
    #expect(
      outcome.output.contains("- flow › a method that nobody documents is refused  its effect is"))
  }

  @Test("an expected failure that is over fails the run")
  func expired() async throws {
    let outcome = try await MusterProcess.run(
      ["run"] + Self.spec + ["--reference", "--suite", Self.suite, "--case", "flow:known"],
      environment: Self.environment.merging(["MUSTER_CLOCK": "fixed:32503680000"]) { $1 })
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("the expected failure was to be mended by 2999-12-31"))
  }

  @Test("the plan shows the resolved steps, and no secret")
  func steps() async throws {
    let outcome = try await MusterProcess.run(
      ["plan"] + Self.spec + ["--suite", Self.suite, "--steps"], environment: Self.environment)
    #expect(outcome.code == 0)
    for line in [
      "      let number = \"0,0\"\n", "      shows REQ-12\n",
      "      1. setup: GET /accounts/profiles/{profileId}/services (before) → 200, own credential\n",
      "         body {\"serviceCollection\":[{\"partnum\":\"100105\"}]}\n",
      "         until 200, /serviceCollection contains {\"partnum\":\"100105\"}, asked at most 5 times,"
        + " every 0.05 s\n",
      "      4. teardown: DELETE /profiles/{profileId} → 200, own credential\n",
      "         raw method PATCH\n", "         without the header Accept\n",
      "         capture found from $.accountCollection[0].accountId\n",
    ] {
      #expect(outcome.output.contains(line), "\(line)")
    }
    #expect(!outcome.output.contains("hunter2"))
  }

  @Test("a suite may only name files in its folder")
  func outside() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "muster-suite-\(UUID().uuidString)")
    let inner = folder.appending(path: "inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "muster: suite/1\nname: o\n".write(
      to: folder.appending(path: "o.yaml"), atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      at: inner.appending(path: "link.yaml"),
      withDestinationURL: folder.appending(path: "o.yaml"))
    for (name, message) in [
      (
        "../o.yaml",
        "lies outside of the suite's folder; put it into the folder of the suite, or below"
      ),
      (
        "link.yaml",
        "lies outside of the suite's folder; put it into the folder of the suite, or below"
      ),
      ("https://h/o.yaml", "is no file in the suite's folder; write its path from this file"),
      ("none.yaml", "does not exist; check the path"),
    ] {
      let suite = inner.appending(path: "s.yaml")
      try "muster: suite/1\nname: s\ninclude: [\"\(name)\"]\n".write(
        to: suite, atomically: true, encoding: .utf8)
      let outcome = try await MusterProcess.run(
        ["plan"] + Self.spec + ["--suite", suite.path()])
      #expect(outcome.code == 2)
      #expect(
        outcome.errors.hasPrefix("\(suite.path()):3:11: error: the file `\(name)` \(message) ["),
        "\(outcome.errors)")
    }
  }
}
