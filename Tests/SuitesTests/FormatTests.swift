import Documents
import FoundationEssentials
import Suites
import Testing

@Suite("Tidy suites and fixtures") struct FormatTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    /// Nil: it is left alone, with this code.
    var tidy: String?
    var code: String?

    init(_ name: String, _ text: String, _ tidy: String) {
      testDescription = name
      self.text = text
      self.tidy = tidy
    }

    init(_ name: String, _ text: String, refused code: String) {
      testDescription = name
      self.text = text
      self.code = code
    }
  }

  static let rows: [Row] = [
    Row("tidy already", "muster: suite/1\nname: a\n", "muster: suite/1\nname: a\n"),
    Row(
      "keys in order, comments with them",
      """
      # about the file
      name: a   # its name
      # what it is
      muster: suite/1

      cases:
      - steps:
        # first
        - expect: 200
          call: GET /a
        id: one
      """,
      """
      # about the file
      # what it is
      muster: suite/1
      name: a  # its name

      cases:
        - id: one
          steps:
            # first
            - call: GET /a
              expect: 200

      """),
    Row(
      "quotes where they are needed",
      """
      muster: "suite/1"
      name: 'it is'
      description: "a: b"
      cases:
        - {id: "1", title: 'x, y', tags: ["a b", 'true', "no"], steps: [{call: "GET /a/{b}", with: {b: "${c}", d: '1.5', "e f": "#g"}}]}
      """,
      """
      muster: suite/1
      name: it is
      description: "a: b"
      cases:
        - id: "1"
          title: x, y
          tags: [a b, "true", no]
          steps: [{ call: "GET /a/{b}", with: { b: "${c}", d: "1.5", e f: "#g" } }]

      """),
    Row(
      "regular expressions keep their backslashes",
      "muster: suite/1\nname: \"^\\\\d+$\"\n", "muster: suite/1\nname: ^\\d+$\n"),
    Row(
      "blank lines stay single, and none stand at the ends",
      "\n\nmuster: suite/1\n\n\n\nname: a\n\n\n", "muster: suite/1\n\nname: a\n"),
    Row(
      "block scalars keep their lines",
      """
      muster: suite/1
      name: a
      description: |
          first
            second # no comment

          third
      cases: []
      """,
      """
      muster: suite/1
      name: a
      description: |
        first
          second # no comment

        third
      cases: []

      """),
    Row(
      "texts over several lines stand on one",
      "muster: suite/1\nname: one\n  two\n  three\ndescription: \"a\n  b\"\n",
      "muster: suite/1\nname: one two three\ndescription: a b\n"),
    Row(
      "comments at the end of a block stay in it",
      """
      muster: suite/1
      name: a
      cases:
        - id: one
          steps:
            - call: GET /a
            # nothing more in this case
        # no more cases
      # the end
      """,
      """
      muster: suite/1
      name: a
      cases:
        - id: one
          steps:
            - call: GET /a
            # nothing more in this case
        # no more cases
      # the end

      """),
    Row(
      "a collection with a comment inside stays as it was",
      "muster: suite/1\nname: a\nderive: [positive, # yes\n  negative]\n",
      "muster: suite/1\nname: a\nderive: [positive, # yes\n  negative]\n"),
    Row(
      "a collection over several lines stands on one",
      "muster: suite/1\nname: a\nderive: [\n  positive,\n\n  negative\n]\n",
      "muster: suite/1\nname: a\nderive: [positive, negative]\n"),
    Row(
      "anchors keep the keys where they are",
      "name: &n a\nmuster: suite/1\ndescription: *n\n",
      "name: &n a\nmuster: suite/1\ndescription: *n\n"),
    Row("lines end with LF", "muster: suite/1\r\nname: a\r\n", "muster: suite/1\nname: a\n"),
    Row(
      "fixtures",
      """
      operations:
        GET /a:   {body: {x: 1}, parameters: {b: 01, "c": null}}
        "GET /b": {parameters: {}}
      parameters: {200: true, "200x": .5}
      muster: fixtures/1
      """,
      """
      muster: fixtures/1
      parameters: { 200: true, 200x: 0.5 }
      operations:
        GET /a: { parameters: { b: 1, c: null }, body: { x: 1 } }
        GET /b: { parameters: {} }

      """),
    Row("JSON is YAML", #"{"muster": "suite/1", "name": "a"}"#, "{ muster: suite/1, name: a }\n"),
    Row("nothing of ours", "openapi: 3.1.0\n", refused: "wrong-format"),
    Row("no YAML", "muster: [\n", refused: "yaml-syntax"),
    Row(
      "a block scalar that says its indentation",
      "muster: suite/1\nname: a\ndescription: |2\n    x\n", refused: "format-unsupported"),
  ]

  @Test("lays out", arguments: rows) func laysOut(_ row: Row) throws {
    let file = SourceFile(name: "s.yaml")
    do {
      let tidy = try SuiteFormatter.formatted(Array(row.text.utf8), file: file)
      #expect(tidy == row.tidy)
      #expect(try SuiteFormatter.formatted(Array(tidy.utf8), file: file) == tidy)
    } catch {
      #expect(row.code == error.diagnostics.first?.code, "\(error)")
    }
  }

  @Test("says the same, with every comment, for all files of the project")
  func project() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var count = 0
    for path in SuiteFiles.all(below: root) {
      let bytes = Array(try Data(contentsOf: URL(filePath: path)))
      let file = SourceFile(name: path)
      let tidy = Array(try SuiteFormatter.formatted(bytes, file: file).utf8)
      #expect(
        try YAMLReader.read(tidy, file: file).isSameJSON(as: YAMLReader.read(bytes, file: file)))
      count += 1
    }
    #expect(count >= 10)
  }

  @Test("any text is laid out without a loss or left alone")
  func anything() throws {
    let pieces = [
      "muster: suite/1\n", "name: a\n", "  ", "- ", "cases:\n", "# c\n", "\n", "{", "}", "[", "]",
      "\"", "'", ": ", "id: x\n", " # d\n", "|\n", "&a ", "*a\n", "steps:\n", ",", "e\u{301}", "\t",
      "call: GET /a\n", "${b}", "? ", "---\n", "\\",
    ]
    var random = SeededRandom(seed: 5)
    let file = SourceFile(name: "s.yaml")
    var count = 0
    for _ in 0..<3_000 {
      let text =
        "muster: suite/1\n"
        + (0..<random.below(12)).map { _ in random.pick(pieces) ?? "" }.joined()
      guard let tidy = try? SuiteFormatter.formatted(Array(text.utf8), file: file) else { continue }
      count += 1
      let value = try YAMLReader.read(Array(text.utf8), file: file)
      #expect(try YAMLReader.read(Array(tidy.utf8), file: file).isSameJSON(as: value), "\(text)")
    }
    #expect(count > 200)
  }
}

/// The suites and fixtures of the project.
enum SuiteFiles {
  /// Paths of all suites and fixtures below a folder.
  static func all(below root: URL) -> [String] {
    ["suites", "spec", "examples", "Tests/EndToEndTests/Fixtures"].flatMap { folder in
      files(in: root.path + "/" + folder)
    }.sorted()
  }

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.flatMap { name -> [String] in
      let path = folder + "/" + name
      if name.hasSuffix(".yaml") {
        let text = (try? Data(contentsOf: URL(filePath: path))).map {
          String(decoding: $0, as: UTF8.self)
        }
        let isOurs = ["suite/", "fixtures/"].contains { kind in
          text?.contains("\nmuster: \(kind)") == true || text?.hasPrefix("muster: \(kind)") == true
        }
        return isOurs ? [path] : []
      }
      return files(in: path)
    }
  }
}
