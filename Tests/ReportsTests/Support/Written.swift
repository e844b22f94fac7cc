import Documents
import Evidence
import Reports
import Schemas
import Testing

/// What a format makes of a run.
func written(
  _ format: String, _ events: [RunEvent], policy: RunPolicy = RunPolicy()
) throws -> String {
  let folder = try TemporaryFolder()
  let path = folder.path + "/a/report"
  let reporter = try AllReporters.make(format: format, path: path, policy: policy)
  for event in events { try reporter.handle(event) }
  try reporter.close()
  let text = try text(ofFileAt: path)
  // Closed once more, nothing changes.
  try reporter.close()
  return text
}

/// A run with every known failure marked, as the command hands it to the reports.
func marked(_ events: [RunEvent], by baseline: Baseline) -> [RunEvent] {
  events.map { baseline.marked($0) }
}

/// JSON Schemas that the reports are held against.
enum ReportSchemas {
  /// Of the Common Test Report Format; not part of the repository.
  static let ctrfPath = TestPaths.shared + "/data/ctrf/ctrf.schema.json"

  static func fixture(_ name: String) throws -> Schema {
    try load(TestPaths.tests + "/Fixtures/\(name).schema.json")
  }

  static func load(_ path: String) throws -> Schema {
    let file = SourceFile(name: path)
    let value = try StructuredReader.read(Array(try text(ofFileAt: path).utf8), file: file)
    var registry = SchemaRegistry()
    let dialect =
      value["$schema"]?.string.flatMap { SchemaDialect(metaschema: withoutFragment($0)) }
      ?? .draft202012
    registry.add(value, uri: "urn:test:schema", dialect: dialect)
    return try SchemaCompiler(registry: registry, dialect: dialect).compile(uri: "urn:test:schema")
  }

  private static func withoutFragment(_ uri: String) -> String {
    uri.hasSuffix("#") ? String(uri.dropLast()) : uri
  }

  /// The document, which must be JSON and keep to the schema.
  static func document(
    _ text: String, _ schema: Schema, at location: SourceLocation = #_sourceLocation
  ) throws -> Value {
    let json = try JSONReader.read(Array(text.utf8), file: SourceFile(name: "<report>"))
    let violations = schema.violations(in: json.root, limit: 5)
    #expect(violations.isEmpty, "\(violations)", sourceLocation: location)
    return Value(json)
  }
}
