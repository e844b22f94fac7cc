import Foundation
import Testing

/// Definitions that are broken or meant to hurt: each loads, or ends with one line that says where and
/// exit code 2; none takes long, much memory, or a file of somebody else's.
@Suite("Hostile definitions, end to end", .serialized)
struct HostileSpecTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The file's name and what it holds.
    var file: String
    var content: @Sendable () -> [UInt8]
    /// The code of the one error; nil for a definition that loads.
    var error: String?

    init(
      _ name: String, _ file: String, error: String? = nil,
      _ content: @autoclosure @escaping @Sendable () -> String
    ) {
      testDescription = name
      self.file = file
      self.error = error
      self.content = { Array(content().utf8) }
    }

    init(_ name: String, _ file: String, error: String?, bytes: [UInt8]) {
      testDescription = name
      self.file = file
      self.error = error
      content = { bytes }
    }
  }

  /// Unoptimised code is ten to twenty times slower; the sizes are the ones to hold when it is optimised.
  static let scale: Int = {
    #if DEBUG
      20
    #else
      1
    #endif
  }()

  private static let head = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n"

  private static func paths(_ path: String = "/a", schema: String? = nil) -> String {
    let schema = schema.map { ", schema: \($0)" } ?? ""
    return "paths:\n  \(path):\n    get:\n      produces: [application/json]\n      responses:\n"
      + "        '200': {description: OK\(schema)}\n"
  }

  private static func nested(_ open: String, _ depth: Int, _ close: String) -> String {
    String(repeating: open, count: depth) + "{}" + String(repeating: close, count: depth)
  }

  private static func json(schema: String) -> String {
    #"{"swagger":"2.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"produces":["#
      + #""application/json"],"responses":{"200":{"description":"OK","schema":"# + schema + "}}}}}}"
  }

  private static let markdownHead = "# T\n\n## Version: 1\n\n"

  private static func operation(_ path: String) -> String {
    "### \(path)\n\n#### GET\n\n##### Parameters\n\n| Name | Located in | Description | Required | "
      + "Schema |\n| - | - | - | - | - |\n| id | query | The one | Yes | long |\n\n##### Responses\n\n"
      + "| Code | Description | Schema |\n| - | - | - |\n| 200 | OK | [M](#m) |\n\n"
  }

  private static let model =
    "### Models\n\n#### M\n\n| Name | Type | Description | Required |\n| - | - | - | - |\n"

  private static func bomb(_ levels: Int) -> String {
    "x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
      + (1...levels).map { level in
        let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
        return "x-\(level): &a\(level) [\(aliases)]\n"
      }.joined()
  }

  static let rows: [Row] = [
    Row(
      "aliases of aliases", "spec.yaml", error: "yaml-alias-expansion", head + paths() + bomb(12)),
    Row(
      "an alias inside its own anchor", "spec.yaml", error: "yaml-undefined-alias",
      head + paths() + "x-a: &a\n  b: *a\n"),
    Row(
      "a table of 100,000 rows", "spec.md",
      markdownHead + operation("/a") + model
        + (0..<(100_000 / scale)).map { "| p\($0) | string | text | No |\n" }.joined()),
    Row(
      "50 MB of operations", "spec.md",
      markdownHead + (0..<(200_000 / scale)).map { operation("/a\($0)") }.joined() + model
        + "| a | string |  | No |\n"),
    Row(
      "50 MB in one line", "spec.md",
      markdownHead + operation("/a") + String(repeating: "| a ", count: 12_500_000 / scale)),
    Row(
      "JSON nested 10,000 deep", "spec.json", error: "json-too-deep",
      json(schema: nested(#"{"items":"#, 10_000, "}"))),
    Row(
      "YAML nested 10,000 deep", "spec.yaml", error: "yaml-syntax",
      head + paths() + "x-a: " + String(repeating: "[", count: 10_000)
        + String(repeating: "]", count: 10_000)),
    Row(
      "a printed type nested 10,000 deep", "spec.md",
      markdownHead + operation("/a") + model + "| a | "
        + String(repeating: "[ ", count: 10_000) + "string"
        + String(repeating: " ]", count: 10_000) + " |  | No |\n"),
    Row(
      "YAML that is no UTF-8", "spec.yaml", error: "yaml-invalid-utf8",
      bytes: Array((head + "x-a: ").utf8) + [0xE9] + Array("\n\(paths())".utf8)),
    Row("empty", "spec.md", error: "spec-empty", ""),
    Row("binary", "spec.md", error: "spec-binary", bytes: Array(0...255)),
    Row(
      "a member named twice", "spec.yaml", error: "duplicate-member", head + paths() + paths("/b")),
    Row(
      "NO as a country code and unquoted status codes", "spec.yaml",
      head
        + "paths:\n  /a:\n    get:\n      produces: [text/plain]\n      parameters:\n        - {name: country, in: query, "
        + "type: string, enum: [NO, SE]}\n      responses:\n        200: {description: OK}\n"),
    Row(
      "templates that differ only in their names", "spec.yaml",
      head + "paths:\n  /a/{id}: &item\n    get:\n      responses: {'200': {description: OK}}\n"
        + "  /a/{name}: *item\n"),
    Row("dots in a path", "spec.yaml", head + paths("/a/../../b")),
    Row(
      "references in a circle", "spec.yaml", error: "reference-cycle",
      head + paths(schema: "{$ref: '#/definitions/A'}")
        + "definitions: {A: {$ref: '#/definitions/B'}, B: {$ref: '#/definitions/A'}}\n"),
    Row(
      "a model that holds itself", "spec.yaml",
      head + paths(schema: "{$ref: '#/definitions/A'}")
        + "definitions: {A: {type: object, properties: {a: {$ref: '#/definitions/A'}}}}\n"),
    Row(
      "a reference to a file of the system", "spec.yaml", error: "reference-scheme",
      head + paths(schema: "{$ref: 'file:///etc/passwd'}")),
    Row(
      "a reference out of the folder", "spec.yaml", error: "reference-outside",
      head + paths(schema: "{$ref: '../../../../../../../etc/passwd'}")),
    Row(
      "a reference to this machine", "spec.yaml", error: "reference-network",
      head + paths(schema: "{$ref: 'http://127.0.0.1:1/x.yaml'}")),
    Row(
      "a list for everything", "spec.yaml", error: "wrong-type",
      "swagger: '2.0'\ninfo: []\npaths: []\n"),
    Row(
      "an overlay's merge conflict", "spec.md", error: "conflict-marker",
      markdownHead + operation("/a") + "<<<<<<< HEAD\n"),
  ]

  @Test(arguments: rows)
  func endsSoonAndSaysWhere(_ row: Row) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: row.file)
    try Data(row.content()).write(to: file)
    let run = try MeasuredRun.run(["show", file.path], in: folder, limit: 120)
    #expect(run.code == (row.error == nil ? 0 : 2), "\(run.errors.prefix(500))")
    let errors = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    if let code = row.error {
      #expect(errors.count == 1)
      let line = errors.first ?? ""
      #expect(line.hasPrefix("\(file.path):") && line.hasSuffix("[\(code)]"), "\(line)")
    } else {
      #expect(errors.isEmpty)
    }
    // The processor's time: the clock on the wall also counts what other tests do meanwhile.
    #expect(run.cpuSeconds < 10, "\(run.cpuSeconds) s of CPU, \(run.wallSeconds) s in all")
    #expect(run.peakBytes < 1 << 30, "\(run.peakBytes >> 20) MiB")
  }

  @Test func aFolderIsNoDefinition() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "spec"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "spec").path
    let run = try MeasuredRun.run(["show", path], in: folder, limit: 60)
    #expect(run.code == 2)
    #expect(run.errors == "muster: error: the spec `\(path)` is a folder; name a file in it\n")
  }
}
