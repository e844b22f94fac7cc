import Documents

extension MarkdownParser {
  /// Takes one element of what follows the preamble.
  mutating func walk(_ place: Int) throws(InvalidInput) {
    let element = elements[place]
    guard case .heading(let level, let title) = element.content else {
      if mode == .models { walkModels(place) } else { walkOperation(element, at: place) }
      return
    }
    isBelowTag = false
    if beginsPath(level, at: place) {
      beginPath(title, level: level, at: place)
    } else if isModelsTitle(title, at: place) {
      finishPath()
      finishModel()
      mode = .models
    } else if mode == .models {
      walkModels(place)
    } else {
      try walkHeading(title, level: level, at: place)
    }
  }

  /// Below a callback or among webhooks, headings with a method are not operations.
  private func beginsPath(_ level: Int, at place: Int) -> Bool {
    switch mode {
    case .operations, .models: isOperationPath(place)
    case .callbacks: level <= pathLevel && isOperationPath(place)
    case .webhooks: false
    }
  }

  private mutating func beginPath(_ heading: Substring, level: Int, at place: Int) {
    finishPath()
    finishModel()
    mode = .operations
    guard let title = PathTitle(heading) else { return }
    let range = text.range(ofLine: elements[place].lines.lowerBound)
    path = MarkdownDocument.Located(text: title.path, range: range)
    pathLevel = level
    if title.isBracketed { document.isOpenAPI3 = true }
    guard let method = title.method else { return }
    begin(method: method, isDeprecated: title.isDeprecated, range)
    expectSummary()
  }

  private mutating func begin(method: String, isDeprecated: Bool, _ range: SourceRange) {
    guard let path else { return }
    var block = OperationBlock(
      path: path.text, pathRange: path.range, method: method, range: range)
    block.isDeprecated = isDeprecated
    block.tag = tag
    operation = block
  }

  /// Renderings of OpenAPI 3, which name method and path in one heading, print summary and
  /// description below it, without titles.
  private mutating func expectSummary() {
    awaitsSummary = true
    prose = \.description
  }

  /// `Models` begins the models only when a name follows; a tag may be called so too.
  private func isModelsTitle(_ title: Substring, at place: Int) -> Bool {
    guard mode != .models, let section = SectionTitle(title),
      section == .models || section == .schemas
    else { return false }
    for next in (place + 1)..<Swift.max(place + 1, elements.count) {
      switch elements[next].content {
      case .rule, .opaque, .text: continue
      case .heading(_, let name):
        return PathTitle(name) == nil && MethodTitle(name) == nil && SectionTitle(name) == nil
          || tableFollows(next, .fields)
      case .label(_, let rest, _): return rest.isEmpty
      case .table(let table): return table.kind == .fields
      }
    }
    return true
  }

  private mutating func walkHeading(
    _ title: Substring, level: Int, at place: Int
  ) throws(InvalidInput) {
    let range = text.range(ofLines: elements[place].lines)
    if let method = MethodTitle(title), mode == .operations {
      finishOperation()
      guard path != nil else {
        throw InvalidInput(
          Diagnostic(
            .error, code: "method-no-path", "the method \(method.method) stands below no path",
            remedy: "put a heading with the path, such as `### /accounts`, above it", at: range))
      }
      begin(
        method: method.method, isDeprecated: title.startsExactly(with: "~~"),
        text.range(ofLine: elements[place].lines.lowerBound))
      return
    }
    // Most headings are these, and only with their table.
    if let section = SectionTitle(title), section.hasTable,
      enter(section, title: title, rest: "", at: place)
    {
      return
    }
    if isTag(title, level: level, at: place) {
      finishPath()
      mode = .operations
      begin(tag: title, at: place)
      return
    }
    if mode != .operations, let call = CallTitle(title) {
      beginCall(call, title, at: place)
      return
    }
    if let section = SectionTitle(title), enter(section, title: title, rest: "", at: place) {
      return
    }
    if PathTitle(title) != nil {
      diagnostics.append(
        Diagnostic(
          .warning, code: "path-empty", "the path \(title) has no method below it",
          remedy: "add a heading with the method, such as `#### GET`", at: range))
    }
    let isComplete = operation.map { $0.responses != nil } ?? true
    guard isComplete, mode == .operations else {
      append(place)
      return
    }
    finishOperation()
    if tableFollows(place, .fields) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "models-title-missing", "models follow without the title Models",
          remedy: "put a heading `### Models` above the first one", at: range))
      mode = .models
      walkModels(place)
    } else if PathTitle(title) == nil {
      begin(tag: title, at: place)
    }
  }

  /// Begins the operations of a tag. Those without one are printed below `default`.
  mutating func begin(tag title: Substring, at place: Int) {
    let located = MarkdownDocument.Located(
      text: MarkdownName.plain(title), range: text.range(ofLines: elements[place].lines))
    if located.text.isExactly("default") {
      tag = nil
      diagnostics.append(
        Diagnostic(
          .note, code: "tag-default",
          "operations without a tag are printed below `default`, so none is assumed here",
          remedy: "nothing to do, or name the tag otherwise", at: located.range))
      return
    }
    tag = located
    document.tags.append(TagBlock(name: located))
    isBelowTag = true
  }

  private mutating func walkOperation(_ element: MarkdownElement, at place: Int) {
    switch element.content {
    case .label(let name, let rest, let isTriple):
      if isTriple, SectionTitle(name) == .deprecated {
        operation?.isDeprecated = true
      } else if let section = SectionTitle(name),
        enter(section, title: name, rest: rest, at: place)
      {
        break
      } else if !takeSummary(at: place) {
        append(place)
      }
    case .table(let table): take(table, at: place)
    case .text, .opaque, .rule:
      append(place)
      awaitsSummary = false
    case .heading: break
    }
  }

  /// Takes a line that is bold from end to end as the summary.
  private mutating func takeSummary(at place: Int) -> Bool {
    guard awaitsSummary, operation?.summary.range == nil else { return false }
    awaitsSummary = false
    let line = text.lines[elements[place].lines.lowerBound].trimmedBlanks()
    guard let summary = line.dropping(prefix: "**")?.dropping(suffix: "**"), !summary.isEmpty else {
      return false
    }
    operation?.summary.first = summary
    operation?.summary.range = text.range(ofLines: elements[place].lines)
    return true
  }

  mutating func append(_ place: Int) {
    if isBelowTag, let last = document.tags.indices.last {
      document.tags[last].description.lines.append(elements[place].lines)
      return
    }
    guard let prose else { return }
    operation?[keyPath: prose].lines.append(elements[place].lines)
  }

  /// Puts what was read of one operation, or of one request of a callback or webhook, away.
  mutating func finishOperation() {
    if let operation {
      switch mode {
      case .callbacks: callback?.operations.append(operation)
      case .webhooks: document.webhooks.append(operation)
      case .operations, .models: document.operations.append(operation)
      }
    }
    operation = nil
    prose = nil
    awaited = nil
    awaitsSummary = false
  }

  /// Puts the operation away, also where it is its callback that is being read.
  mutating func finishPath() {
    finishOperation()
    finishCallback()
    if let owner { document.operations.append(owner) }
    owner = nil
  }

  mutating func finishCallback() {
    if let callback { owner?.callbacks.append(callback) }
    callback = nil
  }
}
