import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `docs/openapi-dialects.md` names the row that proves each of its lines, and leaves no row out.
@Suite struct DialectDocumentTests {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../docs/openapi-dialects.md").path

  /// What stands in backticks in the last column of the tables, each line apart.
  static func lines() throws -> [(line: String, names: [String])] {
    let data = try #require(FileManager.default.contents(atPath: path))
    return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| "), line.hasSuffix(" |"), !line.hasPrefix("| ---") else { return nil }
      guard let cell = line.dropLast(2).split(separator: "|").last, cell != " Rows" else {
        return nil
      }
      let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
      let names = parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
      return (String(line), names)
    }
  }

  static var rows: Set<String> {
    let all =
      OpenAPIDialectTests.both + OpenAPIDialectTests.unknownWords + OpenAPIDialectTests.single
      + OpenAPIDialectTests.differences + OpenAPIDialectTests.references
    let refusals = OpenAPIDialectTests.refusals + OpenAPIDialectTests.moreRefusals
    return Set(all.map(\.name)).union(refusals.map(\.name))
  }

  @Test func everyLineIsProved() throws {
    let lines = try Self.lines()
    #expect(lines.count > 30)
    for line in lines { #expect(!line.names.isEmpty, "\(line.line)") }
  }

  @Test func everyNameIsARow() throws {
    let named = Set(try Self.lines().flatMap(\.names))
    #expect(named.subtracting(Self.rows).sorted() == [])
  }

  @Test func everyRowIsNamed() throws {
    let named = Set(try Self.lines().flatMap(\.names))
    #expect(Self.rows.subtracting(named).sorted() == [])
  }
}
