import Contracts
import FoundationEssentials
import Testing

@Suite("docs/requests.md")
struct RequestPageTests {
  @Test("has the text of every style, and no other")
  func table() throws {
    let bytes = try Shared.bytes(Shared.package.appending(path: "docs/requests.md"))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let cells = lines.filter { line in
      ["| path |", "| query |", "| header |", "| cookie |"].contains { line.hasPrefix($0) }
    }.flatMap { line -> [String] in
      let cells = line.split(separator: "|").map { $0.trimmingPrefix(" ") }
      guard cells.count == 7 else { return ["a row of \(cells.count) cells"] }
      let head = cells[0...1].joined() + (cells[2].hasPrefix("yes") ? "exploded" : "plain")
      return cells[3...].compactMap { cell in
        let text = cell.split(separator: "`")
        return text.count > 1 ? "\(head): \(text[0])" : nil
      }
    }
    let rows = StyleRows.standard.compactMap { row -> String? in
      guard let text = row.text, !text.isEmpty else { return nil }
      let notation = row.notation
      return "\(notation.location) \(notation.style) \(notation.isExploded ? "exploded" : "plain"):"
        + " \(text)"
    }
    #expect(cells == rows)
  }
}
