import Documents
import Schemas
import Testing

@Suite struct RegistryTests {
  static func value(_ text: String, _ name: String) throws -> Value {
    try StructuredReader.read(Array(text.utf8), file: SourceFile(name: name))
  }

  @Test func referencesLeadToRegisteredDocuments() throws {
    var registry = SchemaRegistry()
    registry.add(
      try Self.value("{a: {$ref: 'models/b.yaml#/B'}}", "a.yaml"), uri: "specs/a.yaml",
      dialect: .openAPI30)
    registry.add(
      try Self.value("{B: {$ref: '../c.yaml#/C'}}", "b.yaml"), uri: "specs/models/b.yaml",
      dialect: .openAPI30)
    registry.add(
      try Self.value("{C: {type: string}}", "c.yaml"), uri: "specs/c.yaml", dialect: .openAPI30)
    let schema = try SchemaCompiler(registry: registry, dialect: .openAPI30)
      .compile(uri: "specs/a.yaml", pointer: JSONPointer(["a"]))
    let document = try JSONReader.read(Array("1".utf8), file: SourceFile(name: "v"))
    let violation = try #require(schema.violations(in: document.root).first)
    #expect(violation.schemaURI == "specs/c.yaml")
    #expect(violation.schemaPointer.description == "/C/type")
    #expect(violation.schemaRange?.description == "c.yaml:1:6")
  }

  @Test func laterDocumentsReplaceEarlierOnes() throws {
    var registry = SchemaRegistry()
    registry.add(try Self.value("{type: string}", "a"), uri: "x", dialect: .draft7)
    registry.add(try Self.value("{type: integer}", "b"), uri: "x#", dialect: .draft7)
    let schema = try SchemaCompiler(registry: registry, dialect: .draft7)
      .compile(uri: "x", pointer: JSONPointer())
    #expect(
      schema.isValid(try JSONReader.read(Array("1".utf8), file: SourceFile(name: "v")).root))
  }

  @Test func unknownPlacesAreErrors() throws {
    var registry = SchemaRegistry()
    registry.add(try Self.value("{}", "a"), uri: "x", dialect: .draft7)
    let compiler = SchemaCompiler(registry: registry, dialect: .draft7)
    #expect(throws: InvalidInput.self) {
      try compiler.compile(uri: "y", pointer: JSONPointer())
    }
    #expect(throws: InvalidInput.self) {
      try compiler.compile(uri: "x", pointer: JSONPointer(["a"]))
    }
  }

  static let metaschemas: [(String, SchemaDialect)] = [
    ("http://json-schema.org/draft-04/schema", .draft4),
    ("http://json-schema.org/draft-06/schema", .draft6),
    ("http://json-schema.org/draft-07/schema", .draft7),
    ("https://json-schema.org/draft/2019-09/schema", .draft201909),
    ("https://json-schema.org/draft/2020-12/schema", .draft202012),
  ]

  @Test(arguments: metaschemas)
  func metaschemasAcceptAndRefuse(_ uri: String, _ dialect: SchemaDialect) throws {
    let metaschema = try SchemaCompiler(registry: SchemaRegistry(), dialect: dialect)
      .compile(uri: uri, pointer: JSONPointer())
    func isValid(_ text: String) throws -> Bool {
      metaschema.isValid(
        try JSONReader.read(Array(text.utf8), file: SourceFile(name: "s")).root)
    }
    #expect(try isValid(#"{"properties":{"a":{"type":["string","null"],"minLength":1}}}"#))
    #expect(try !isValid(#"{"properties":{"a":{"type":"text"}}}"#))
    #expect(try !isValid(#"{"minLength":-1}"#))
    #expect(try !isValid(#"{"allOf":[]}"#))
    #expect(try isValid("true") == (dialect != .draft4))
    #expect(try isValid(#"{"exclusiveMinimum":1}"#) == (dialect != .draft4))
    #expect(try !isValid(#"{"not":{"items":{"required":"a"}}}"#))
    if dialect == .draft201909 || dialect == .draft202012 {
      #expect(try !isValid(#"{"$defs":{"a":{"unevaluatedItems":{"type":1}}}}"#))
    }
  }

  @Test func dialectsAreFoundByMetaschema() {
    for (uri, dialect) in Self.metaschemas {
      #expect(SchemaDialect(metaschema: uri) == dialect)
    }
    #expect(SchemaDialect(metaschema: "http://example.com/schema") == nil)
  }
}
