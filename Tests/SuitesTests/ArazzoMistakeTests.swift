import Contracts
import Documents
import FoundationEssentials
import Testing

@testable import Suites

/// What a person is told of a workflow document that can't be run as it is.
@Suite("Mistaken workflow documents")
struct ArazzoMistakeTests {
  static let spec = """
    openapi: 3.1.0
    info: {title: Things, version: "1"}
    paths:
      /things:
        get:
          operationId: listThings
          parameters: [{name: page, in: query, schema: {type: integer}}]
          responses: {"200": {description: o}}
        post:
          operationId: addThing
          requestBody:
            content: {application/json: {schema: {type: object}}}
          responses: {"201": {description: o}}
      /things/{id}:
        get:
          operationId: getThing
          parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
          responses:
            "200":
              description: o
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      id: {type: integer}
                      owner:
                        type: object
                        additionalProperties: false
                        properties: {name: {type: string}}
    """

  /// Other documents beside the one that is read.
  static let files = [
    "plain.yaml": "muster: suite/1\n",
    "circle.yaml": """
    arazzo: 1.0.1
    info: {title: c, version: "1"}
    sourceDescriptions: [{name: back, url: ./s.yaml, type: arazzo}]
    workflows: [{workflowId: v, steps: [{stepId: s, workflowId: v}]}]
    """,
  ]

  static func plan(_ document: String, fixtures: String? = nil) throws -> Plan {
    let contract = try ContractLoader.load(
      Array(spec.utf8), file: SourceFile(name: "api.yaml")
    ).contract
    let file = SourceFile(name: "f.yaml")
    let read = try fixtures.map {
      try Fixtures(try StructuredReader.read(Array($0.utf8), file: file), file: file)
    }
    let suite = try SuiteLoader.load(
      FilesInMemory(texts: files.merging(["s.yaml": document]) { $1 }))
    return try Planner(
      contract: contract, fixtures: read ?? Fixtures(), environment: [:],
      options: .init(derive: [])
    ).plan([suite])
  }

  static func head(_ version: String) -> String {
    """
    arazzo: \(version)
    info: {title: t, version: "1"}
    sourceDescriptions: [{name: api, url: ./api.yaml, type: openapi}]

    """
  }

  /// Every message of every row.
  static func told() throws -> (text: String, rows: Int, accepted: [String]) {
    let rows = try SuiteSchemaTests.value("Tests/SuitesTests/Fixtures/arazzo-mistakes.yaml")["rows"]
    var text = ""
    var accepted: [String] = []
    for row in rows?.array ?? [] {
      let name = row["name"]?.string ?? ""
      let document =
        row["document"]?.string
        ?? head(row["version"]?.string ?? "1.0.1") + (row["workflows"]?.string ?? "")
      text += "# \(name)\n"
      do {
        _ = try plan(document, fixtures: row["fixtures"]?.string)
        accepted.append(name)
      } catch let error as InvalidInput {
        for diagnostic in error.diagnostics { text += "\(diagnostic)\n" }
      }
    }
    return (text, rows?.array?.count ?? 0, accepted)
  }

  @Test("each is refused with place and remedy, as recorded")
  func recorded() throws {
    let (text, rows, accepted) = try Self.told()
    #expect(accepted == [])
    #expect(rows >= 100)
    let path = "\(SuiteSchemaTests.root)/Tests/SuitesTests/Fixtures/arazzo-mistakes.txt"
    if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(path): read it, then run again")
      return
    }
    let golden = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let told = text.split(separator: "\n")
    for (place, line) in golden.split(separator: "\n").enumerated() {
      #expect(place < told.count && told[place] == line)
    }
    #expect(golden.split(separator: "\n").count == told.count)
  }

  @Test("every message says where, and what to do")
  func places() throws {
    for line in try Self.told().text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: ":", maxSplits: 3)
      #expect(parts.count == 4 && Int(parts[1]) != nil && Int(parts[2]) != nil, "\(line)")
    }
  }

  @Test("a suite can't include a workflow document")
  func included() {
    do {
      _ = try SuiteLoader.load(
        FilesInMemory(texts: [
          "s.yaml": "muster: suite/1\nname: s\ninclude: [w.yaml]\n",
          "w.yaml": Self.head("1.0.1")
            + "workflows: [{workflowId: w, steps: [{stepId: s, operationId: listThings}]}]",
        ]))
      Issue.record("it was included")
    } catch {
      #expect(
        "\(error)"
          == "s.yaml:3:11: error: `w.yaml` is an Arazzo document, which no suite can include; give it"
          + " by a --suite of its own [wrong-format]")
    }
  }
}
