import Foundation
import Testing

/// The pages that teach by files and commands.
@Suite("Tutorials", .serialized) struct TutorialTests {
  static let pages = ["docs/suites.md", "docs/configuration.md"]

  /// `MUSTER_RECORD_GOLDENS=1` writes what the commands print into the page, and that run fails: a
  /// recording proves nothing.
  @Test("what a page shows is what happens", arguments: pages)
  func happens(_ path: String) async throws {
    let isRecorded = ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1"
    try await TutorialPage(path).check(isRecorded: isRecorded)
  }

  @Test("every file of a page is used on it", arguments: pages)
  func used(_ path: String) throws {
    let page = try TutorialPage(path)
    let commands = page.blocks.filter { $0.language == "console" }.map(\.text).joined()
    #expect(commands.split(separator: "\n").count { $0.hasPrefix("$ ") } >= 5)
    for block in page.blocks {
      // What is shown and neither a file nor a command is not proved.
      #expect(block.name != nil || block.language == "console", "\(block.text)")
      guard let name = block.name else { continue }
      let others = page.blocks.filter { $0.name != nil && $0.name != name }.map(\.text).joined()
      #expect(
        commands.contains(name) || others.contains(name) || name == "muster.yaml", "\(name)")
    }
  }
}
