import Foundation
import Muster
import Testing

/// The library and the command, which must say the same.
@Suite("The library beside the command")
struct LibraryTests {
  private static let environment = [
    "MUSTER_CLIENT_ID": "lib", "MUSTER_CLIENT_SECRET": "library-secret",
  ]
  private static let arguments = [
    "run", "spec/crm/crm-b2b-co.md", "--overlay", "spec/crm/overlay.yaml", "--fixtures",
    "spec/crm/fixtures.yaml", "--safe",
  ]

  private static func test(_ url: String) -> ContractTest {
    var test = ContractTest(spec: "spec/crm/crm-b2b-co.md", baseURL: url)
    test.overlays = ["spec/crm/overlay.yaml"]
    test.fixtures = "spec/crm/fixtures.yaml"
    test.isSafe = true
    test.environment = environment
    return test
  }

  @Test("judges alike, and takes the baseline that the command wrote")
  func alike() async throws {
    let baseline = NSTemporaryDirectory() + "library-\(UInt64.random(in: .min ... .max)).yaml"
    defer { try? FileManager.default.removeItem(atPath: baseline) }
    let server = try MusterProcess.start(
      ["reference", "--port", "0", "--fault", "wrong-type"], environment: Self.environment)
    let url = try #require(await server.firstLine(seconds: 20))
    let command = try await MusterProcess.run(
      Self.arguments + [
        "--base-url", url, "--format", "json", "--baseline", baseline, "--update-baseline",
      ], environment: Self.environment)
    #expect(command.code == 1)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
    let counts = try #require(document["counts"] as? [String: Any])
    var test = Self.test(url)
    let report = try await test.run()
    #expect(report.verdict == .failed)
    #expect(report.counts.passed == counts["passed"] as? Int)
    #expect(report.counts.failed == counts["failed"] as? Int)
    #expect(report.counts.skipped == counts["skipped"] as? Int)
    #expect(report.counts.warnings == counts["warnings"] as? Int)
    #expect(report.counts.failed > 0)

    test.baseline = baseline
    let known = try await test.run()
    #expect(known.isPassed, "\(known)")
    #expect(known.failures.isEmpty)
    #expect(known.knownFailures.count == report.failures.count)
    #expect(known.counts.known == report.counts.failed)

    // What the target no longer does is to be taken out.
    test.skippedChecks = []
    test.baseline = nil
    server.signal(SIGTERM)
    _ = await server.outcome(seconds: 20)
    let mended = try MusterProcess.start(
      ["reference", "--port", "0"], environment: Self.environment)
    test.baseURL = try #require(await mended.firstLine(seconds: 20))
    test.baseline = baseline
    test.isSafe = false
    let stale = try await test.run()
    mended.signal(SIGTERM)
    _ = await mended.outcome(seconds: 20)
    #expect(stale.verdict == .failed)
    #expect(stale.obstacles.first?.contains("not seen any more") == true, "\(stale.obstacles)")
  }
}
