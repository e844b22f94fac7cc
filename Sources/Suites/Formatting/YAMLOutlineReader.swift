/// Reads the outline of a YAML file line by line.
struct YAMLOutlineReader {
  typealias Outline = YAMLOutline

  /// As deep as our YAML reader goes.
  private static let depthLimit = 512

  /// Changed as it goes: a dash that was read becomes a blank.
  private var lines: [Line]
  private var place = 0

  struct Line {
    var text: [Character]

    var indent: Int { text.prefix { $0 == " " }.count }
    var content: ArraySlice<Character> { text.drop { $0 == " " } }
    var isBlank: Bool { text.allSatisfy { $0 == " " || $0 == "\t" } }
    var isComment: Bool { content.first == "#" }
    var isMarker: Bool {
      let start = String(text.prefix(4))
      return start == "---" || start == "--- " || start.hasPrefix("%")
    }
  }

  init(_ text: String) {
    var text = Substring(text)
    if text.first == "\u{FEFF}" { text.removeFirst() }
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      Line(text: Array($0))
    }
    if lines.last?.text.isEmpty == true { lines.removeLast() }
  }

  mutating func document() throws(Outline.Unsupported) -> (Outline.Node, [Outline.Remark]) {
    let leading = remarks()
    var root = try node(deeperThan: -1, depth: 0)
    root = Self.adding(leading, to: root)
    let footer = remarks()
    guard place == lines.count else { throw unsupported("this line") }
    return (root, footer)
  }

  /// Puts what comes before a block before its first entry.
  private static func adding(_ leading: [Outline.Remark], to node: Outline.Node) -> Outline.Node {
    switch node {
    case .mapping(var block):
      if !block.entries.isEmpty { block.entries[0].leading = leading + block.entries[0].leading }
      return .mapping(block)
    case .sequence(var block):
      if !block.entries.isEmpty { block.entries[0].leading = leading + block.entries[0].leading }
      return .sequence(block)
    default: return node
    }
  }

  // MARK: Blocks

  private func unsupported(_ what: String) -> Outline.Unsupported {
    Outline.Unsupported(line: place + 1, what: what)
  }

  /// Comments and blank lines from here on.
  private mutating func remarks() -> [Outline.Remark] {
    var result: [Outline.Remark] = []
    while place < lines.count {
      let line = lines[place]
      if line.isBlank {
        if result.last != .blank { result.append(.blank) }
      } else if line.isComment {
        result.append(.comment(Self.trimmed(line.content)))
      } else if line.isMarker {
        result.append(.marker(Self.trimmed(line.content)))
      } else {
        break
      }
      place += 1
    }
    return result
  }

  /// The value that begins at the next line, if it is indented deeper than that.
  private mutating func node(
    deeperThan parent: Int, depth: Int
  ) throws(Outline.Unsupported) -> Outline.Node {
    guard depth <= Self.depthLimit else { throw unsupported("nesting this deep") }
    guard place < lines.count, lines[place].indent > parent else { return .nothing }
    let line = lines[place]
    if line.text.contains("\t"), line.content.first == "\t" { throw unsupported("a tab") }
    if Self.isItem(line.content) { return .sequence(try items(at: line.indent, depth: depth)) }
    if Self.colon(in: line.content) != nil {
      return .mapping(try members(at: line.indent, depth: depth))
    }
    var trailing: String?
    let (text, _) = try scalar(line.content, below: parent, &trailing)
    // A comment after a bare value has no entry to hold it.
    guard trailing == nil else { throw unsupported("a comment after a value without a key") }
    return text
  }

  /// The entries of a block at one indentation, and what stands after them.
  private mutating func entries(
    at indent: Int,
    _ read: (inout Self, [Outline.Remark]) throws(Outline.Unsupported) -> Outline.Entry?
  ) throws(Outline.Unsupported) -> Outline.Entries {
    var block = Outline.Entries(entries: [])
    while true {
      let start = place
      let leading = remarks()
      if place < lines.count, lines[place].indent == indent,
        let entry = try read(&self, leading)
      {
        block.entries.append(entry)
        continue
      }
      // What is indented as the block belongs to it, the rest to what comes next.
      place = start
      while place < lines.count, lines[place].isComment || lines[place].isBlank {
        let rest = lines[place...].first { !$0.isBlank }
        guard let rest, rest.isComment, rest.indent >= indent, indent > 0 else { break }
        block.footer.append(
          lines[place].isBlank ? .blank : .comment(Self.trimmed(lines[place].content)))
        place += 1
      }
      return block
    }
  }

  private mutating func items(
    at indent: Int, depth: Int
  ) throws(Outline.Unsupported) -> Outline.Entries {
    try entries(at: indent) { reader, leading throws(Outline.Unsupported) in
      guard Self.isItem(reader.lines[reader.place].content) else { return nil }
      var entry = Outline.Entry(leading: leading, value: .nothing)
      reader.lines[reader.place].text[indent] = " "
      let content = reader.lines[reader.place].content
      guard let first = content.first, first != "#" else {
        entry.trailing = content.isEmpty ? nil : Self.trimmed(content)
        reader.place += 1
        entry.value = try reader.nested(below: indent, depth: depth)
        return entry
      }
      try reader.finish(&entry, content, below: indent, depth: depth, isItem: true)
      return entry
    }
  }

  private mutating func members(
    at indent: Int, depth: Int
  ) throws(Outline.Unsupported) -> Outline.Entries {
    try entries(at: indent) { reader, leading throws(Outline.Unsupported) in
      let content = reader.lines[reader.place].content
      guard let colon = Self.colon(in: content) else { return nil }
      let key = Self.trimmed(content[..<colon])
      guard !key.hasPrefix("? ") else { throw reader.unsupported("a key marked by `?`") }
      var entry = Outline.Entry(leading: leading, key: key, value: .nothing)
      let rest = content[content.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      guard let first = rest.first, first != "#" else {
        entry.trailing = rest.isEmpty ? nil : Self.trimmed(rest)
        reader.place += 1
        entry.value = try reader.nested(below: indent, depth: depth, mayBeLevel: true)
        return entry
      }
      try reader.finish(&entry, rest, below: indent, depth: depth, isItem: false)
      return entry
    }
  }

  /// What stands on the lines below a key or a dash.
  ///
  /// - Parameter mayBeLevel: whether a sequence may be indented no deeper than its key.
  private mutating func nested(
    below indent: Int, depth: Int, mayBeLevel: Bool = false
  ) throws(Outline.Unsupported) -> Outline.Node {
    let start = place
    let leading = remarks()
    guard place < lines.count else {
      place = start
      return .nothing
    }
    let isLevel =
      mayBeLevel && lines[place].indent == indent && Self.isItem(lines[place].content)
    guard lines[place].indent > indent || isLevel else {
      place = start
      return .nothing
    }
    return Self.adding(
      leading, to: try node(deeperThan: isLevel ? indent - 1 : indent, depth: depth + 1))
  }

  /// What stands on the line of a key or dash itself, after it.
  private mutating func finish(
    _ entry: inout Outline.Entry, _ content: ArraySlice<Character>, below indent: Int, depth: Int,
    isItem: Bool
  ) throws(Outline.Unsupported) {
    var rest = content
    while let first = rest.first, first == "&" || first == "!" {
      let word = rest.prefix { $0 != " " }
      entry.properties += (entry.properties.isEmpty ? "" : " ") + String(word)
      rest = rest.dropFirst(word.count).drop { $0 == " " }
    }
    if rest.isEmpty || rest.first == "#" {
      entry.trailing = rest.isEmpty ? nil : Self.trimmed(rest)
      place += 1
      entry.value = try nested(below: indent, depth: depth, mayBeLevel: !isItem)
      return
    }
    if isItem, entry.properties.isEmpty, Self.isItem(rest) || Self.colon(in: rest) != nil {
      entry.value = try node(deeperThan: indent, depth: depth + 1)
      return
    }
    (entry.value, _) = try scalar(rest, below: indent, &entry.trailing)
  }

  // MARK: Scalars and flow collections

  private mutating func scalar(
    _ content: ArraySlice<Character>, below indent: Int, _ trailing: inout String?
  ) throws(Outline.Unsupported) -> (Outline.Node, Int) {
    if content.first == "|" || content.first == ">" {
      return (try blockScalar(content, below: indent, &trailing), place)
    }
    var scan = YAMLTokenScan(content)
    var text = [Self.trimmed(scan.taken)]
    trailing = scan.comment
    place += 1
    while place < lines.count {
      let line = lines[place]
      if scan.isOpen {
        guard !line.isBlank || scan.isQuoted else {
          place += 1
          continue
        }
      } else {
        // A plain scalar goes on where the next line is deeper and no comment ended it.
        guard scan.isPlain, trailing == nil, !line.isBlank, !line.isComment, line.indent > indent
        else { break }
      }
      scan.add(line.content)
      text.append(Self.trimmed(scan.taken))
      trailing = scan.comment
      place += 1
    }
    if scan.isOpen { throw unsupported("what is never closed") }
    return (.text(text), place)
  }

  private mutating func blockScalar(
    _ content: ArraySlice<Character>, below indent: Int, _ trailing: inout String?
  ) throws(Outline.Unsupported) -> Outline.Node {
    let header = content.prefix { $0 != " " }
    let rest = content.dropFirst(header.count).drop { $0 == " " }
    if !rest.isEmpty { trailing = Self.trimmed(rest) }
    guard !header.contains(where: \.isNumber) else {
      throw unsupported("a block scalar that says its indentation")
    }
    place += 1
    var body: [Line] = []
    while place < lines.count, lines[place].isBlank || lines[place].indent > indent {
      body.append(lines[place])
      place += 1
    }
    let inner = body.first { !$0.isBlank }?.indent ?? 0
    guard body.allSatisfy({ $0.isBlank || $0.indent >= inner }) else {
      throw unsupported("a block scalar whose first line is indented most")
    }
    // Blank lines at the end are layout, unless the header keeps them.
    if !header.contains("+") {
      while body.last?.isBlank == true {
        body.removeLast()
        place -= 1
      }
    }
    let text = body.map { line in
      line.isBlank && line.text.count <= inner ? "" : String(line.text.dropFirst(inner))
    }
    return .block(header: String(header), lines: text)
  }

  // MARK: Lines

  static func trimmed(_ text: ArraySlice<Character>) -> String {
    var text = text
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text.drop { $0 == " " || $0 == "\t" })
  }

  static func isItem(_ content: ArraySlice<Character>) -> Bool {
    content.first == "-" && (content.count == 1 || content.dropFirst().first == " ")
  }

  /// Where the colon is that ends a key; nil where the line has none.
  static func colon(in content: ArraySlice<Character>) -> Int? {
    guard let first = content.first, first != "{", first != "[", first != "#", first != "|",
      first != ">"
    else { return nil }
    var index = content.startIndex
    if first == "\"" || first == "'" {
      index += 1
      while index < content.endIndex, content[index] != first {
        index += content[index] == "\\" && first == "\"" ? 2 : 1
        // Two single quotes are one.
        if first == "'", index + 1 < content.endIndex, content[index] == "'",
          content[index + 1] == "'"
        {
          index += 2
        }
      }
      index += 1
      while index < content.endIndex, content[index] == " " { index += 1 }
      return index < content.endIndex && endsKey(content, index) ? index : nil
    }
    while index < content.endIndex {
      if endsKey(content, index) { return index }
      if content[index] == "#", index > content.startIndex, content[index - 1] == " " {
        return nil
      }
      index += 1
    }
    return nil
  }

  private static func endsKey(_ content: ArraySlice<Character>, _ index: Int) -> Bool {
    content[index] == ":" && (index + 1 == content.endIndex || content[index + 1] == " ")
  }
}
