import Documents

/// Cuts a markdown file into the blocks that rendered API definitions consist of.
struct MarkdownScanner {
  private let text: SpecText
  private let lines: [Substring]
  private(set) var diagnostics: [Diagnostic] = []
  private var elements: [MarkdownElement] = []
  /// The next line that closes a comment, once it has been looked for.
  private var commentClose = -1
  /// The next line that closes preformatted text, once it has been looked for.
  private var preformattedClose = -1
  /// An example of more lines has lost its end.
  private static let preformattedLimit = 10_000
  /// A comment of more lines has lost its end.
  private static let commentLimit = 500

  /// Blocks of the whole file, in order and without gaps.
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
        append(.blank, place..<place + 1)
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

  /// Drops `<a name="x"></a>` from the beginning of a line.
  static func withoutAnchor(_ line: Substring) -> Substring {
    guard line.startsExactly(with: "<a "), let end = line.firstRange(ofASCII: "</a>") else {
      return line
    }
    return line[end.upperBound...].trimmedBlanks()
  }
}

// MARK: - Blocks of several lines

extension MarkdownScanner {
  private func frontMatterEnd() -> Int {
    guard lines.first?.isExactly("---") == true else { return 0 }
    for place in lines.indices.dropFirst() {
      let line = lines[place].trimmedBlanks()
      if line.isExactly("---") || line.isExactly("...") { return place + 1 }
      if line.startsExactly(with: "#") || place > 200 { return 0 }
    }
    return 0
  }

  /// The level of a setext heading. `---` below text is a rule except below what can only be a
  /// title: renderings put a rule below each path.
  private func setextLevel(below line: Substring, at place: Int) -> Int? {
    guard lines.indices.contains(place + 1) else { return nil }
    let next = lines[place + 1].trimmedBlanks()
    guard let mark = next.utf8.first, next.utf8.count >= 2,
      next.utf8.allSatisfy({ $0 == mark })
    else { return nil }
    if mark == UInt8(ascii: "=") { return 1 }
    guard mark == UInt8(ascii: "-"), next.utf8.count >= 3 else { return nil }
    let isTitle = PathTitle(line) != nil || SectionTitle(line) != nil
    return isTitle ? 2 : nil
  }

  /// The line after a fence's end. A fence that runs into the next operation has lost its end and
  /// is read as text.
  private mutating func fenceEnd(_ line: Substring, at place: Int) -> Int? {
    guard let mark = line.utf8.first, mark == 0x60 || mark == 0x7E else { return nil }
    let width = line.utf8.prefix { $0 == mark }.count
    guard width >= 3 else { return nil }
    if mark == 0x60, line.utf8.dropFirst(width).contains(0x60) { return nil }
    var end = place + 1
    while end < lines.count {
      let candidate = lines[end].trimmedBlanks()
      if candidate.utf8.count >= width && candidate.utf8.allSatisfy({ $0 == mark }) {
        return end + 1
      }
      if beginsOperation(at: end) { break }
      end += 1
    }
    diagnostics.append(
      Diagnostic(
        .warning, code: "fence-unbalanced", "a code fence is opened here and never closed",
        remedy: "close it; the line was read as text", at: text.range(ofLine: place)))
    return nil
  }

  private func beginsOperation(at place: Int) -> Bool {
    guard let (_, text) = Self.heading(lines[place].trimmedBlanks()) else { return false }
    guard PathTitle(text) != nil else { return MethodTitle(text) != nil }
    return lines[(place + 1)...].prefix(3).contains { line in
      guard let (_, text) = Self.heading(line.trimmedBlanks()) else { return false }
      return MethodTitle(text) != nil
    }
  }

  /// The line after a comment's end; the next line where it has none nearby.
  private mutating func commentEnd(_ line: Substring, at place: Int) -> Int? {
    guard line.startsExactly(with: "<!--") else { return nil }
    if commentClose < place {
      let rest = lines.indices.dropFirst(place)
      commentClose = rest.first { lines[$0].firstRange(ofASCII: "-->") != nil } ?? lines.count
    }
    return commentClose - place < Self.commentLimit && commentClose < lines.count
      ? commentClose + 1 : place + 1
  }

  /// The line after the end of what stands between `<pre>` and `</pre>`; nil where it has none
  /// nearby.
  private mutating func preformattedEnd(_ line: Substring, at place: Int) -> Int? {
    guard line.startsExactly(with: "<pre>") else { return nil }
    if preformattedClose < place {
      let rest = lines.indices.dropFirst(place)
      preformattedClose =
        rest.first { lines[$0].firstRange(ofASCII: "</pre>") != nil } ?? lines.count
    }
    guard preformattedClose < lines.count, preformattedClose - place < Self.preformattedLimit else {
      return nil
    }
    return preformattedClose + 1
  }

  private func refuseConflictMarker(_ line: Substring, at place: Int) throws(InvalidInput) {
    guard line.startsExactly(with: "<<<<<<< ") || line.startsExactly(with: ">>>>>>> ") else {
      return
    }
    throw InvalidInput(
      Diagnostic(
        .error, code: "conflict-marker", "the file holds an unresolved merge conflict",
        remedy: "resolve it", at: text.range(ofLine: place)))
  }

  /// Tables drawn with dashes and blanks only can't be cut into cells reliably.
  private func refuseDashTable(at place: Int) throws(InvalidInput) {
    guard lines.indices.contains(place + 1) else { return }
    let dashes = lines[place + 1].trimmedBlanks()
    guard dashes.utf8.allSatisfy({ $0 == 0x2D || $0 == 0x20 }), dashes.utf8.contains(0x20),
      dashes.startsExactly(with: "--")
    else { return }
    let title = lines[place].loweredASCII()
    guard
      title.firstRange(ofASCII: "located in") != nil
        || title.firstRange(ofASCII: "description") != nil
    else { return }
    throw InvalidInput(
      Diagnostic(
        .error, code: "table-unreadable", "this table is drawn with dashes instead of bars",
        remedy: "convert the file to GitHub's markdown (pipe tables)",
        at: text.range(ofLine: place)))
  }
}
