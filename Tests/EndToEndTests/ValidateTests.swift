import Foundation
import Testing

/// `muster validate`, with everything that it says.
@Suite("Validating documents")
struct ValidateTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var arguments: [String]
    var input: String?
    var code: Int32
    /// The whole of stdout.
    var output = ""
    /// The whole of stderr.
    var errors = ""
  }

  static let folder = "Tests/EndToEndTests/Fixtures/validate/"
  static let order = [
    "--schema", folder + "order.json", "--remote",
    "https://example.com/shop=\(folder)remote",
  ]
  /// What the folder holds that is no schema of it.
  static let leftOut = """
    \(folder)remote/broken.json:2:1: warning: the input ends inside a container; write the value to \
    its end [json-truncated]
    \(folder)remote/outside.json:1:1: warning: the schema leads out of the folder and is left out; copy \
    it into the folder [remote-left-out]

    """

  static let reports: [Row] = [
    Row(
      testDescription: "a valid document; the format is an annotation",
      arguments: order + [folder + "good.json"], code: 0,
      output: "1 document: 1 valid, 0 violations\n", errors: leftOut),
    Row(
      testDescription: "every violation, in JSON and YAML",
      arguments: order + [folder + "bad.json", folder + "bad.yaml", folder + "good.json"], code: 1,
      output: """
        \(folder)bad.json:2:9: /id: expected integer, got string "x"
          \(folder)order.json:6:12: /properties/id/type
        \(folder)bad.json:3:17: /prices/1: expected at least 0, got integer -1
          \(folder)remote/parts/price.json:1:2: /minimum
        \(folder)bad.yaml:4:5: /prices/1: expected at least 0, got integer -1
          \(folder)remote/parts/price.json:1:2: /minimum
        3 documents: 1 valid, 2 invalid, 3 violations

        """, errors: leftOut),
    Row(
      testDescription: "formats asserted",
      arguments: order + ["--assert-formats", folder + "good.json"],
      code: 1,
      output: """
        \(folder)good.json:1:19: /made: expected format date, got string "today"
          \(folder)order.json:7:32: /properties/made/format
        1 document: 0 valid, 1 invalid, 1 violation

        """, errors: leftOut),
    Row(
      testDescription: "what is no JSON does not stop the others",
      arguments: order + [folder + "broken.json", folder + "nothing.json", folder + "good.json"],
      code: 2, output: "3 documents: 1 valid, 2 unreadable, 0 violations\n",
      errors: leftOut + """
        \(folder)broken.json:1:10: error: a comma is followed by no value; remove the comma \
        [json-trailing-comma]
        muster: error: the document `\(folder)nothing.json` does not exist; check the path

        """),
    Row(
      testDescription: "a member that stands twice is validated twice",
      arguments: order + [folder + "twice.json"], code: 1,
      output: """
        \(folder)twice.json:1:17: /id: expected integer, got string "two"
          \(folder)order.json:6:12: /properties/id/type
        1 document: 0 valid, 1 invalid, 1 violation

        """,
      errors: leftOut + """
        \(folder)twice.json:1:11: warning: the member "id" stands twice in one object, first at 1:2; \
        remove or rename one of the two [duplicate-member]

        """),
    Row(
      testDescription: "stdin, a YAML schema without $schema",
      arguments: ["--schema", folder + "id.yaml"], input: "{\"id\": 1.0}", code: 0,
      output: "1 document: 1 valid, 0 violations\n"),
    Row(
      testDescription: "the same in another dialect",
      arguments: ["--schema", folder + "id.yaml", "--dialect", "draft4", "-"],
      input: "{\"id\": 1.0}", code: 1,
      output: """
        <stdin>:1:8: /id: expected integer, got number 1.0
          \(folder)id.yaml:2:8: /properties/id/type
        1 document: 0 valid, 1 invalid, 1 violation

        """),
    Row(
      testDescription: "YAML on stdin is known by its first line",
      arguments: ["--schema", folder + "id.yaml"], input: "id: x\n", code: 1,
      output: """
        <stdin>:1:5: /id: expected integer, got string "x"
          \(folder)id.yaml:2:8: /properties/id/type
        1 document: 0 valid, 1 invalid, 1 violation

        """),
    Row(
      testDescription: "a report for machines",
      arguments: [
        "--schema", folder + "id.yaml", "--format", "json", "-", folder + "nothing.json",
      ],
      input: "{\"id\":\"x\"}", code: 2,
      output: """
        {
          "muster": "validation/1",
          "documents": [
            {
              "file": "<stdin>",
              "valid": false,
              "violations": [
                {
                  "kind": "violated",
                  "instance": "/id",
                  "line": 1,
                  "column": 7,
                  "keyword": "type",
                  "expected": "integer",
                  "actual": "string \\"x\\"",
                  "message": "expected integer, got string \\"x\\"",
                  "schema": {
                    "uri": "\(folder)id.yaml",
                    "pointer": "/properties/id/type",
                    "file": "\(folder)id.yaml",
                    "line": 2,
                    "column": 8
                  }
                }
              ],
              "complete": true
            },
            {
              "file": "\(folder)nothing.json",
              "valid": null,
              "errors": [
                "muster: error: the document `\(folder)nothing.json` does not exist; check the path"
              ]
            }
          ],
          "summary": {
            "documents": 2,
            "valid": 0,
            "invalid": 1,
            "undecided": 0,
            "unreadable": 1,
            "violations": 1
          }
        }

        """,
      errors: "muster: error: the document `\(folder)nothing.json` does not exist; check the path\n"
    ),
    Row(
      testDescription: "a dialect that the schema contradicts",
      arguments: order + ["--dialect", "draft4", folder + "good.json"], code: 0,
      output: "1 document: 1 valid, 0 violations\n",
      errors: leftOut + """
        \(folder)order.json:2:14: warning: the schema is read as 2020-12, as its $schema says, not as \
        draft4; leave --dialect out, or correct $schema [schema-dialect]

        """),
  ]

  static let spec = ["--spec", folder + "pets.yaml", "--operation"]

  static let contracts: [Row] = [
    Row(
      testDescription: "the body of an answer",
      arguments: spec + ["GET /pets", "--status", "200"],
      input: "[{\"id\": 3000000000, \"name\": \"Rex\"}]", code: 1,
      output: """
        <stdin>:1:9: /0/id: expected format int32, got integer 3000000000
          \(folder)pets.yaml:23:28: /definitions/Pet/properties/id/format
        1 document: 0 valid, 1 invalid, 1 violation

        """),
    Row(
      testDescription: "the body of a request, which holds no readOnly member",
      arguments: spec + ["post /pets", "--request"], input: "{\"id\": 1, \"name\": \"Rex\"}",
      code: 1,
      output: """
        <stdin>:1:8: /id: expected no member "id", which is readOnly, got integer 1
          \(folder)pets.yaml:23:7: /definitions/Pet/properties/id
        1 document: 0 valid, 1 invalid, 1 violation

        """),
    Row(
      testDescription: "refined by an overlay",
      arguments: spec + [
        "POST /pets", "--request", "--overlay", folder + "pets-overlay.yaml", "--jsonl",
      ], input: "{\"name\": \"Rex\"}\n{\"name\": \"Al\"}\n", code: 1, output: "true\nfalse\n"),
  ]

  static let lines: [Row] = [
    Row(
      testDescription: "a schema a line", arguments: ["--jsonl"],
      input: """
        {"schema": {"type": "integer"}, "data": 1.0}
        {"schema": {"$schema": "http://json-schema.org/draft-04/schema#", "type": "integer"}, "data": 1.0}

        {"data": "é", "schema": {"maxLength": 1}}
        {"schema": false, "data": null}
        """, code: 1, output: "true\nfalse\ntrue\nfalse\n"),
    Row(
      testDescription: "one schema for all", arguments: order + ["--jsonl"],
      input: "{\"id\": 1}\r\n{\"id\": \"x\"}\r\n[]", code: 1, output: "true\nfalse\nfalse\n",
      errors: leftOut),
    Row(
      testDescription: "all valid", arguments: ["--jsonl"],
      input: "{\"schema\": true, \"data\": 0}\n", code: 0, output: "true\n"),
    Row(
      testDescription: "what can't be told is null and does not stop the stream",
      arguments: ["--jsonl"],
      input: """
        {"schema": {"type": "integr"}, "data": 1}
        {"schema": {}, "data": 01}
        {"schema": true, "schema": false, "data": 1}
        {"shema": {}, "data": 1}
        {"schema": {"pattern": "^(([a-z])+.)+[A-Z]([a-z])+(?=x)$"}, "data": "\
        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}
        {"schema": {"$ref": "https://example.com/no.json"}, "data": 1}
        {"schema": {}, "data": 1}

        """, code: 2, output: "null\nnull\nnull\nnull\nnull\nnull\ntrue\n",
      errors: """
        <stdin>:1:21: error: "integr" is not a type of 2020-12; write one of array, boolean, integer, \
        null, number, object, string [schema-unknown-type]
        <stdin>:2:24: error: a number starts with a superfluous zero; remove the zero \
        [json-leading-zero]
        <stdin>:3:18: error: the member "schema" stands twice in one object, first at 3:2; remove or \
        rename one of the two [duplicate-member]
        <stdin>:4:1: error: the line is no object with the members `schema` and `data`; write \
        {"schema": …, "data": …}, or give --schema FILE for all lines [line-form]
        <stdin>:5:1: error: the validation takes more effort than is allowed; simplify the schema or \
        the document [schema-undecided]
        <stdin>:6:21: error: the reference "https://example.com/no.json" leads nowhere; correct the \
        reference, or map a folder to its URL by --remote URL=DIR [schema-unresolved-reference]

        """),
    Row(
      testDescription: "nothing is no success", arguments: ["--jsonl"], input: "\n", code: 2,
      errors: "muster: error: <stdin> holds no line; give one document a line\n"),
  ]

  static let mistakes: [Row] = [
    mistake(
      "nothing to validate by", [folder + "good.json"],
      "muster: error: there is nothing to validate by; give --schema FILE, or --spec FILE\n"),
    mistake(
      "missing schema", ["--schema", "no.json"],
      "muster: error: the schema `no.json` does not exist; check the path\n"),
    mistake(
      "a schema that says something impossible", ["--schema", folder + "order.json"],
      """
      \(folder)order.json:8:34: error: the reference "https://example.com/shop/parts/price.json" leads \
      nowhere; correct the reference, or map a folder to its URL by --remote URL=DIR \
      [schema-unresolved-reference]

      """),
    mistake(
      "unknown dialect", ["--schema", folder + "id.yaml", "--dialect", "draft-7"],
      "muster: error: there is no dialect `draft-7`; did you mean `draft7`?\n"),
    mistake(
      "unknown format", ["--schema", folder + "id.yaml", "--format", "jso"],
      "muster: error: --format can't be `jso`; did you mean `json`?\n"),
    mistake(
      "a report of lines", ["--jsonl", "--format", "json"],
      "muster: error: --format says how reports are written, and --jsonl writes none; leave one out\n"
    ),
    mistake(
      "remote without a folder",
      ["--schema", folder + "id.yaml", "--remote", "https://example.com"],
      "muster: error: --remote `https://example.com` maps nothing; write URL=DIR, for instance"
        + " https://example.com/schemas=./schemas\n"),
    mistake(
      "remote that is no folder",
      ["--schema", folder + "id.yaml", "--remote", "https://a=LICENSE"],
      "muster: error: --remote maps https://a to `LICENSE`, which is no folder; check the path\n"),
    mistake(
      "schema and spec",
      ["--schema", folder + "id.yaml"] + spec + ["GET /pets", "--status", "200"],
      "muster: error: --schema and --spec are two things to validate by; leave one out\n"),
    mistake(
      "operation without spec", ["--schema", folder + "id.yaml", "--operation", "GET /pets"],
      "muster: error: --operation is about a definition; give one by --spec FILE\n"),
    mistake(
      "dialect with spec", spec + ["GET /pets", "--status", "200", "--dialect", "draft4"],
      "muster: error: --dialect does not go with --spec, whose definition decides; leave it out\n"),
    mistake(
      "neither status nor request", spec + ["GET /pets"],
      "muster: error: --operation needs either --status or --request; add --status 200 for the body of"
        + " that answer, or --request\n"),
    mistake(
      "unknown operation", spec + ["GET /pet", "--status", "200"],
      "muster: error: the definition has no operation `GET /pet`; did you mean `GET /pets`?\n"),
    mistake(
      "unknown status", spec + ["GET /pets", "--status", "404"],
      "muster: error: GET /pets documents no answer 404; known: 200, 204\n"),
    mistake(
      "an answer without a body", spec + ["GET /pets", "--status", "204"],
      "muster: error: GET /pets documents no schema for a body of the answer 204; name another"
        + " operation\n"),
    mistake(
      "stdin twice", ["--schema", folder + "id.yaml", "-", "-"],
      "muster: error: stdin is named twice; name it once\n"),
  ]

  private static func mistake(_ name: String, _ arguments: [String], _ errors: String) -> Row {
    Row(testDescription: name, arguments: arguments, code: 2, errors: errors)
  }

  @Test("says what it found", arguments: reports + contracts + lines + mistakes)
  func row(_ row: Row) async throws {
    let outcome = try await MusterProcess.run(["validate"] + row.arguments, input: row.input)
    #expect(outcome.code == row.code)
    #expect(outcome.output == row.output)
    #expect(outcome.errors == row.errors)
  }

  @Test("a line without end is refused, and the next one read")
  func longLine() async throws {
    let long = "{\"schema\": true, \"data\": \"" + String(repeating: "a", count: 17 << 20) + "\"}\n"
    let outcome = try await MusterProcess.run(
      ["validate", "--jsonl"], input: long + "{\"schema\": true, \"data\": 1}\n")
    #expect(outcome.code == 2)
    #expect(outcome.output == "null\ntrue\n")
    #expect(
      outcome.errors
        == "<stdin>:1:1: error: the line has more than 16 MiB; validate the document as a file of its"
        + " own [line-too-long]\n")
  }

  @Test("more violations than are shown are said to be there")
  func manyViolations() async throws {
    let many = "[" + String(repeating: "{\"id\":\"x\"},", count: 1500) + "{\"id\":1}]"
    let schema = "{\"items\": {\"properties\": {\"id\": {\"type\": \"integer\"}}}}"
    let path = FileManager.default.temporaryDirectory
      .appending(path: "muster-\(UUID().uuidString).json").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try schema.write(toFile: path, atomically: true, encoding: .utf8)
    let outcome = try await MusterProcess.run(["validate", "--schema", path], input: many)
    #expect(outcome.code == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2002)
    #expect(lines.dropLast().last == "<stdin>: there are more than these 1000 violations")
    #expect(lines.last == "1 document: 0 valid, 1 invalid, 1,000 violations")
  }

  @Test(
    "as many lines as there are take no more memory",
    .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status"), "there is no /proc"))
  func memory() async throws {
    let few = try await Self.peakMemory(lines: 20_000)
    let many = try await Self.peakMemory(lines: 200_000)
    // Ten times the lines; were as little as 25 bytes of each kept, it would show.
    #expect(many < few + 4_000, "\(few) KiB, then \(many) KiB")
  }

  /// In KiB, when the last answer has come and more input is waited for: so the answers come as the
  /// lines do.
  private static func peakMemory(lines: Int) async throws -> Int {
    let process = Process()
    process.executableURL = MusterProcess.binary
    process.arguments = ["validate", "--jsonl"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let answers = PipeReader(output.fileHandleForReading)
    let descriptor = input.fileHandleForWriting
    Thread.detachNewThread {
      var number = 0
      while number < lines {
        var text = ""
        for _ in 0..<1000 {
          // Far more different schemas than are remembered.
          text +=
            "{\"schema\":{\"minimum\":\(number / 50)},\"data\":{\"n\":\(number),\"é\":[1,null]}}\n"
          number += 1
        }
        try? descriptor.write(contentsOf: Data(text.utf8))
      }
    }
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    for _ in 0..<1200 where answers.count < lines * 5 {
      try? await Task.sleep(for: .milliseconds(50))
    }
    try #require(answers.count == lines * 5)
    let status = try String(
      contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let peak = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return try #require(peak.split(separator: " ").dropFirst().first.flatMap { Int($0) })
  }
}
