import Foundation
import Testing

@Suite("muster replay", .serialized)
struct ReplayTests {
  private func record(_ arguments: [String]) async throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).har").path()
    _ = try await MusterProcess.run(
      ["run"] + RunTests.crm + ["--reference", "--quiet", "--report", "har=\(path)"] + arguments)
    return path
  }

  private static let definition = [RunTests.crm[0], "--overlay", "spec/crm/overlay.yaml"]

  @Test("the traffic of a good run breaks nothing, that of a bad one does")
  func judged() async throws {
    let good = try await record([])
    let outcome = try await MusterProcess.run(["replay", good] + Self.definition)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    let bad = try await record(["--fault", "wrong-type"])
    let failed = try await MusterProcess.run(["replay", bad] + Self.definition)
    #expect(failed.code == 1, "\(failed.output)\(failed.errors)")
    #expect(failed.output.contains("body-schema"), "\(failed.output)")
    for path in [good, bad] { try FileManager.default.removeItem(atPath: path) }
  }

  @Test("traffic of other hosts is nothing to judge")
  func foreign() async throws {
    let path = try await record([])
    let outcome = try await MusterProcess.run(
      ["replay", path] + Self.definition + ["--base-url", "http://other.example/v1"])
    #expect(outcome.code == 3, "\(outcome.output)\(outcome.errors)")
    try FileManager.default.removeItem(atPath: path)
  }
}
