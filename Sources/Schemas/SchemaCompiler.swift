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
    guard let result = try compile(uri: uri, pointers: [pointer]).first else {
      throw Self.nothing(at: pointer, in: uri)
    }
    return try result.get()
  }

  /// Compiles many schemas of a document at once: what they share is compiled and held once. The
  /// results come in the order of the pointers; each schema fails only by what it leads to itself.
  package func compile(
    uri: String, pointers: [JSONPointer]
  ) throws(InvalidInput) -> [Result<Schema, InvalidInput>] {
    try compile(uri: uri, places: pointers.map { ($0, nil) })
  }

  /// The same for callers that have some of the schemas at hand.
  ///
  /// - Parameter places: the pointers, each with what stands there in the document, or nil where that has
  ///   to be looked up.
  package func compile(
    uri: String, places: [(pointer: JSONPointer, value: Value?)]
  ) throws(InvalidInput) -> [Result<Schema, InvalidInput>] {
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
    var walk = PointerWalk(builder.index.documents[document].document)
    builder.reserveCapacity(places.count)
    var roots: [Int32?] = []
    roots.reserveCapacity(places.count)
    for place in places.indices {
      let location = Location(document: document, pointer: places[place].pointer)
      if let known = builder.known(location) {
        roots.append(known)
      } else if let value = places[place].value ?? walk.value(at: location.pointer) {
        roots.append(builder.request(location, value))
      } else {
        roots.append(nil)
      }
    }
    builder.build()
    let storage = ProgramStorage(builder.program)
    return roots.indices.map { number in
      guard let root = roots[number] else {
        return .failure(Self.nothing(at: places[number].pointer, in: key))
      }
      let problems = builder.diagnostics(of: root)
      return problems.isEmpty
        ? .success(Schema(storage: storage, root: root)) : .failure(InvalidInput(problems))
    }
  }

  private static func nothing(at pointer: JSONPointer, in uri: String) -> InvalidInput {
    InvalidInput(
      Diagnostic(
        .error, code: "schema-unknown-place", "\(uri) has nothing at \(pointer)",
        remedy: "correct the pointer"))
  }
}
