import Documents
import Inputs
import Schemas

/// A document to be validated: JSON, or YAML that was turned into it and remembers its places.
struct InputDocument {
  /// The path as the user gave it, or `<stdin>`.
  let file: SourceFile
  let json: JSONDocument
  private let yaml: Value?

  /// - Parameter path: `-` is stdin.
  ///
  /// Throws a `Failure` for a file that can't be read, diagnostics for one that is neither JSON nor
  /// YAML.
  static func read(_ path: String) throws -> InputDocument {
    let isInput = path == "-"
    let bytes =
      isInput
      ? try InputFile.readStandardInput() : try InputFile.read(path, what: "the document")
    return try read(bytes, file: SourceFile(name: isInput ? "<stdin>" : path))
  }

  private static func read(
    _ bytes: [UInt8], file: SourceFile
  ) throws(InvalidInput) -> InputDocument {
    if isNamedYAML(file.name) { return try readYAML(bytes, file: file) }
    do {
      let json = try JSONReader.read(bytes, file: file)
      return InputDocument(file: file, json: json, yaml: nil)
    } catch {
      if !file.name.hasSuffix(".json"), looksLikeYAML(bytes) {
        return try readYAML(bytes, file: file)
      }
      throw InvalidInput(error.diagnostic(file: file))
    }
  }

  private static func readYAML(
    _ bytes: [UInt8], file: SourceFile
  ) throws(InvalidInput) -> InputDocument {
    let value = try YAMLReader.read(bytes, file: file)
    do {
      // YAML's root counts as a level of its own.
      let json = try JSONReader.read(
        JSONWriter.bytes(value), file: file, depthLimit: YAMLReader.depthLimit + 1)
      return InputDocument(file: file, json: json, yaml: value)
    } catch {
      throw InvalidInput(error.diagnostic(file: file))
    }
  }

  static func isNamedYAML(_ path: String) -> Bool {
    path.hasSuffix(".yaml") || path.hasSuffix(".yml")
  }

  /// Whether the first line is one that no JSON text starts with: a marker, a comment, an entry or
  /// `name: value`. What starts like JSON was meant to be JSON, and its mistake is to be told.
  private static func looksLikeYAML(_ bytes: [UInt8]) -> Bool {
    let text = bytes.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    let line = String(decoding: text.prefix(500).prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    if ["---", "%", "#", "- "].contains(where: line.hasPrefix) { return true }
    if ["{", "[", "\""].contains(where: line.hasPrefix) { return false }
    return line.contains(": ") || line.hasSuffix(":")
  }

  /// Members that stand twice: both are validated, whichever a reader of the document would take.
  var warnings: [Diagnostic] {
    json.duplicateMembers.map { $0.diagnostic(.warning, file: file) }
  }

  /// Where a violation's value stands.
  func range(of violation: Violation) -> SourceRange? {
    if let yaml { return yaml[violation.instance]?.range }
    return violation.instancePosition.map { SourceRange(file: file, start: $0) }
  }
}
