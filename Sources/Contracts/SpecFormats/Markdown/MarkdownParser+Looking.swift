import Documents

// What a heading is depends on what follows it. Each look ahead ends at the next heading or the one
// after it, so that reading stays linear.
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
      case .rule: continue
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

  /// The next heading's place, where nothing but text stands before it.
  private func headingFollows(_ place: Int) -> (place: Int, hasText: Bool)? {
    var hasText = false
    for next in elements.indices.dropFirst(place + 1) {
      switch elements[next].content {
      case .heading: return (next, hasText)
      case .rule: continue
      case .text, .opaque: hasText = true
      case .label(let name, let rest, _):
        if rest.isEmpty && SectionTitle(name) != nil { return nil }
        hasText = true
      case .table: return nil
      }
    }
    return nil
  }

  /// Whether a heading names a tag: the next heading is an operation's path. The title of a section
  /// can be a tag too, where it stands directly above the path or below a rule.
  func isTag(_ title: Substring, level: Int, at place: Int) -> Bool {
    guard PathTitle(title) == nil, MethodTitle(title) == nil, CallTitle(title) == nil,
      let next = headingFollows(place), isOperationPath(next.place)
    else { return false }
    if SectionTitle(title) == nil { return true }
    guard case .heading(let below, _) = elements[next.place].content, level < below else {
      return false
    }
    return !next.hasText || isBelowRule(place)
  }

  private func isBelowRule(_ place: Int) -> Bool {
    for element in elements[..<place].reversed() {
      switch element.content {
      case .rule: return true
      default: return false
      }
    }
    return false
  }

  /// Whether the table of a request's body follows, perhaps below its description.
  func bodyFollows(_ place: Int) -> Bool {
    for element in elements[(place + 1)...] {
      switch element.content {
      case .table(let table): if table.kind == .requestBody { return true }
      case .heading(_, let title):
        if SectionTitle(title) != nil || PathTitle(title) != nil || CallTitle(title) != nil {
          return false
        }
      case .label(let name, let rest, _):
        if rest.isEmpty && SectionTitle(name) != nil { return false }
      case .rule, .text, .opaque: continue
      }
    }
    return false
  }

  /// Whether a heading begins the callbacks or webhooks: the next heading names no path.
  func callFollows(_ place: Int) -> Bool {
    guard let next = headingFollows(place), let title = heading(next.place),
      let call = CallTitle(title)
    else { return false }
    return !call.target.startsExactly(with: "/") || PathTitle(title) == nil
  }

  /// The last version line before the first operation; a description may quote others. One that
  /// comes later counts when what stands before it can't be an operation after all.
  func versionLine(firstOperation: Int) -> Int? {
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
