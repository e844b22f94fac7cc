internal import Documents
internal import Markup

/// CSV (RFC 4180): a table whose rows are as wide as its header, or a refusal with a place; written with
/// every cell in quotes and read again, the table is the same.
enum CSVTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    let file = SourceFile(name: "fuzz.csv")
    let lines = Places.lineCount(bytes)
    let table: CSVTable
    do {
      table = try CSVReader.read(bytes, file: file)
    } catch {
      Places.checkRefusal(error, lines: lines)
      return .tried
    }
    hold(table.rows.allSatisfy { $0.count == table.header.count }, "a row of another width")
    for cell in table.header + table.rows.joined() { Places.check(cell.range, lines: lines) }
    let written = ([table.header] + table.rows).map { row in
      row.map { cell in
        "\""
          + cell.text.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"") + "\""
      }.joined(separator: ",")
    }.joined(separator: "\r\n")
    let again = try? CSVReader.read(Array(written.utf8), file: file)
    hold(
      again?.header.map(\.text) == table.header.map(\.text)
        && again?.rows.map { $0.map(\.text) } == table.rows.map { $0.map(\.text) },
      "another table after writing")
    return .tried
  }
}

/// XML that an answer may hold, asked by XPath: within its bounds, and the same answer the second time.
///
/// Input: the path up to the first line feed, the document.
enum XPathTarget {
  static func run(_ bytes: [UInt8]) -> FuzzTarget.Outcome {
    let head = bytes.prefix { $0 != 0x0A }
    guard let text = String(validating: head, as: UTF8.self) else { return .uninteresting }
    let path: XPath
    do {
      path = try XPath(text)
    } catch {
      return .tried
    }
    let source = Array(bytes.dropFirst(head.count + 1))
    let lines = Places.lineCount(source)
    do throws(InvalidInput) {
      let tree = try XMLTree(source, file: SourceFile(name: "fuzz.xml"))
      hold(answer(tree, path) == answer(tree, path), "the second time differs")
    } catch {
      hold(error.diagnostics.contains { $0.severity == .error }, "no error in \(error)")
      for diagnostic in error.diagnostics { Places.check(diagnostic.range, lines: lines) }
    }
    return .tried
  }

  private static func answer(_ tree: borrowing XMLTree, _ path: XPath) -> String {
    do {
      return "\(try tree.find(path))"
    } catch {
      return "\(error)"
    }
  }
}
