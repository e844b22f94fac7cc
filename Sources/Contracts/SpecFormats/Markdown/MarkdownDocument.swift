import Documents

/// A rendered definition as its blocks, types and references not yet resolved.
struct MarkdownDocument {
  var title: Located?
  var version: Located?
  var description: String?
  var termsOfService: Located?
  var contact: [Located] = []
  var license: Located?
  var externalDocs: Located?
  var schemes: Located?
  var security: [SecurityBlock] = []
  var operations: [OperationBlock] = []
  var models: [ModelBlock] = []

  /// A text and where it stands.
  struct Located {
    var text: String
    var range: SourceRange
  }
}

/// One method below one path heading.
struct OperationBlock {
  var path: String
  var pathRange: SourceRange
  var method: String
  var range: SourceRange
  var isDeprecated = false
  var summary = ProseBlock()
  var description = ProseBlock()
  var schemes: MarkdownDocument.Located?
  var parameters: TableBlock?
  var responses: TableBlock?
  var security: TableBlock?
  var tag: MarkdownDocument.Located?
}

/// A table that belongs to an operation, and whether its title stood above it.
struct TableBlock {
  var table: MarkdownTable
  var isTitled: Bool
}

/// One model's heading and table.
struct ModelBlock {
  var name: String
  var range: SourceRange
  var description = ProseBlock()
  var table: MarkdownTable?
  /// True for a schema that allows any instance, printed without a table.
  var isAny = false
}

/// Free text collected line by line.
struct ProseBlock {
  /// The rest of the line that the title stands on.
  var first: Substring?
  var lines: [Range<Int>] = []
  var range: SourceRange?
  var isOpen = false

  /// The text without blank lines at both ends; nil where nothing was written.
  func text(in source: SpecText) -> String? {
    var parts = first.map { [$0] } ?? []
    for range in lines { parts += source.lines[range] }
    while parts.first?.trimmedBlanks().isEmpty == true { parts.removeFirst() }
    while parts.last?.trimmedBlanks().isEmpty == true { parts.removeLast() }
    guard !parts.isEmpty else { return nil }
    return String(parts.joined(separator: "\n").trimmedBlanks())
  }
}
