import Foundation
import Testing

/// What a run makes in a collection is looked for in its list.
@Suite("Lists of collections, end to end", .serialized)
struct ListingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String { defect?.rawValue ?? "an honest target" }
    var defect: ThingServer.Defect?
    var finding: String?
  }

  static let rows = [
    Row(defect: nil),
    Row(defect: .createdNotListed, finding: "not listed after it was created"),
    Row(defect: .deletedStillListed, finding: "still listed after it was deleted"),
  ]

  @Test("is there once it was created, and no longer once it was deleted", arguments: rows)
  func listed(_ row: Row) async throws {
    let spec = FileManager.default.temporaryDirectory
      .appending(path: "muster-things-\(UUID().uuidString).yaml").path()
    defer { try? FileManager.default.removeItem(atPath: spec) }
    try ThingServer.spec.write(toFile: spec, atomically: true, encoding: .utf8)
    let server = try ThingServer(row.defect)
    defer { withExtendedLifetime(server) {} }
    let outcome = try await MusterProcess.run([
      "run", spec, "--base-url", server.url, "--derive", "stateful", "--case", "*:lifecycle",
    ])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("6 requests"))
    let found = outcome.output.contains("! listed-after-create ")
    #expect(found == (row.finding != nil))
    if let finding = row.finding { #expect(outcome.output.contains("\(finding) at /things")) }
  }
}
