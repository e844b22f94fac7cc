import Foundation
import Testing

/// A failure that only a made-up value shows is shown by the smallest such request.
@Suite("Reduction, end to end", .serialized)
struct ReductionTests {
  static let identifier =
    "derived:GET /accounts/{accountId}/profiles:boundary:path.accountId:int64-minimum:/"

  private static func run(_ arguments: [String]) async throws -> MusterProcess.Outcome {
    try await MusterProcess.run(
      ["run"] + RunTests.crm + [
        "--reference", "--fault", "negative-id-crash", "--case", identifier,
      ] + arguments)
  }

  @Test("the example is the smallest id that crashes, and the case is repeated by its own id")
  func smallest() async throws {
    let junit = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).xml").path()
    defer { try? FileManager.default.removeItem(atPath: junit) }
    let outcome = try await Self.run(["--report", "junit=\(junit)"])
    #expect(outcome.code == 1)
    let text = try String(contentsOfFile: junit, encoding: .utf8)
    #expect(text.contains(#/example    made as small as may be with \d+ requests/#))
    let summary = try #require(outcome.output.components(separatedBy: "Failures\n").last)
    #expect(summary.contains("/accounts/-1/profiles"))
    #expect(summary.contains(#/made as small as may be with \d+ requests/#))
    #expect(summary.contains("--case '\(Self.identifier)'"))
    #expect(outcome.output.contains("1 failed"))
  }

  @Test("as many requests as are allowed, or none at all")
  func bounded() async throws {
    let none = try await Self.run(["--max-shrinks", "0"])
    #expect(none.code == 1)
    #expect(none.output.contains("2 requests"), "one for the token")
    #expect(!none.output.contains("made "))
    let one = try await Self.run(["--max-shrinks", "1"])
    #expect(one.code == 1)
    #expect(one.output.contains("3 requests"))
    #expect(one.output.contains("made smaller with 1 request, and more would be needed"))
  }
}
