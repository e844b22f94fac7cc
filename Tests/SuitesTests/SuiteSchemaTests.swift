import Documents
import FoundationEssentials
import Schemas
import Suites
import Testing

/// The JSON Schemas of suites and fixtures, which editors complete and check by.
@Suite("Schemas of our own files") struct SuiteSchemaTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static func value(_ path: String) throws -> Value {
    let bytes = Array(try Data(contentsOf: URL(filePath: "\(root)/\(path)")))
    return try StructuredReader.read(bytes, file: SourceFile(name: path))
  }

  static func schema(_ name: String) throws -> Schema {
    var registry = SchemaRegistry()
    for name in ["suite", "fixtures"] {
      let document = try value("spec/formats/\(name).schema.json")
      registry.add(
        document, uri: try #require(document["$id"]?.string), dialect: .draft202012)
    }
    let uri = "https://muster.invalid/formats/\(name).schema.json"
    return try SchemaCompiler(registry: registry, dialect: .draft202012).compile(uri: uri)
  }

  static func complaints(_ value: Value, _ schema: Schema) throws -> [String] {
    let document = try JSONReader.read(
      Array(JSONWriter.text(value).utf8), file: SourceFile(name: "<value>"))
    return schema.violations(in: document.root).map { "\($0)" }
  }

  @Test("all suites and fixtures of the project are as the schemas say")
  func project() throws {
    let schemas = ["suite/1": try Self.schema("suite"), "fixtures/1": try Self.schema("fixtures")]
    var counts: [String: Int] = [:]
    for path in SuiteFiles.all(below: URL(filePath: Self.root)) {
      let bytes = Array(try Data(contentsOf: URL(filePath: path)))
      let value = try YAMLReader.read(bytes, file: SourceFile(name: path))
      let kind = try #require(value["muster"]?.string)
      let schema = try #require(schemas[kind], "\(path)")
      #expect(try Self.complaints(value, schema) == [], "\(path)")
      counts[kind, default: 0] += 1
    }
    #expect(counts["suite/1"] ?? 0 >= 2 && counts["fixtures/1"] ?? 0 >= 8, "\(counts)")
  }

  @Test("a suite with everything in it is as the schema says")
  func everything() throws {
    let value = try Self.value("Tests/SuitesTests/Fixtures/everything.yaml")
    #expect(try Self.complaints(value, Self.schema("suite")) == [])
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var suite: String
    var isRejected: Bool
  }

  static let mistakes: [Mistake] = {
    let rows = (try? value("Tests/SuitesTests/Fixtures/suite-mistakes.yaml"))?["rows"]?.array
    return (rows ?? []).map { row in
      Mistake(
        testDescription: row["name"]?.string ?? "", suite: row["suite"]?.string ?? "",
        isRejected: row["schema"]?.string == "rejects")
    }
  }()

  @Test("there are many mistakes, all named and most of them seen by the schema")
  func count() {
    #expect(Set(Self.mistakes.map(\.testDescription)).count == Self.mistakes.count)
    #expect(Self.mistakes.count >= 90)
    #expect(Self.mistakes.count { $0.isRejected } >= 60)
  }

  @Test("the schema rejects what a schema can", arguments: mistakes)
  func rejects(_ mistake: Mistake) throws {
    let value = try YAMLReader.read(Array(mistake.suite.utf8), file: SourceFile(name: "s.yaml"))
    let complaints = try Self.complaints(value, Self.schema("suite"))
    #expect(complaints.isEmpty != mistake.isRejected, "\(complaints)")
  }

  @Test("everything in the schemas is described", arguments: ["suite", "fixtures"])
  func described(_ name: String) throws {
    var pending = [("#", try Self.value("spec/formats/\(name).schema.json"))]
    var count = 0
    while let (place, schema) = pending.popLast() {
      let members = try #require(schema.object, "\(place)")
      let text = members["description"]?.string ?? ""
      // A reference may speak for itself.
      #expect(!text.isEmpty || members["$ref"] != nil, "\(place)")
      count += 1
      for name in ["properties", "$defs"] {
        for member in members[name]?.object ?? ValueObject() {
          pending.append(("\(place)/\(name)/\(member.name)", member.value))
        }
      }
      for name in ["items", "additionalProperties", "propertyNames", "then", "if"] {
        if let value = members[name], value.object != nil {
          pending.append(("\(place)/\(name)", value))
        }
      }
      for name in ["anyOf", "oneOf"] {
        for (index, value) in (members[name]?.array ?? []).enumerated() {
          pending.append(("\(place)/\(name)/\(index)", value))
        }
      }
    }
    #expect(count > 50)
  }

  @Test("tidy files have their keys in the schemas' order")
  func order() throws {
    let suite = try Self.value("spec/formats/suite.schema.json")
    let fixtures = try Self.value("spec/formats/fixtures.schema.json")
    for (name, keys) in SuiteFormatter.keys {
      let schema = [
        suite["$defs"]?[name], fixtures["$defs"]?[name],
        name == "suite" ? suite : name == "fixtures" ? fixtures : nil,
        suite["$defs"]?["step"]?["properties"]?[name],
        name == "expectedFailure"
          ? suite["$defs"]?["case"]?["properties"]?["expected-failure"] : nil,
      ].compactMap { $0 }.first
      let properties = try #require(schema?["properties"]?.object, "\(name)")
      #expect(properties.names == keys, "\(name)")
    }
    #expect(SuiteFormatter.keys.count == 14)
  }
}
