import Documents

extension MarkdownParser {
  /// Reads title, description and what stands between the version line and the first operation.
  mutating func readPreamble(version: Int?, firstOperation: Int) {
    document.version = version.flatMap { self.version(at: $0) }
    document.hasEscapes = version.flatMap { heading($0) } != nil
    let end = version ?? firstOperation
    var place = readTitle(before: end)
    if version == nil {
      diagnostics.append(
        Diagnostic(
          .warning, code: "version-missing", "the definition names no version",
          remedy: "add a line `**Version:** 1.0.0` below the title", at: text.range(ofLine: 0)))
      let structure = elements[place..<end].indices.first(where: isPreambleStructure) ?? end
      document.description = prose(place..<structure)
      place = structure
    } else {
      document.description = prose(place..<end)
      place = end + 1
    }
    readDetails(place..<firstOperation)
  }

  private mutating func readTitle(before end: Int) -> Int {
    let title = elements[..<end].indices.first { place in
      if case .heading = elements[place].content { return version(at: place) == nil }
      return false
    }
    let start = elements[..<end].indices.first { place in
      if case .text = elements[place].content { return true }
      return false
    }
    guard let title, start.map({ title < $0 }) ?? true || isFirstLevel(title),
      let name = heading(title), SectionTitle(name) == nil
    else {
      diagnostics.append(
        Diagnostic(
          .warning, code: "title-missing", "the definition has no title",
          remedy: "add a heading with the title at the top", at: text.range(ofLine: 0)))
      return 0
    }
    document.title = MarkdownDocument.Located(
      text: MarkdownName.plain(name), range: text.range(ofLine: elements[title].lines.lowerBound))
    return title + 1
  }

  private func isFirstLevel(_ place: Int) -> Bool {
    guard case .heading(let level, _) = elements[place].content else { return false }
    return level == 1
  }

  private func isPreambleStructure(_ place: Int) -> Bool {
    switch elements[place].content {
    case .heading(_, let title): SectionTitle(title) != nil
    case .label(let name, _, _): SectionTitle(name) != nil
    default: false
    }
  }

  private func prose(_ range: Range<Int>) -> String? {
    var block = ProseBlock()
    block.lines = elements[range].map(\.lines)
    return block.text(in: text)
  }

  /// Terms, contact, license, schemes and security, in whatever order they come.
  private mutating func readDetails(_ range: Range<Int>) {
    var section: SectionTitle?
    var schemeName: MarkdownDocument.Located?
    for place in range {
      let element = elements[place]
      let lines = text.range(ofLines: element.lines)
      if section == .authorizations, takeAuthorization(element, lines) { continue }
      if isBelowTag, !isHeading(element) {
        append(place)
        continue
      }
      switch element.content {
      case .heading(let level, let title):
        isBelowTag = false
        if isTag(title, level: level, at: place) {
          section = nil
          begin(tag: title, at: place)
          continue
        }
        if section == .authorizations, let block = AuthorizationBlock(title, at: lines) {
          document.isOpenAPI3 = true
          document.authorizations.append(block)
          continue
        }
        section = SectionTitle(title)
        if section == nil { begin(tag: title, at: place) }
      case .label(let name, let rest, _):
        if let known = SectionTitle(name), section != .security || !rest.isEmpty {
          section = known
          if !rest.isEmpty { readDetail(known, rest, lines) }
        } else if section == .security {
          schemeName = MarkdownDocument.Located(text: MarkdownName.plain(name), range: lines)
        }
      case .table(let table) where table.kind == .scheme:
        addScheme(table, named: schemeName, lines)
        schemeName = nil
      case .table(let table) where table.kind == .servers && section == .servers:
        document.isOpenAPI3 = true
        document.servers = table
        section = nil
      case .text(let line): readDetail(section, line, lines)
      default: break
      }
    }
  }

  private func isHeading(_ element: MarkdownElement) -> Bool {
    if case .heading = element.content { true } else { false }
  }

  /// Gives a line of text below the heading of an authorization to it.
  private mutating func takeAuthorization(
    _ element: MarkdownElement, _ range: SourceRange
  ) -> Bool {
    guard let last = document.authorizations.indices.last else { return false }
    switch element.content {
    case .heading, .rule, .table: return false
    case .text, .label, .opaque:
      for line in element.lines { document.authorizations[last].take(line, of: text) }
      return true
    }
  }

  private mutating func readDetail(
    _ section: SectionTitle?, _ line: Substring, _ range: SourceRange
  ) {
    let located = MarkdownDocument.Located(text: Self.withoutAngles(line), range: range)
    switch section {
    case .termsOfService where document.termsOfService == nil: document.termsOfService = located
    case .contact where document.contact.count < 3 && !line.startsExactly(with: "["):
      document.contact.append(located)
    case .license where document.license == nil: document.license = located
    case .license
    where document.license?.text.startsExactly(with: "[") == true
      && document.license?.text.dropping(suffix: ")") == nil:
      // A formatter has wrapped the line.
      document.license?.text += " \(located.text)"
    case .schemes where document.schemes == nil: document.schemes = located
    default:
      if line.startsExactly(with: "["), document.externalDocs == nil {
        document.externalDocs = located
      }
    }
  }

  private mutating func addScheme(
    _ table: MarkdownTable, named name: MarkdownDocument.Located?, _ range: SourceRange
  ) {
    var block = SecurityBlock(
      name: name?.text ?? "", range: name?.range ?? range, table: table, text: text)
    if name == nil {
      block.name = block.type
      diagnostics.append(
        Diagnostic(
          .warning, code: "scheme-unnamed", "the security scheme has no name",
          remedy: "put a line `**name**` above its table; `\(block.type)` was taken", at: range))
    }
    document.security.append(block)
  }

  /// The URL inside of angle brackets, which some versions put around bare links.
  static func withoutAngles(_ text: Substring) -> String {
    let body = text.trimmedBlanks()
    return String(body.dropping(prefix: "<")?.dropping(suffix: ">") ?? body)
  }
}
