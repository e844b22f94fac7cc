import Documents

extension MarkdownParser {
  /// Begins a section of the open operation; false where the title is ordinary text after all.
  mutating func enter(
    _ section: SectionTitle, title: Substring, rest: Substring, at place: Int
  ) -> Bool {
    if section == .webhooks { return enterWebhooks(at: place) }
    guard operation != nil || section == .callback && owner != nil else { return false }
    switch section {
    case .summary: return open(\.summary, rest, at: place)
    case .description: return open(\.description, rest, at: place)
    case .parameters:
      let follows = tableFollows(place, .parameters) || tableFollows(place, .fields)
      return expect(section, rest, follows)
    case .requestBody:
      guard operation?.body == nil, expect(section, rest, bodyFollows(place)) else { return false }
      prose = \.bodyDescription
    case .responses: return expect(section, rest, tableFollows(place, .responses))
    case .security: return expect(section, rest, tableFollows(place, .operationSecurity))
    case .schemes:
      guard !rest.isEmpty, operation?.schemes == nil else { return false }
      let schemes = located(rest, at: place)
      operation?.schemes = schemes
    case .documentation:
      prose = nil
      let docs = rest.isEmpty ? nil : located(rest, at: place)
      operation?.externalDocs = docs
    case .deprecated: operation?.isDeprecated = true
    case .callback: return enterCallback(title, at: place)
    default: return false
    }
    awaitsSummary = false
    return true
  }

  private func located(_ rest: Substring, at place: Int) -> MarkdownDocument.Located {
    MarkdownDocument.Located(text: String(rest), range: text.range(ofLines: elements[place].lines))
  }

  private mutating func expect(_ section: SectionTitle, _ rest: Substring, _ follows: Bool) -> Bool
  {
    guard follows, rest.isEmpty else { return false }
    awaited = section
    prose = nil
    awaitsSummary = false
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
}

// MARK: - Requests that the target sends

extension MarkdownParser {
  private mutating func enterWebhooks(at place: Int) -> Bool {
    guard mode != .webhooks, callFollows(place) else { return false }
    finishPath()
    mode = .webhooks
    tag = nil
    document.isOpenAPI3 = true
    return true
  }

  private mutating func enterCallback(_ title: Substring, at place: Int) -> Bool {
    guard let colon = title.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let name = MarkdownName.plain(title[title.utf8.index(after: colon)...])
    guard !name.isEmpty else { return false }
    finishOperationOfCallback()
    callback = CallbackBlock(
      name: MarkdownDocument.Located(text: name, range: text.range(ofLines: elements[place].lines)))
    mode = .callbacks
    return true
  }

  /// Keeps the operation itself apart while its callbacks are read.
  private mutating func finishOperationOfCallback() {
    if mode == .callbacks {
      finishOperation()
      finishCallback()
    } else {
      owner = operation
      operation = nil
      finishOperation()
    }
  }

  /// Begins one request of a callback or webhook.
  mutating func beginCall(_ call: CallTitle, _ title: Substring, at place: Int) {
    finishOperation()
    let range = text.range(ofLine: elements[place].lines.lowerBound)
    var block = OperationBlock(
      path: call.target, pathRange: range, method: call.method, range: range)
    block.isDeprecated = title.startsExactly(with: "~~")
    operation = block
    awaitsSummary = true
    prose = \.description
  }
}

// MARK: - Tables of an operation

extension MarkdownParser {
  mutating func take(_ table: MarkdownTable, at place: Int) {
    let title = awaited
    switch (table.kind, title) {
    case (.parameters, _): assign(table, to: \.parameters, isTitled: title == .parameters, place)
    case (.fields, .parameters): assign(table, to: \.parameters, isTitled: true, place)
    case (.requestBody, _):
      document.isOpenAPI3 = true
      assign(table, to: \.body, isTitled: title == .requestBody, place)
    case (.responses, _): assign(table, to: \.responses, isTitled: title == .responses, place)
    case (.operationSecurity, _):
      assign(table, to: \.security, isTitled: title == .security, place)
    default:
      append(place)
      // A description of a request's body may hold tables.
      if title == .requestBody { return }
    }
    awaited = nil
  }

  /// A titled table counts before one without title, which may belong to a description.
  private mutating func assign(
    _ table: MarkdownTable, to target: WritableKeyPath<OperationBlock, TableBlock?>,
    isTitled: Bool, _ place: Int
  ) {
    guard let present = operation else {
      append(place)
      return
    }
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
}
