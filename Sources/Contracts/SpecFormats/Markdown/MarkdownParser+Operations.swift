import Documents

extension MarkdownParser {
  /// Takes one element of what follows the preamble.
  mutating func walk(_ place: Int) throws(InvalidInput) {
    let element = elements[place]
    if case .heading(let level, let title) = element.content {
      if isOperationPath(place) {
        beginPath(title, at: place)
        return
      }
      if isModelsTitle(title, at: place) {
        finishOperation()
        finishModel()
        mode = .models
        return
      }
      switch mode {
      case .models: walkModels(place)
      case .ignored: break
      case .operations: try walkHeading(title, level: level, at: place)
      }
      return
    }
    switch mode {
    case .models: walkModels(place)
    case .ignored: break
    case .operations: walkOperation(element, at: place)
    }
  }

  private mutating func beginPath(_ heading: Substring, at place: Int) {
    finishOperation()
    finishModel()
    mode = .operations
    guard let title = PathTitle(heading) else { return }
    let range = text.range(ofLine: elements[place].lines.lowerBound)
    path = MarkdownDocument.Located(text: title.path, range: range)
    guard let method = title.method else { return }
    begin(method: method, isDeprecated: title.isDeprecated, range)
  }

  private mutating func begin(method: String, isDeprecated: Bool, _ range: SourceRange) {
    guard let path else { return }
    var block = OperationBlock(
      path: path.text, pathRange: path.range, method: method, range: range)
    block.isDeprecated = isDeprecated
    block.tag = tag
    operation = block
  }

  /// `Models` begins the models only when a name follows; a tag may be called so too.
  private func isModelsTitle(_ title: Substring, at place: Int) -> Bool {
    guard mode != .models, let section = SectionTitle(title),
      section == .models || section == .schemas
    else { return false }
    for next in (place + 1)..<Swift.max(place + 1, elements.count) {
      switch elements[next].content {
      case .blank, .rule, .opaque, .text: continue
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
    if let method = MethodTitle(title) {
      finishOperation()
      guard path != nil else {
        throw InvalidInput(
          Diagnostic(
            .error, code: "method-no-path", "the method \(method.method) stands below no path",
            remedy: "put a heading with the path, such as `### /accounts`, above it",
            at: text.range(ofLines: elements[place].lines)))
      }
      begin(
        method: method.method, isDeprecated: title.startsExactly(with: "~~"),
        text.range(ofLine: elements[place].lines.lowerBound))
      return
    }
    if let section = SectionTitle(title), enter(section, rest: "", at: place) { return }
    if PathTitle(title) != nil {
      diagnostics.append(
        Diagnostic(
          .warning, code: "path-empty", "the path \(title) has no method below it",
          remedy: "add a heading with the method, such as `#### GET`",
          at: text.range(ofLines: elements[place].lines)))
    }
    let isComplete = operation.map { $0.responses != nil } ?? true
    guard isComplete else {
      append(place)
      return
    }
    finishOperation()
    if tableFollows(place, .fields) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "models-title-missing", "models follow without the title Models",
          remedy: "put a heading `### Models` above the first one",
          at: text.range(ofLines: elements[place].lines)))
      mode = .models
      walkModels(place)
    } else if PathTitle(title) == nil {
      tag = MarkdownDocument.Located(
        text: MarkdownName.plain(title), range: text.range(ofLines: elements[place].lines))
    }
  }

  private mutating func walkOperation(_ element: MarkdownElement, at place: Int) {
    switch element.content {
    case .label(let name, let rest, let isTriple):
      if isTriple, SectionTitle(name) == .deprecated {
        operation?.isDeprecated = true
      } else if let section = SectionTitle(name), enter(section, rest: rest, at: place) {
        break
      } else {
        append(place)
      }
    case .table(let table): take(table, at: place)
    case .blank, .text, .opaque: append(place)
    case .rule: prose = nil
    case .heading: break
    }
  }

  /// Begins a section of the open operation; false where the title is ordinary text after all.
  private mutating func enter(_ section: SectionTitle, rest: Substring, at place: Int) -> Bool {
    guard operation != nil || section == .webhooks else { return false }
    switch section {
    case .summary: return open(\.summary, rest, at: place)
    case .description: return open(\.description, rest, at: place)
    case .parameters:
      let follows = tableFollows(place, .parameters) || tableFollows(place, .fields)
      return expect(section, rest, follows)
    case .responses: return expect(section, rest, tableFollows(place, .responses))
    case .security: return expect(section, rest, tableFollows(place, .operationSecurity))
    case .schemes:
      guard !rest.isEmpty, operation?.schemes == nil else { return false }
      operation?.schemes = MarkdownDocument.Located(
        text: String(rest), range: text.range(ofLines: elements[place].lines))
    case .documentation: prose = nil
    case .deprecated: operation?.isDeprecated = true
    case .callback, .webhooks:
      finishOperation()
      mode = .ignored
      diagnostics.append(
        Diagnostic(
          .note, code: "callback-ignored", "callbacks and webhooks are no operations of the target",
          remedy: "nothing to do: they are not exercised",
          at: text.range(ofLines: elements[place].lines)))
    default: return false
    }
    return true
  }

  private mutating func expect(_ section: SectionTitle, _ rest: Substring, _ follows: Bool) -> Bool
  {
    guard follows, rest.isEmpty else { return false }
    awaited = section
    prose = nil
    return true
  }

  private mutating func open(
    _ target: WritableKeyPath<OperationBlock, ProseBlock>, _ rest: Substring, at place: Int
  ) -> Bool {
    guard operation?[keyPath: target].range == nil, operation?.responses == nil else {
      return false
    }
    operation?[keyPath: target].range = text.range(ofLines: elements[place].lines)
    operation?[keyPath: target].first = rest
    prose = target
    return true
  }

  private mutating func append(_ place: Int) {
    guard let prose else { return }
    operation?[keyPath: prose].lines.append(elements[place].lines)
  }
}

// MARK: - Tables of an operation

extension MarkdownParser {
  private mutating func take(_ table: MarkdownTable, at place: Int) {
    let title = awaited
    awaited = nil
    switch (table.kind, title) {
    case (.parameters, _): assign(table, to: \.parameters, isTitled: title == .parameters, place)
    case (.fields, .parameters): assign(table, to: \.parameters, isTitled: true, place)
    case (.responses, _): assign(table, to: \.responses, isTitled: title == .responses, place)
    case (.operationSecurity, _):
      assign(table, to: \.security, isTitled: title == .security, place)
    default: append(place)
    }
  }

  /// A titled table counts before one without title, which may belong to a description.
  private mutating func assign(
    _ table: MarkdownTable, to target: WritableKeyPath<OperationBlock, TableBlock?>,
    isTitled: Bool, _ place: Int
  ) {
    guard let present = operation else { return }
    let range = text.range(ofLines: elements[place].lines)
    if let earlier = present[keyPath: target] {
      guard isTitled || !earlier.isTitled else {
        append(place)
        return
      }
      diagnostics.append(
        Diagnostic(
          .warning, code: "section-repeated",
          "\(present.method) \(present.path) has a second table of the same kind",
          remedy: "keep one of them; the last one counts", at: range))
    }
    if !isTitled {
      diagnostics.append(
        Diagnostic(
          .warning, code: "section-title-missing", "a table stands here without its title",
          remedy: "put its title, such as `**Parameters**`, above it", at: range))
    }
    operation?[keyPath: target] = TableBlock(table: table, isTitled: isTitled)
    prose = nil
  }

  mutating func finishOperation() {
    if let operation { document.operations.append(operation) }
    operation = nil
    prose = nil
    awaited = nil
  }
}
