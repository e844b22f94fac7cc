import Documents
import Inputs
import Schemas

/// The schema of a validation, or what is needed to compile those that the documents bring.
struct SchemaChoice {
  /// Nil where each document brings its own.
  var schema: Schema?
  /// What references may lead to.
  let registry: SchemaRegistry
  let dialect: SchemaDialect
  let options: SchemaOptions
  /// About the files that were read, none of them an error.
  var diagnostics: [Diagnostic]

  /// The URI of a schema that is no file.
  private static let inlineURI = "urn:muster:schema"

  /// Reads and compiles a file. Its URI is its path, so that relative references lead to what
  /// `--remote` maps beside it.
  mutating func compile(_ path: String, isDialectGiven: Bool) throws(Failure) {
    let bytes = try InputFile.read(path, what: "the schema")
    let file = SourceFile(name: path)
    do {
      let document = try StructuredReader.read(bytes, file: file)
      if isDialectGiven, let warning = disagreement(document) { diagnostics.append(warning) }
      schema = try compile(document, uri: path)
    } catch {
      throw Failure(error)
    }
  }

  /// Compiles a schema that is part of something else.
  func compile(_ document: Value, uri: String = inlineURI) throws(InvalidInput) -> Schema {
    var registry = registry
    registry.add(document, uri: uri, dialect: dialect)
    let compiler = SchemaCompiler(registry: registry, dialect: dialect, options: options)
    do {
      return try compiler.compile(uri: uri)
    } catch {
      // Nobody can add a document here but by the option.
      throw InvalidInput(
        error.diagnostics.map { problem in
          guard problem.code == "schema-unresolved-reference" else { return problem }
          var mended = problem
          mended.remedy = "correct the reference, or map a folder to its URL by --remote URL=DIR"
          return mended
        })
    }
  }

  /// A schema that says itself how it is to be read is read so, whatever the option says.
  private func disagreement(_ document: Value) -> Diagnostic? {
    guard let own = document["$schema"], let text = own.string,
      let uri = text.split(separator: "#").first,
      let named = SchemaDialect(metaschema: String(uri)), named != dialect
    else { return nil }
    switch dialect {
    case .swagger20, .openAPI30:
      return Diagnostic(
        .warning, code: "schema-dialect",
        "$schema means nothing in \(dialect.rawValue), by which --dialect reads it",
        remedy: "leave one of the two out", at: own.range)
    default:
      return Diagnostic(
        .warning, code: "schema-dialect",
        "the schema is read as \(named.rawValue), as its $schema says, not as \(dialect.rawValue)",
        remedy: "leave --dialect out, or correct $schema", at: own.range)
    }
  }
}
