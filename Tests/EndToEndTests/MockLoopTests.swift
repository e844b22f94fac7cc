import Foundation
import Testing

/// The runner and the mock held against each other: what the one sends the other takes, what the one
/// answers the other accepts.
@Suite("muster run against muster mock", .serialized)
struct MockLoopTests {
  @Test("there are many definitions, one feature each")
  func count() {
    #expect(MockSpec.all.count >= 40)
  }

  /// Refusals of a request that is not as the contract wants it.
  private static let complaints: Set<Int> = [400, 406, 413, 415, 422]

  @Test("is clean at strict, and sends nothing invalid but negatives", arguments: MockSpec.all)
  func clean(_ spec: MockSpec) async throws {
    let record = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).har").path()
    defer { try? FileManager.default.removeItem(atPath: record) }
    let mock = try await MockProcess.start(
      [spec.path, "--quiet", "--record", record] + spec.fixtures,
      environment: spec.environment)
    let words =
      ["run", spec.path, "--base-url", mock.url, "--strictness", "strict"] + spec.fixtures
    let all = try await MusterProcess.run(words, environment: spec.environment)
    // The same mock again, by what must be valid alone; what is there by now does not matter.
    let valid = try await MusterProcess.run(
      words + ["--derive", "positive,boundary,stateful", "--header", "X-Phase: valid"],
      environment: spec.environment)
    let stopped = await mock.stop()

    #expect(stopped.code == 0, "\(stopped.errors)")
    #expect(all.code == 0, "\(all.output)\(all.errors)")
    #expect(!all.output.contains("\nWarnings "), "\(all.output)")
    #expect([0, 1, 3].contains(valid.code), "\(valid.errors)")
    let sent = try Archive(path: record).entries.filter { $0.headers["x-phase"] == "valid" }
    #expect(!sent.isEmpty)
    for entry in sent where Self.complaints.contains(entry.status) {
      Issue.record("\(entry.method) \(entry.url) was refused with \(entry.status)")
    }
  }
}
