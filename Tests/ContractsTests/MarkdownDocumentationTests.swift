import FoundationEssentials
import Testing

/// The page about markdown names what the reader says.
@Suite("Page about markdown")
struct MarkdownDocumentationTests {
  @Test func namesEveryCode() throws {
    let formats = Shared.package.appending(path: "Sources/Contracts/SpecFormats")
    let reader = formats.appending(path: "Markdown")
    let files =
      try FileManager.default.contentsOfDirectory(atPath: reader.path)
      .map { reader.appending(path: $0) }
      + ["SpecText.swift", "ForeignFormat.swift"].map { formats.appending(path: $0) }
    var codes: Set<String> = []
    for file in files {
      let text = String(decoding: try Shared.bytes(file), as: UTF8.self)
      for part in text.split(separator: "code: \"").dropFirst() {
        codes.insert(String(part.prefix { $0 != "\"" }))
      }
    }
    #expect(codes.count > 50)
    let page = String(
      decoding: try Shared.bytes(Shared.package.appending(path: "docs/markdown.md")), as: UTF8.self)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let cells = rows.compactMap { $0.split(separator: "|").first }
    let named = Set(
      cells.joined(separator: " ").split(separator: "`").map(String.init).filter {
        $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
      })
    let unnamed = codes.filter { !named.contains($0) }
    let invented = named.filter { !codes.contains($0) }
    #expect(unnamed.isEmpty && invented.isEmpty, "\(unnamed) lack a row, \(invented) have one")
  }
}
