import Documents

/// Finds the parts of a rendered definition among the blocks of the file.
///
/// Descriptions are free markdown and may hold tables and headings that look like structure. The
/// rules that tell them apart: what stands before the version line is description; a section's
/// title counts only with its table below it; a path counts only with a method below it; among the
/// models the first heading after a table names the next model.
struct MarkdownParser {
  let text: SpecText
  let elements: [MarkdownElement]
  var document = MarkdownDocument()
  var diagnostics: [Diagnostic] = []

  // Where the walk through operations and models stands.
  var mode = Mode.operations
  var path: MarkdownDocument.Located?
  var pathLevel = 0
  /// The operation, or the request of a callback or webhook, that is being read.
  var operation: OperationBlock?
  /// The operation whose callback is being read.
  var owner: OperationBlock?
  var callback: CallbackBlock?
  var prose: WritableKeyPath<OperationBlock, ProseBlock>?
  /// Whether a bold line would be the summary: renderings of OpenAPI 3 print it without a title.
  var awaitsSummary = false
  var awaited: SectionTitle?
  var tag: MarkdownDocument.Located?
  /// Whether text belongs to the tag named last.
  var isBelowTag = false
  var model: ModelBlock?
  var awaitsExample = false

  enum Mode {
    case operations, callbacks, webhooks, models
  }

  static func parse(
    _ text: SpecText, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> MarkdownDocument {
    let elements = try MarkdownScanner.scan(text, diagnostics: &diagnostics)
    var parser = MarkdownParser(text: text, elements: elements)
    try parser.run()
    diagnostics += parser.diagnostics
    return parser.document
  }

  private init(text: SpecText, elements: [MarkdownElement]) {
    self.text = text
    self.elements = elements
  }

  private mutating func run() throws(InvalidInput) {
    guard var first = elements.indices.first(where: isOperationPath) else {
      throw noOperation()
    }
    let version = versionLine(firstOperation: first)
    if let version, version > first {
      guard let next = elements[version...].indices.first(where: isOperationPath) else {
        throw noOperation()
      }
      first = next
    }
    readPreamble(version: version, firstOperation: first)
    for place in first..<elements.count { try walk(place) }
    finishPath()
    finishModel()
  }

  private func noOperation() -> InvalidInput {
    for element in elements {
      guard case .heading(_, let title) = element.content, MethodTitle(title) != nil else {
        continue
      }
      return InvalidInput(
        Diagnostic(
          .error, code: "method-no-path", "the method \(title) stands below no path",
          remedy: "put a heading with the path, such as `### /accounts`, above it",
          at: text.range(ofLines: element.lines)))
    }
    return InvalidInput(
      Diagnostic(
        .error, code: "no-operation", "the definition has no operation",
        remedy: "give a rendering that has a heading for each path and method",
        at: text.range(ofLine: 0)))
  }
}
