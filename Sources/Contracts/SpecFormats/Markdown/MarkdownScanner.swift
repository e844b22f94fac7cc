import Documents

/// Cuts a markdown file into the blocks that rendered API definitions consist of.
struct MarkdownScanner {
  let text: SpecText
  let lines: [Substring]
  var diagnostics: [Diagnostic] = []
  private var elements: [MarkdownElement] = []
  /// The next line that closes a comment, once it has been looked for.
  var commentClose = -1
  /// The next line that closes preformatted text, once it has been looked for.
  var preformattedClose = -1
  /// An example of more lines has lost its end.
  static let preformattedLimit = 10_000
  /// A quoted operation of more lines is none.
  static let quotationLimit = 40
  /// A comment of more lines has lost its end.
  static let commentLimit = 500

  /// Blocks of the whole file, in order; only blank lines stand between them.
  static func scan(
    _ text: SpecText, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> [MarkdownElement] {
    var scanner = MarkdownScanner(text)
    try scanner.run()
    diagnostics += scanner.diagnostics
    return scanner.elements
  }

  private init(_ text: SpecText) {
    self.text = text
    var cleaner = LineCleaner(text: text)
    lines = cleaner.cleaned()
    diagnostics = cleaner.diagnostics
  }

  private mutating func run() throws(InvalidInput) {
    var tables = MarkdownTableReader(lines: lines, text: text)
    var place = frontMatterEnd()
    if place > 0 { append(.opaque, 0..<place) }
    while place < lines.count {
      let line = lines[place].trimmedBlanks()
      if line.isEmpty {
        place += 1
      } else if let (table, end) = tables.table(at: place) {
        append(.table(table), place..<end)
        place = end
      } else {
        place = try scanBlock(line, at: place)
      }
    }
    diagnostics += tables.diagnostics
  }

  private mutating func scanBlock(_ line: Substring, at place: Int) throws(InvalidInput) -> Int {
    let end = fenceEnd(line, at: place)
    if let end = end ?? commentEnd(line, at: place) ?? preformattedEnd(line, at: place) {
      append(.opaque, place..<end)
      return end
    }
    try refuseConflictMarker(line, at: place)
    try refuseDashTable(at: place)
    let line = Self.withoutHardBreak(line)
    if let (level, text) = Self.heading(line) {
      append(.heading(level: level, text: text), place..<place + 1)
      return place + 1
    }
    if let level = setextLevel(below: line, at: place) {
      append(.heading(level: level, text: line), place..<place + 2)
      return place + 2
    }
    if Self.isRule(line) {
      append(.rule, place..<place + 1)
    } else if line.startsExactly(with: "|") {
      diagnostics.append(
        Diagnostic(
          .warning, code: "row-orphan", "a table row stands outside of any table",
          remedy: "put it below a header row or remove it", at: text.range(ofLine: place)))
      append(.text(line), place..<place + 1)
    } else if let label = Self.label(Self.withoutAnchor(line)) {
      append(
        .label(name: label.name, rest: label.rest, isTriple: label.isTriple), place..<place + 1)
    } else {
      append(.text(line), place..<place + 1)
    }
    return place + 1
  }

  private mutating func append(_ content: MarkdownElement.Content, _ lines: Range<Int>) {
    elements.append(MarkdownElement(content: content, lines: lines))
  }
}

// MARK: - What a line is

extension MarkdownScanner {
  /// Whether a line can't be inside of a table cell: a heading, a bold title, a model's anchor.
  static func isStructure(_ line: Substring) -> Bool {
    if heading(line) != nil || line.startsExactly(with: "<a name=") { return true }
    guard let label = label(line) else { return false }
    return label.rest.isEmpty && SectionTitle(label.name) != nil
  }

  /// An ATX heading without its marks and closing marks (CommonMark §4.2).
  ///
  /// Also a link around a heading, as tags with documentation elsewhere are printed.
  static func heading(_ line: Substring) -> (level: Int, text: Substring)? {
    if line.startsExactly(with: "[#") {
      guard let end = line.firstRange(ofASCII: "]("), line.dropping(suffix: ")") != nil else {
        return nil
      }
      return heading(line[..<end.lowerBound].dropFirst())
    }
    let level = line.utf8.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(level) else { return nil }
    let rest = line[line.utf8.index(line.startIndex, offsetBy: level)...]
    guard let first = rest.utf8.first else { return nil }
    guard first == 0x20 || first == 0x09 || first == UInt8(ascii: "/") else { return nil }
    var text = rest.trimmedBlanks()
    var cut = text.endIndex
    while cut > text.startIndex, text.utf8[text.utf8.index(before: cut)] == UInt8(ascii: "#") {
      cut = text.utf8.index(before: cut)
    }
    if cut < text.endIndex {
      let before = text[..<cut]
      if before.isEmpty || before.utf8.last == 0x20 { text = before.trimmedBlanks() }
    }
    return (level, withoutAnchor(text))
  }

  /// Three or more of `-`, `*` or `_`, blanks between them allowed (CommonMark §4.1).
  static func isRule(_ line: Substring) -> Bool {
    guard let mark = line.utf8.first, mark == 0x2D || mark == 0x2A || mark == 0x5F else {
      return false
    }
    var count = 0
    for byte in line.utf8 {
      if byte == mark { count += 1 } else if byte != 0x20 && byte != 0x09 { return false }
    }
    return count >= 3
  }

  /// A line that begins with `**`, `__` or `***`.
  static func label(
    _ line: Substring
  ) -> (name: Substring, rest: Substring, isTriple: Bool)? {
    for mark in ["***", "**_", "**", "__"] {
      guard let body = line.dropping(prefix: mark) else { continue }
      let closing = mark == "**_" ? "_**" : mark
      guard let end = body.firstRange(ofASCII: closing) else { continue }
      var name = body[..<end.lowerBound].trimmedBlanks()
      var rest = body[end.upperBound...].trimmedBlanks()
      if let bare = name.dropping(suffix: ":") {
        name = bare.trimmedBlanks()
      } else if let after = rest.dropping(prefix: ":") {
        rest = after.trimmedBlanks()
      }
      guard !name.isEmpty else { return nil }
      return (name, rest, mark.utf8.count == 3)
    }
    return nil
  }

  /// Drops the backslash at the end of a line that formatters write for two blanks (CommonMark §6.7).
  static func withoutHardBreak(_ line: Substring) -> Substring {
    guard let bare = line.dropping(suffix: "\\"), bare.utf8.last != UInt8(ascii: "\\") else {
      return line
    }
    return bare.trimmedBlanks()
  }

  /// Drops `<a name="x"></a>` from the beginning of a line.
  static func withoutAnchor(_ line: Substring) -> Substring {
    guard line.startsExactly(with: "<a "), let end = line.firstRange(ofASCII: "</a>") else {
      return line
    }
    return line[end.upperBound...].trimmedBlanks()
  }
}
