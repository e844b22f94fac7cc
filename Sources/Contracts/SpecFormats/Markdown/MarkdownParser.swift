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
  var operation: OperationBlock?
  var prose: WritableKeyPath<OperationBlock, ProseBlock>?
  var awaited: SectionTitle?
  var tag: MarkdownDocument.Located?
  var model: ModelBlock?

  enum Mode {
    case operations, models
    /// Callbacks and webhooks, which are no operations.
    case ignored
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
    try refuseNewerRendering(first)
    readPreamble(version: version, firstOperation: first)
    for place in first..<elements.count { try walk(place) }
    finishOperation()
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

  private func refuseNewerRendering(_ first: Int) throws(InvalidInput) {
    guard case .heading(_, let title) = elements[first].content,
      PathTitle(title)?.isBracketed == true
    else { return }
    throw InvalidInput(
      Diagnostic(
        .error, code: "format-unsupported",
        "markdown rendered from OpenAPI 3 is recognised but not supported yet",
        remedy: "give the OpenAPI file itself, or a rendering of Swagger 2.0",
        at: text.range(ofLines: elements[first].lines)))
  }
}

// MARK: - Looking ahead

extension MarkdownParser {
  /// The heading's text, where the element is one.
  func heading(_ place: Int) -> Substring? {
    guard elements.indices.contains(place), case .heading(_, let title) = elements[place].content
    else { return nil }
    return title
  }

  /// A path heading with a method of its own or with a method heading as the next structure.
  func isOperationPath(_ place: Int) -> Bool {
    guard let title = heading(place).flatMap(PathTitle.init) else { return false }
    if title.method != nil { return true }
    for next in elements[(place + 1)...] {
      switch next.content {
      case .heading(_, let text): return MethodTitle(text) != nil
      case .table: return false
      case .label(let name, let rest, _) where rest.isEmpty && SectionTitle(name) != nil:
        return false
      default: continue
      }
    }
    return false
  }

  /// The next element that is neither blank nor a rule.
  func next(after place: Int) -> MarkdownElement.Content? {
    for element in elements[(place + 1)...] {
      switch element.content {
      case .blank, .rule: continue
      default: return element.content
      }
    }
    return nil
  }

  /// Whether the next structure is a table of that kind.
  func tableFollows(_ place: Int, _ kind: MarkdownTable.Kind) -> Bool {
    guard case .table(let table)? = next(after: place) else { return false }
    return table.kind == kind
  }

  /// The last version line before the first operation; a description may quote others. One that
  /// comes later counts when what stands before it can't be an operation after all.
  private func versionLine(firstOperation: Int) -> Int? {
    if let last = elements[..<firstOperation].indices.last(where: { version(at: $0) != nil }) {
      return last
    }
    for place in firstOperation..<elements.count {
      if case .table(let table) = elements[place].content, table.kind == .responses { return nil }
      if version(at: place) != nil { return place }
    }
    return nil
  }

  func version(at place: Int) -> MarkdownDocument.Located? {
    let element = elements[place]
    let range = text.range(ofLines: element.lines)
    switch element.content {
    case .label(let name, let rest, _):
      guard SectionTitle(name) == .version, !rest.isEmpty else { return nil }
      return MarkdownDocument.Located(text: MarkdownName.plain(rest), range: range)
    case .heading(_, let title):
      let plain = MarkdownName.plain(title)
      guard plain.loweredASCII().startsExactly(with: "version"),
        let colon = plain.firstRange(ofASCII: ":"),
        SectionTitle(plain[..<colon.upperBound]) == .version
      else { return nil }
      let rest = MarkdownName.plain(plain[colon.upperBound...])
      return rest.isEmpty ? nil : MarkdownDocument.Located(text: rest, range: range)
    default: return nil
    }
  }
}
