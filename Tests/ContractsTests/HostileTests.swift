import Contracts
import Documents
import Glibc
import Testing

/// Input that is meant to hurt: time stays linear, nothing crashes.
@Suite("Hostile definitions", .serialized)
struct HostileTests {
  static let head = "# T\n\n## Version: 1\n\n### /a\n\n#### GET\n\n"
  static let responses =
    "##### Responses\n\n| Code | Description |\n| ---- | ----------- |\n| 200 | OK |\n\n"
  static let parameters =
    "##### Parameters\n\n| Name | Located in | Description | Required | Schema |\n| - | - | - | - "
    + "| - |\n"
  static let models =
    "### Models\n\n#### M\n\n| Name | Type | Description | Required |\n| - | - | - | - |\n"

  static let newHead = "### [GET] /a\n\n"
  static let newBody = "#### Request Body\n\n| Required | Schema |\n| - | - |\n"
  static let authorizations = "# T\n\n## Version: 1\n\n### Available authorizations\n"

  private func rows(_ count: Int) -> String {
    (0..<count).map { "| p\($0) | string | text | No |\n" }.joined()
  }

  /// Seconds that the processor needs to load a text, whatever comes of it. The clock on the wall
  /// would also count what other threads and programs do meanwhile.
  private func seconds(_ text: String) -> Double {
    let bytes = Array(text.utf8)
    let start = Self.threadSeconds()
    _ = try? ContractLoader.load(bytes, file: SourceFile(name: "hostile"))
    return Self.threadSeconds() - start
  }

  private static func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  /// Their first byte is that of U+FFFD. A search that steps back to the start of a character finds
  /// it again and again.
  @Test(.timeLimit(.minutes(1)), arguments: ["，", "，\u{FFFD}", "\u{FFFD}，", "ｗ\u{FFFD}，\u{FFFD}"])
  func charactersThatBeginLikeTheReplacement(_ text: String) throws {
    let loaded = try load(Self.head + Self.responses + "x\u{FFFD}\n\n" + text + "\n")
    let lost = loaded.diagnostics.filter { $0.code == "replacement-character" }
    #expect(lost.count == (text.unicodeScalars.contains("\u{FFFD}") ? 2 : 1))
    let second = text.unicodeScalars.firstIndex(of: "\u{FFFD}").map {
      text.unicodeScalars[..<$0].count + 1
    }
    #expect(lost.count < 2 || lost.last?.range?.start.column == second)
  }

  @Test func aHundredThousandRows() throws {
    let text = Self.head + Self.responses + Self.models + rows(100_000)
    let loaded = try load(text)
    // Numbers only: a failing expectation prints all the values in it.
    let count = loaded.contract.models.first?.properties.count
    let line = loaded.contract.models.first?.properties.last?.range?.start.line
    #expect(count == 100_000)
    #expect(line == 100_020)
  }

  @Test func aHundredThousandParameters() throws {
    let rows = (0..<100_000).map { "| p\($0) | query | text | No | string |\n" }.joined()
    let loaded = try load(Self.head + Self.parameters + rows + "\n" + Self.responses)
    let count = loaded.contract.operations.first?.parameters.count
    #expect(count == 100_000)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var unit: String
    var before = ""
    var after = ""
    var testDescription: String { name }

    func text(_ count: Int) -> String {
      before + String(repeating: unit, count: count) + after
    }
  }

  static let growing = [
    Row(name: "rows", unit: "| p | string | text | No |\n", before: head + responses + models),
    Row(
      name: "rows without an end", unit: "| p | string | text\n",
      before: head + responses + models),
    Row(name: "rows that hardly begin", unit: "| p\n", before: head + responses + models),
    Row(
      name: "rows with odd ends", unit: "| p | string | text | Maybe |\n",
      before: head + responses + models),
    Row(
      name: "parameters", unit: "| p | query | text | No | string |\n", before: head + parameters,
      after: responses),
    Row(name: "gaps", unit: "| p | string | text | No |\n\n", before: head + responses + models),
    Row(name: "blank lines", unit: "\n", before: head + responses),
    Row(name: "bars", unit: "|", before: head + parameters + "| a"),
    Row(name: "backslashes", unit: "\\", before: head + parameters + "| a", after: " |"),
    Row(name: "surplus cells", unit: " x |", before: head + parameters + "|"),
    Row(name: "headings", unit: "## x\n", before: head),
    Row(name: "paths without methods", unit: "### /x\n\ntext\n", before: head + responses),
    Row(name: "methods", unit: "#### GET\n\n", before: head + responses),
    Row(name: "operations", unit: "### /a\n\n#### GET\n\n" + responses, before: head + responses),
    Row(name: "fences", unit: "```\n", before: head + responses),
    Row(name: "fence of growing width", unit: "`", before: head + responses),
    Row(name: "comments without an end", unit: "<!-- x\n", before: head + responses),
    Row(name: "models titles", unit: "### Models\n\n", before: head + responses),
    Row(name: "models", unit: "#### M\n\n", before: head + responses + models),
    Row(name: "separators", unit: "| - | - |\n", before: head + responses),
    Row(name: "headers", unit: "| Name | Type |\n", before: head + responses),
    Row(name: "bold", unit: "**", before: head),
    Row(name: "bold lines", unit: "**Summary:** x\n", before: head),
    Row(name: "a long line", unit: "word ", before: head),
    Row(
      name: "open brackets", unit: "[ ", before: head + parameters + "| a | query | | No | ",
      after: " |\n"),
    Row(
      name: "closed arrays", unit: "[ ] & ", before: head + parameters + "| a | query | | No | ",
      after: "x |\n"),
    Row(
      name: "open links", unit: "[a](", before: head + parameters + "| a | query | | No | ",
      after: " |\n"),
    Row(
      name: "open objects", unit: "{ **\"a\"**: ",
      before: head + parameters + "| a | query | | No | ", after: " |\n"),
    Row(
      name: "breaks", unit: "<br>", before: head + parameters + "| a | query | ",
      after: " | No | string |\n"),
    Row(name: "anchors", unit: "<a name=\"x\">", before: head + responses),
    Row(name: "version lines", unit: "**Version:** 1\n", before: "# T\n", after: head + responses),
    Row(name: "titles", unit: "T\n===\n", before: head + responses),
    Row(name: "closing marks", unit: "#", before: "# T", after: "\n" + head + responses),
    Row(
      name: "operations of OpenAPI 3", unit: "### [GET] /a\n**b**\n\nc\n\n" + responses,
      before: head + responses),
    Row(name: "bodies", unit: "#### Request Body\n\ntext\n", before: newHead),
    Row(
      name: "body titles before a table", unit: "#### Request Body\n\n| a | b |\n| - | - |\n",
      before: newHead),
    Row(name: "callbacks", unit: "#### Callback: a\n", before: newHead),
    Row(
      name: "requests of a callback", unit: "##### [POST] `{$url}`\n" + responses,
      before: newHead + responses + "#### Callback: a\n"),
    Row(name: "webhooks titles", unit: "### Webhooks\n", before: newHead + responses),
    Row(
      name: "webhooks", unit: "### [POST] a\n" + responses,
      before: newHead + responses + "### Webhooks\n"),
    Row(name: "tags", unit: "## a\ntext\n### [GET] /a\n" + responses, before: newHead + responses),
    Row(name: "tags without paths", unit: "---\n## a\n", before: newHead + responses),
    Row(
      name: "rules before titles", unit: "---\n", before: newHead + responses,
      after: "## Security\n### [GET] /b\n"),
    Row(
      name: "authorizations", unit: "#### a (HTTP, basic)\n", before: authorizations, after: newHead
    ),
    Row(
      name: "lines of an authorization", unit: "text\n",
      before: authorizations + "#### a (HTTP, basic)\n", after: newHead),
    Row(
      name: "scopes", unit: "- a: b\n", before: authorizations + "#### a (OAuth2, implicit)\n",
      after: newHead),
    Row(
      name: "servers", unit: "| `{a}`: default `b` |\n",
      before: "# T\n\n## Version: 1\n\n### Servers\n\n| URL |\n| --- |\n", after: newHead),
    Row(
      name: "media types", unit: "**a/b**: string<br>", before: newHead + newBody + "| Yes | ",
      after: " |\n"),
    Row(
      name: "media types without an end", unit: "<br>**a/", before: newHead + newBody + "| Yes | ",
      after: " |\n"),
    Row(name: "repeated cells", unit: " x |", before: newHead + newBody + "| Yes |", after: "\n"),
    Row(
      name: "values", unit: "\"a\", ",
      before: head + parameters + "| a | query | | No | string, <br>**Available values:** ",
      after: "\"b\" |\n"),
    Row(
      name: "values without an end", unit: "\"a ",
      before: head + parameters + "| a | query | | No | string, <br>**Available values:** ",
      after: " |\n"),
    Row(
      name: "defaults", unit: "<br>**Default:** a",
      before: head + parameters + "| a | query | | No | string, ", after: " |\n"),
    Row(
      name: "notes", unit: "<br>**Read-only**",
      before: head + responses + models + "| a | string | ",
      after: " | No |\n"),
    Row(
      name: "enumerations", unit: "<br>*Enum:* `1`, `2`",
      before: head + responses + models + "| a | string | ", after: " | No |\n"),
    Row(
      name: "code spans", unit: "`1`, ",
      before: head + responses + models + "| a | string | *Enum:* ", after: " | No |\n"),
    Row(
      name: "code spans without an end", unit: "`1",
      before: head + responses + models + "| a | string | *Enum:* ", after: " | No |\n"),
    Row(
      name: "headers in a cell", unit: "**A** (string): b<br>",
      before: head + responses.dropLast(1) + "| 201 | a<br>**Headers:**<br>", after: " |\n"),
    Row(
      name: "examples in a cell", unit: "**Example** (*a/b*):<br><pre>1</pre>",
      before: head + responses.dropLast(1) + "| 201 | a<br>", after: " |\n"),
    Row(
      name: "examples without an end", unit: "**Example** (*a/b*):<br><pre>1",
      before: head + responses.dropLast(1) + "| 201 | a<br>", after: " |\n"),
    Row(
      name: "links in a cell", unit: "**a**<br>b<br>Parameters {<br>}<br>",
      before: newHead
        + "#### Responses\n\n| Code | Description | Links |\n| - | - | - |\n| 200 | a | ",
      after: " |\n"),
    Row(name: "preformatted text", unit: "<pre>\n1</pre>\n", before: head + responses + models),
    Row(
      name: "preformatted text without an end", unit: "<pre>\n", before: head + responses + models),
    Row(
      name: "quoted operations", unit: "```\n### /x\n#### GET\n```\n", before: head + responses),
    Row(
      name: "quoted operations without an end", unit: "```\n### /x\n#### GET\n",
      before: head + responses),
    Row(name: "hard breaks", unit: "a\\\n", before: head),
    Row(
      name: "links around headings", unit: "[## a](", before: head + responses, after: "\n"),
    Row(name: "null responses", unit: "| 200 | x |\n", before: head + responses.dropLast(1)),
  ]

  /// Four times as much takes at most about four times as long; much more would be a square.
  @Test(arguments: growing)
  func timeGrowsLinearly(_ row: Row) {
    let small = seconds(row.text(1_000))
    let large = seconds(row.text(4_000))
    #expect(large < Swift.max(0.5, small * 9), "\(small) s, then \(large) s")
  }

  struct Bytes: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var testDescription: String { name }
  }

  static let odd = [
    Bytes(name: "every byte", bytes: Array(0...255)),
    Bytes(name: "byte order mark alone", bytes: [0xEF, 0xBB, 0xBF]),
    Bytes(name: "UTF-16 mark alone", bytes: [0xFF, 0xFE]),
    Bytes(name: "UTF-16, odd length", bytes: [0xFF, 0xFE, 0x23]),
    Bytes(name: "UTF-16 surrogates", bytes: [0xFE, 0xFF, 0xD8, 0x00, 0xD8, 0x00]),
    Bytes(name: "truncated UTF-8", bytes: Array("# a".utf8) + [0xE2, 0x82]),
    Bytes(name: "a bar", bytes: Array("|".utf8)),
    Bytes(name: "a hash", bytes: Array("#".utf8)),
    Bytes(name: "only a rule", bytes: Array("---".utf8)),
    Bytes(
      name: "only a table", bytes: Array("| Name | Located in | Required |\n| - | - | - |\n".utf8)),
    Bytes(name: "a path alone", bytes: Array("### /".utf8)),
    Bytes(name: "a method alone", bytes: Array("/\n---\n#### GET\n| Code |\n| - |\n|".utf8)),
  ]

  @Test(arguments: odd)
  func neverCrashes(_ row: Bytes) {
    do {
      _ = try ContractLoader.load(row.bytes, file: SourceFile(name: "odd"))
    } catch {
      #expect(error.diagnostics.contains { $0.severity == .error })
    }
  }

  @Test func utf16IsRead() throws {
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in (Self.head + Self.responses).utf16 {
      bytes += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    }
    let loaded = try ContractLoader.load(bytes, file: SourceFile(name: "wide"))
    #expect(loaded.contract.operations.map(\.id.description) == ["GET /a"])
    #expect(loaded.diagnostics.marks == ["utf-16@1"])
  }

  /// Every document that lacks one line of a good one, and every beginning of it.
  @Test func mutilatedDocuments() {
    let lines = PhoneBook.text.split(separator: "\n", omittingEmptySubsequences: false)
    for index in lines.indices {
      var fewer = lines
      fewer.remove(at: index)
      _ = try? load(fewer.joined(separator: "\n"))
      _ = try? load(lines[..<index].joined(separator: "\n"))
    }
  }

  /// Every value of a good document replaced by each type of value: it loads or says where it fails.
  @Test(arguments: ["Swagger 2.0": Swagger2Tests.full, "OpenAPI 3": OpenAPI3Tests.full])
  func wrongTypesEverywhere(_ format: String, _ text: String) throws {
    let document = try StructuredReader.read(Array(text.utf8), file: SourceFile(name: "full"))
    let wrong: [Value] = [
      .null, .array([]), .object([]), .string("x"), .integer(7), .bool(true), .array([.null]),
    ]
    var (loads, refusals) = (0, 0)
    for node in try JSONPath("$..*").nodes(in: document) {
      for value in wrong {
        let changed = Self.replacing(document, at: node.pointer.tokens[...], with: value)
        let place = changed[node.pointer]
        #expect(place.map { JSONWriter.text($0) } == JSONWriter.text(value))
        do {
          let contract = try load(JSONWriter.text(changed)).contract
          _ = (Vacuity(of: contract), ContractSchemas(contract: contract).compileAll())
          loads += 1
        } catch {
          #expect(error.diagnostics.contains { $0.severity == .error && $0.range != nil })
          refusals += 1
        }
      }
    }
    #expect(loads > 300 && refusals > 100, "\(loads) load, \(refusals) are refused")
  }

  private static func replacing(
    _ value: Value, at tokens: ArraySlice<String>, with other: Value
  ) -> Value {
    guard let first = tokens.first else { return other }
    switch value.kind {
    case .object(var members):
      members[first] = members[first].map { replacing($0, at: tokens.dropFirst(), with: other) }
      return .object(members)
    case .array(var items):
      guard let index = Int(first), items.indices.contains(index) else { return value }
      items[index] = replacing(items[index], at: tokens.dropFirst(), with: other)
      return .array(items)
    default: return value
    }
  }
}
