import Contracts
import Documents
import FoundationEssentials
import Testing

/// Comparing contracts: one small edit, exactly one change, in both families of formats.
@Suite("Diff")
struct DiffTests {
  static let folder = Shared.package.appending(path: "Tests/ContractsTests/Fixtures/diff")

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var family: String
    var old: String
    var new: String
    var changes: [String]
    var testDescription: String { "\(name) (\(family))" }
  }

  static let rows: [Row] = {
    do {
      return try readRows()
    } catch {
      Issue.record("the rows can't be read: \(error)")
      return []
    }
  }()

  private static func readRows() throws -> [Row] {
    let file = folder.appending(path: "rows.yaml")
    let table = try YAMLReader.read(Shared.bytes(file), file: SourceFile(name: file.path))
    var rows: [Row] = []
    for entry in table.array ?? [] {
      for family in ["swagger", "openapi"] {
        guard let cell = entry[family] else { continue }
        let base = String(
          decoding: try Shared.bytes(folder.appending(path: "\(family).yaml")), as: UTF8.self)
        var sides = ["old": base, "new": base]
        for edit in cell["edits"]?.array ?? [] {
          let side = edit["side"]?.string ?? ""
          sides[side] = edited(sides[side] ?? "", edit)
        }
        rows.append(
          Row(
            name: entry["name"]?.string ?? "", family: family, old: sides["old"] ?? "",
            new: sides["new"] ?? "",
            changes: (cell["changes"]?.array ?? []).compactMap(\.string)))
      }
    }
    return rows
  }

  private static func edited(_ text: String, _ edit: Value) -> String {
    let (old, new) = (edit["replace"]?.string ?? "", edit["with"]?.string ?? "")
    var parts = text.split(separator: old, omittingEmptySubsequences: false).map(String.init)
    if edit["every"]?.bool == true { return parts.joined(separator: new) }
    let place = edit["nth"]?.integer ?? 1
    guard parts.count > place else { return "the row replaces nothing" }
    let head = parts.prefix(place).joined(separator: old)
    parts.removeFirst(place)
    return head + new + parts.joined(separator: old)
  }

  /// Everything about a change in one line.
  static func line(_ change: ContractChange) -> String {
    let old = change.old.map { String($0.start.line) } ?? "-"
    let new = change.new.map { String($0.start.line) } ?? "-"
    let operations = change.operations.map(\.description).joined(separator: ", ")
    return "\(change.kind.id): \(change.message) @\(old)→\(new) \(operations)"
  }

  static func changes(_ old: String, _ new: String) throws -> [ContractChange] {
    ContractDiff.changes(
      from: try load(old, name: "old").contract, to: try load(new, name: "new").contract)
  }

  @Test(arguments: rows)
  func oneEditIsOneChange(_ row: Row) throws {
    let found = try Self.changes(row.old, row.new)
    #expect(found.map(Self.line) == row.changes)
    #expect(try Self.changes(row.new, row.new).map(Self.line) == [])
  }

  @Test func everyKindHasARow() {
    let found = Set(Self.rows.flatMap(\.changes).map { String($0.prefix { $0 != ":" }) })
    #expect(found == Set(AllChangeKinds.kinds.map(\.id)))
    #expect(AllChangeKinds.kinds.count == found.count, "two kinds have one id")
  }

  /// Both fixtures say the same in their own words.
  @Test func familiesAgree() throws {
    let contracts = try ["swagger", "openapi"].map {
      try Shared.load(Self.folder.appending(path: "\($0).yaml")).contract
    }
    let changes = ContractDiff.changes(from: contracts[0], to: contracts[1])
    #expect(changes.map(Self.line) == [])
  }

  /// The documentation lists exactly the kinds there are.
  @Test func kindsAreDocumented() throws {
    let bytes = try Shared.bytes(Shared.package.appending(path: "docs/diff.md"))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let documented = lines.filter { $0.hasPrefix("| `") }
    let wanted = AllChangeKinds.kinds.map {
      "| `\($0.id)` | \($0.severity.rawValue) | \($0.explanation) |"
    }
    #expect(documented == wanted)
  }

  @Test func circlesEnd() throws {
    let text = """
      swagger: '2.0'
      info: {title: t, version: '1'}
      paths:
        /a: {get: {responses: {'200': {description: d, schema: {$ref: '#/definitions/A'}}}}}
      definitions:
        A: {allOf: [{$ref: '#/definitions/B'}], properties: {b: {$ref: '#/definitions/B'}}}
        B: {properties: {a: {$ref: '#/definitions/A'}, c: {type: string}}}
      """
    let found = try Self.changes(
      text, text.replacing("c: {type: string}", with: "c: {type: integer}"))
    #expect(
      found.map(Self.line) == [
        "response-type-changed: `c` of the model `B` was string and is integer @7→7 GET /a"
      ])
  }

  @Test func listsAsTextJSONAndMarkdown() throws {
    let row = try #require(Self.rows.first { $0.name == "a type of answers widens" })
    let list = ChangeList(try Self.changes(row.old, row.new))
    #expect(
      list.text == """
        breaking: `id` of the model `Item` was integer and is number [response-type-widened]
            old:48 → new:48
            GET /items, POST /items
            values of a type may come that clients don't expect

        1 breaking, 0 non-breaking, 0 info

        """)
    #expect(
      JSONWriter.text(list.json) == #"{"format":"muster-diff","version":1,"summary":"#
        + #"{"breaking":1,"non-breaking":0,"info":0},"changes":[{"id":"response-type-widened","#
        + #""severity":"breaking","message":"`id` of the model `Item` was integer and is number","#
        + #""explanation":"values of a type may come that clients don't expect","#
        + #""old":{"file":"old","line":48,"column":12},"new":{"file":"new","line":48,"column":12},"#
        + #""operations":["GET /items","POST /items"]}]}"#)
    #expect(
      list.markdown == """
        1 breaking, 0 non-breaking, 0 info

        | Severity | Change | Old | New | Operations |
        | --- | --- | --- | --- | --- |
        | **breaking** | `id` of the model `Item` was integer and is number<br>`response-type-widened` | old:48 | new:48 | GET /items, POST /items |

        """)
    #expect(ChangeList([]).text == "no difference\n")
  }
}
