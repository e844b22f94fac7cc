/// Reads a file that may be JSON or YAML, whatever its name: the content decides.
package enum StructuredReader {
  /// JSON where the first byte that is no blank is `{` or `[` and the rest is JSON; where it isn't,
  /// YAML's flow notation is tried too. Everything else is YAML.
  ///
  /// Members that JSON holds twice are errors with both places.
  package static func read(
    _ bytes: [UInt8], file: SourceFile
  ) throws(InvalidInput) -> Value {
    guard let first = bytes.first(where: { !isBlank($0) }), first == 0x7B || first == 0x5B else {
      return try YAMLReader.read(bytes, file: file)
    }
    let document: JSONDocument
    do {
      document = try JSONReader.read(bytes, file: file)
    } catch {
      // `{a: 1}` is YAML. Of two refusals the first reader's is reported: a file that starts like
      // JSON was most likely meant to be.
      if isTellingJSONError(error.kind) { throw InvalidInput(error.diagnostic(file: file)) }
      if let value = try? YAMLReader.read(bytes, file: file) { return value }
      throw InvalidInput(error.diagnostic(file: file))
    }
    return try tree(of: document)
  }

  /// The tree of JSON that was read already; members that it holds twice are errors.
  package static func tree(of document: JSONDocument) throws(InvalidInput) -> Value {
    let duplicates = document.duplicateMembers
    guard duplicates.isEmpty else {
      throw InvalidInput(duplicates.map { $0.diagnostic(.error, file: document.file) })
    }
    return Value(document)
  }

  /// Mistakes of JSON that YAML would silently read as something else.
  private static func isTellingJSONError(_ kind: JSONError.Kind) -> Bool {
    switch kind {
    case .unquotedName, .singleQuote, .unexpected, .badLiteral, .trailingComma, .badEscape,
      .badNumber:
      false
    default: true
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

extension DuplicateMember {
  package func diagnostic(_ severity: Diagnostic.Severity, file: SourceFile) -> Diagnostic {
    Diagnostic(
      severity, code: "duplicate-member",
      "the member \(JSONWriter.quoted(name)) stands twice in one object, first at "
        + "\(first.line):\(first.column)",
      remedy: "remove or rename one of the two", at: SourceRange(file: file, start: second))
  }
}
