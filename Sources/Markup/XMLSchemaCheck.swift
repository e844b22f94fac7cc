internal import CLibXML2
package import Documents

/// Validates XML files against an XML Schema, streaming: memory does not grow with the file.
///
/// Neither file can make us load another one: imports, includes and entities are refused.
package struct XMLSchemaCheck: ~Copyable {
  private let handle: OpaquePointer

  /// Compiles the schema in the file at `path`.
  package init(path: String) throws(InvalidInput) {
    let file = SourceFile(name: path)
    let bytes: [UInt8]
    do {
      bytes = try ReadableFile(path: path).readAll(limit: XMLSchemaCheck.schemaLimit)
    } catch {
      throw InvalidInput(
        Diagnostic(
          .error, code: "xml-schema", "the schema \(path) cannot be read: \(error.reason)"))
    }
    let made = bytes.withUnsafeBytes { buffer in
      mx_schema_new(buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count))
    }
    guard let made else {
      throw InvalidInput(Diagnostic(.error, code: "xml-schema", "\(path) is not a schema"))
    }
    let problems = (0..<mx_schema_problem_count(made)).map { index in
      XMLSchemaCheck.diagnostic(mx_schema_problem(made, index), in: file)
    }
    guard problems.isEmpty else {
      mx_schema_free(made)
      throw InvalidInput(problems)
    }
    handle = made
  }

  deinit { mx_schema_free(handle) }

  /// What in the file at `path` disagrees with the schema, at most the first twenty; empty when
  /// the file is valid. Throws when it cannot be read or is not well-formed.
  package func violations(inFileAt path: String) throws(InvalidInput) -> [Diagnostic] {
    var reader = try XMLReader(path: path, schema: handle)
    while try reader.next() != nil {}
    return reader.violations()
  }

  /// Bytes; far above any schema there is.
  private static let schemaLimit = 16 << 20

  static func diagnostic(_ problem: mx_problem, in file: SourceFile) -> Diagnostic {
    let message = problem.message.map { String(cString: $0) } ?? "unknown problem"
    let line = Int(problem.line)
    let place = SourcePosition(line: line, column: 1)
    return Diagnostic(
      .error, code: "xml-invalid", message,
      at: line > 0 ? SourceRange(file: file, start: place) : nil)
  }
}
