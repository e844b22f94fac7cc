import Foundation
import Testing

/// The README's transcripts are what muster prints.
@Suite("README")
struct ReadmeTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Which of the README's text blocks.
    var block: Int
    var arguments: [String]
  }

  static let rows: [Row] = [
    Row(
      testDescription: "demo", block: 0,
      arguments: ["--suite", "suites/crm/gate.yaml", "--reference"]),
    Row(
      testDescription: "broken target", block: 1,
      arguments: [
        "--reference", "--fault", "wrong-type", "--fault", "error-body-missing", "--fault",
        "token-not-checked",
      ]),
  ]

  @Test("its transcripts are true", arguments: rows)
  func transcript(_ row: Row) async throws {
    let readme = try String(
      contentsOf: MusterProcess.root.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```text\n").dropFirst().map { part in
      part.components(separatedBy: "\n```").first ?? ""
    }
    let shown = try #require(blocks.indices.contains(row.block) ? blocks[row.block] : nil)
    let outcome = try await MusterProcess.run(["run"] + RunTests.crm + row.arguments)
    #expect(plain(outcome.output) == plain(shown))
  }

  /// Without the command line, the port and the time, which differ from run to run.
  private func plain(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
      .drop { $0.hasPrefix("$") || $0.hasPrefix("    --") }
      .map { line in
        line.replacing(#/127\.0\.0\.1:[0-9]+/#, with: "127.0.0.1:PORT")
          .replacing(#/· [0-9.,]+ m?s,/#, with: "· TIME,")
          .replacing(#/client_cred[a-z]*…/#, with: "client_cred…")
      }
  }
}
