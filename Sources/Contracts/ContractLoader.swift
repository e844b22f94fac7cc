package import Documents

/// A contract and what its definition made worth saying.
package struct LoadedContract: Sendable {
  package let contract: Contract
  /// Its schemas, compiled at most once, whoever asks for them first.
  package let schemas: ContractSchemas
  /// Notes and warnings, in the order of reading.
  package var diagnostics: [Diagnostic]
  /// The bytes of the files that it was read from, as far as who read them left them here.
  package var texts: [SourceFile: [UInt8]] = [:]

  package init(contract: Contract, diagnostics: [Diagnostic]) {
    self.contract = contract
    schemas = ContractSchemas(contract: contract)
    self.diagnostics = diagnostics
  }
}

/// Turns the bytes of a definition into a contract.
///
///     bytes ─ SpecFormat ─▶ located document ─ overlays, other files ─▶ document ─ builder ─▶ Contract
///
/// Pure: the caller reads the files, also those that the definition refers to. The format is decided by content, never by a file's name.
package enum ContractLoader {
  /// Reads a definition and applies overlays to it in the order given.
  ///
  /// Throws where anything prevents a contract, with all the errors that were found. What did not
  /// prevent it is returned.
  ///
  /// - Parameter files: gives the other files that the definition refers to; nil where it may refer
  ///   to none.
  package static func load(
    _ bytes: [UInt8], file: SourceFile, overlays: [(bytes: [UInt8], file: SourceFile)] = [],
    files: (any SpecFileSource)? = nil
  ) throws(InvalidInput) -> LoadedContract {
    var diagnostics: [Diagnostic] = []
    let input: SpecInput
    if let plain = SpecInput(plainJSON: bytes, file: file) {
      input = plain
    } else {
      let text = try SpecText(decoding: bytes, file: file, diagnostics: &diagnostics)
      input = SpecInput(bytes: bytes, file: file, text: text)
    }
    let format = try self.format(of: input)
    var document = try format.read(input, diagnostics: &diagnostics)
    for overlay in overlays {
      let overlay = try Overlay.read(overlay.bytes, file: overlay.file)
      try overlay.apply(to: &document.tree, diagnostics: &diagnostics)
    }
    if let files {
      document.tree = SpecBundler.bundle(document.tree, from: files, diagnostics: &diagnostics)
      try throwErrors(diagnostics)
    }
    let name = document.formatName ?? format.name
    let contract =
      switch document.family {
      case .swagger2:
        Swagger2Builder.build(document.tree, format: name, source: file, diagnostics: &diagnostics)
      case .openAPI3:
        OpenAPI3Builder.build(document.tree, format: name, source: file, diagnostics: &diagnostics)
      }
    try throwErrors(diagnostics)
    return LoadedContract(contract: contract, diagnostics: diagnostics)
  }

  private static func throwErrors(_ diagnostics: [Diagnostic]) throws(InvalidInput) {
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw InvalidInput(errors) }
  }

  /// The format that recognises the file; a refusal by name where none does.
  private static func format(of input: SpecInput) throws(InvalidInput) -> any SpecFormat {
    if input.json == nil, input.text.isEmpty {
      throw InvalidInput(
        Diagnostic(
          .error, code: "spec-empty", "the definition is empty",
          remedy: "give an API definition: OpenAPI 3, Swagger 2.0 or a rendering as markdown",
          at: input.start))
    }
    if input.json == nil, let refusal = ForeignFormat.refusal(of: input) {
      throw InvalidInput(refusal)
    }
    if input.json == nil, StructuredSpec.lacksVersion(input) {
      throw InvalidInput(
        Diagnostic(
          .error, code: "version-missing", "the definition doesn't say which format it has",
          remedy: "begin it with `openapi: 3.0.3` or `swagger: \"2.0\"`, whichever it is",
          at: input.start))
    }
    if let format = AllSpecFormats.formats.first(where: { $0.recognises(input) }) { return format }
    throw InvalidInput(
      Diagnostic(
        .error, code: "spec-unrecognised", "this is no API definition that muster knows",
        remedy: "give OpenAPI 3 or Swagger 2.0 as JSON or YAML, or a rendering as markdown",
        at: input.start))
  }
}
