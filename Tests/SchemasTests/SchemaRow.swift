import Documents
import Schemas
import Testing

/// One schema, one value, and what is to be said about it.
struct SchemaRow: Sendable, CustomTestStringConvertible {
  var name: String
  var dialect: SchemaDialect
  var schema: String
  var value: String
  /// The violations' descriptions; empty for a valid value.
  var violations: [String]
  var options: SchemaOptions
  /// Where the schema stands in the document.
  var pointer: String

  var testDescription: String { "\(dialect.rawValue): \(name): \(value.prefix(60))" }

  init(
    _ dialect: SchemaDialect, _ name: String, _ schema: String, _ value: String,
    _ violations: [String] = [], options: SchemaOptions = SchemaOptions(), at pointer: String = ""
  ) {
    self.name = name
    self.dialect = dialect
    self.schema = schema
    self.value = value
    self.violations = violations
    self.options = options
    self.pointer = pointer
  }

  func compile() throws -> Schema {
    let file = SourceFile(name: "schema.yaml")
    let document = try StructuredReader.read(Array(schema.utf8), file: file)
    var registry = SchemaRegistry()
    registry.add(document, uri: "schema.yaml", dialect: dialect)
    let compiler = SchemaCompiler(registry: registry, dialect: dialect, options: options)
    return try compiler.compile(
      uri: "schema.yaml", pointer: try #require(JSONPointer(parsing: pointer)))
  }

  func check() throws {
    let schema = try compile()
    let document = try JSONReader.read(Array(value.utf8), file: SourceFile(name: "value.json"))
    let found = schema.violations(in: document.root)
    #expect(found.map(\.description) == violations)
    #expect(schema.isValid(document.root) == violations.isEmpty)
    for violation in found where violation.kind == .violated {
      #expect(document.root[violation.instance] != nil)
      #expect(violation.instancePosition != nil)
      #expect(violation.schemaURI == "schema.yaml")
      #expect(violation.schemaRange != nil)
    }
  }
}
