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
  var servers: MarkdownTable?
  var security: [SecurityBlock] = []
  var authorizations: [AuthorizationBlock] = []
  var tags: [TagBlock] = []
  var operations: [OperationBlock] = []
  var webhooks: [OperationBlock] = []
  var models: [ModelBlock] = []
  /// True for versions whose descriptions have backslashes before bars and backslashes, told by the
  /// version line: those that print it as a heading.
  var hasEscapes = false
  /// True where something was printed that only renderings of OpenAPI 3 have.
  var isOpenAPI3 = false

  /// A text and where it stands.
  struct Located {
    var text: String
    var range: SourceRange
  }
}

/// A heading that operations are grouped below, and what stands below it.
struct TagBlock {
  var name: MarkdownDocument.Located
  var description = ProseBlock()
}

/// One method below one path heading; also one request of a callback, whose expression is the path,
/// or a webhook, whose name is.
struct OperationBlock {
  var path: String
  var pathRange: SourceRange
  var method: String
  var range: SourceRange
  var isDeprecated = false
  var summary = ProseBlock()
  var description = ProseBlock()
  var externalDocs: MarkdownDocument.Located?
  var schemes: MarkdownDocument.Located?
  var parameters: TableBlock?
  var bodyDescription = ProseBlock()
  var body: TableBlock?
  var responses: TableBlock?
  var security: TableBlock?
  var tag: MarkdownDocument.Located?
  var callbacks: [CallbackBlock] = []
}

/// The requests of one callback.
struct CallbackBlock {
  var name: MarkdownDocument.Located
  var operations: [OperationBlock] = []
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
  /// True for a schema that allows any instance, false for one that allows none; both are printed
  /// without a table.
  var allowsAny: Bool?
  /// What stands between `<pre>` and `</pre>` below the title Example.
  var example: MarkdownDocument.Located?

  var isComplete: Bool { table != nil || allowsAny != nil }
}

/// Free text collected line by line.
struct ProseBlock {
  /// The rest of the line that the title stands on.
  var first: Substring?
  var lines: [Range<Int>] = []
  var range: SourceRange?

  /// The text without blank lines and rules at its end; nil where nothing was written. Blank lines
  /// between its lines belong to it.
  func text(in source: SpecText) -> String? {
    var parts = first.map { [$0] } ?? []
    var end: Int?
    for range in lines {
      if let end, end < range.lowerBound {
        let gap = source.lines[end..<range.lowerBound]
        if gap.allSatisfy({ $0.trimmedBlanks().isEmpty }) { parts += gap }
      }
      parts += source.lines[range]
      end = range.upperBound
    }
    let isBlank = { (line: Substring) in line.trimmedBlanks().isEmpty }
    guard let start = parts.firstIndex(where: { !isBlank($0) }),
      let end = parts.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return String(parts[start...end].joined(separator: "\n").trimmedBlanks())
  }
}
