package import Documents

/// The shape of a located document, which decides how a contract is built from it.
package enum SpecFamily: String, Sendable, CaseIterable {
  case swagger2 = "Swagger 2.0"
  case openAPI3 = "OpenAPI 3"
}

/// A spec as a located tree, before overlays.
package struct SpecDocument: Sendable {
  package var tree: Value
  package var family: SpecFamily
  /// The format with its version where the file tells it, for instance "OpenAPI 3.1"; nil where the
  /// format's own name says it all.
  package var formatName: String?

  package init(tree: Value, family: SpecFamily, formatName: String? = nil) {
    self.tree = tree
    self.family = family
    self.formatName = formatName
  }
}

/// What a format decides on and reads from.
package struct SpecInput: Sendable {
  package let bytes: [UInt8]
  package let file: SourceFile
  /// Without lines where `json` is there, which then says all.
  package let text: SpecText
  /// The file as it was read already; nil where it takes a closer look to say what it is.
  package let json: JSONDocument?

  package init(bytes: [UInt8], file: SourceFile, text: SpecText) {
    self.bytes = bytes
    self.file = file
    self.text = text
    json = nil
  }

  /// A definition in JSON that plainly is one and gives no cause for remarks on its text; nil for
  /// everything else.
  init?(plainJSON bytes: [UInt8], file: SourceFile) {
    guard let document = StructuredSpec.plainJSON(bytes, file: file) else { return nil }
    self.bytes = bytes
    self.file = file
    text = SpecText(unreadIn: file)
    json = document
  }

  /// The file as a located tree, whether it is JSON or YAML.
  func tree() throws(InvalidInput) -> Value {
    if let json { return try StructuredReader.tree(of: json) }
    return try StructuredReader.read(bytes, file: file)
  }

  /// The stretch that a message about the file as a whole points at.
  package var start: SourceRange {
    SourceRange(file: file, start: SourcePosition(line: 1, column: 1))
  }
}

/// A kind of file that API definitions are written in.
///
/// A format translates text into a located tree of one of the families; overlays and the family's
/// builder then work on that tree, whatever it was written in.
package protocol SpecFormat: Sendable {
  /// Stable kebab-case identifier.
  var id: String { get }
  /// As a person would name it; becomes `Contract.format`.
  var name: String { get }

  /// Decides by content, never by the file's name. Cheap: it looks, it does not parse.
  func recognises(_ input: SpecInput) -> Bool

  /// Reads the file. What was tolerated is added to `diagnostics`; what can't be is thrown.
  func read(
    _ input: SpecInput, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> SpecDocument
}
