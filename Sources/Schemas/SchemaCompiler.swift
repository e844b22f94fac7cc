package import Documents

/// Compiles schemas of registered documents.
package struct SchemaCompiler: Sendable {
  private let registry: SchemaRegistry
  private let dialect: SchemaDialect
  private let options: SchemaOptions

  /// - Parameters:
  ///   - registry: all documents that references may lead to.
  ///   - dialect: how to read the document that is compiled, whatever it was registered as, where it
  ///     doesn't say so itself by `$schema`. Documents that it refers to keep their own.
  package init(
    registry: SchemaRegistry, dialect: SchemaDialect, options: SchemaOptions = SchemaOptions()
  ) {
    self.registry = registry
    self.dialect = dialect
    self.options = options
  }

  /// Compiles the schema at a place of a registered document, with all that it refers to.
  ///
  /// Throws diagnostics, each with its range, for a schema that says something impossible: an unknown
  /// type, a keyword of the wrong form, a reference that leads nowhere, a pattern that is none.
  package func compile(
    uri: String, pointer: JSONPointer = JSONPointer()
  ) throws(InvalidInput) -> Schema {
    let key = URIReference(uri).withoutFragment.text
    var registry = registry
    if let place = registry.place(of: key), registry.entries[place].dialect != dialect {
      registry.add(registry.entries[place].document, uri: key, dialect: dialect)
    }
    var builder = SchemaBuilder(registry: registry, options: options)
    guard let document = builder.index.document(key) else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "schema-unknown-document", "no document is registered as \(key)",
          remedy: "add the document"))
    }
    let location = Location(document: document, pointer: pointer)
    guard let value = builder.index.value(at: location) else {
      throw InvalidInput(
        Diagnostic(
          .error, code: "schema-unknown-place", "\(key) has nothing at \(pointer)",
          remedy: "correct the pointer"))
    }
    let root = builder.build(location, value)
    guard builder.diagnostics.isEmpty else { throw InvalidInput(builder.diagnostics) }
    return Schema(program: builder.program, root: root)
  }
}
