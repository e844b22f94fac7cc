import Documents

/// Reads pipe tables line by line.
///
/// Not GFM: renderers before 1.4.0 escape nothing and before 1.1.7 let line ends into cells, so a
/// reader that drops surplus cells or ends a table at the first odd line loses rows.
struct MarkdownTableReader {
  let lines: [Substring]
  let text: SpecText
  private(set) var diagnostics: [Diagnostic] = []

  init(lines: [Substring], text: SpecText) {
    self.lines = lines
    self.text = text
  }

  /// Reads the table whose header stands at `start`, or nil where no table begins there.
  mutating func table(at start: Int) -> (table: MarkdownTable, end: Int)? {
    let line = lines[start].trimmedBlanks()
    guard line.utf8.contains(UInt8(ascii: "|")) else { return nil }
    let hasSeparator = lines.indices.contains(start + 1) && Self.isSeparator(lines[start + 1])
    let cells = cells(of: start)
    let columns = cells.map { TableColumn(title: $0.text) }
    if !hasSeparator {
      guard line.startsExactly(with: "|"), columns.filter({ $0 != .other }).count >= 2,
        columns.filter({ $0 == .other }).isEmpty
      else { return nil }
      diagnostics.append(
        Diagnostic(
          .warning, code: "table-separator-missing", "the table has no line of dashes",
          remedy: "put `| --- |` with a cell for each column below the titles",
          at: text.range(ofLine: start)))
    }
    var table = MarkdownTable(
      header: MarkdownTable.Row(cells: cells, lines: start..<start + 1), rows: [],
      columns: columns)
    let end = readRows(
      of: &table, from: start + (hasSeparator ? 2 : 1),
      style: RowStyle(header: line, isFields: table.kind == .fields, columns: columns))
    return (table, end)
  }

  /// Whether a line consists of dashes, colons and bars, with at least one bar and one dash.
  static func isSeparator(_ line: Substring) -> Bool {
    var hasDash = false
    var hasBar = false
    for byte in line.utf8 {
      switch byte {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"): hasBar = true
      case UInt8(ascii: ":"), 0x20, 0x09: break
      default: return false
      }
    }
    return hasDash && hasBar
  }
}

extension MarkdownTableReader {
  /// What a whole row of one table looks like.
  private struct RowStyle {
    let opensWithBar: Bool
    let closesWithBar: Bool
    /// The place of a last column that only holds Yes, No or nothing.
    let lastIsRequired: Bool
    let count: Int

    init(header: Substring, isFields: Bool, columns: [TableColumn]) {
      opensWithBar = header.startsExactly(with: "|")
      closesWithBar = MarkdownTableReader.closes(header)
      lastIsRequired = isFields && columns.last == .required
      count = columns.count
    }
  }

  private mutating func readRows(
    of table: inout MarkdownTable, from start: Int, style: RowStyle
  ) -> Int {
    var place = start
    while place < lines.count {
      var next = place
      while next < lines.count, lines[next].trimmedBlanks().isEmpty { next += 1 }
      guard next < lines.count, opensRow(next, style) else { break }
      if next > place && !continuesAfterGap(next, style) { break }
      let (row, end) = row(at: next, style, isAfterGap: next > place)
      if row.isAfterGap && table.kind != .operationSecurity {
        diagnostics.append(
          Diagnostic(
            .warning, code: "table-gap", "blank lines stand between the rows of one table",
            remedy: "remove them", at: text.range(ofLine: next)))
      }
      table.rows.append(row)
      place = end
    }
    return place
  }

  private func opensRow(_ index: Int, _ style: RowStyle) -> Bool {
    let line = lines[index].trimmedBlanks()
    guard !line.isEmpty, !MarkdownScanner.isStructure(line) else { return false }
    if style.opensWithBar { return line.startsExactly(with: "|") }
    return line.utf8.contains(UInt8(ascii: "|"))
  }

  /// After a blank line a row must look like one of this table and not begin a table of its own.
  private func continuesAfterGap(_ index: Int, _ style: RowStyle) -> Bool {
    guard style.opensWithBar else { return false }
    if lines.indices.contains(index + 1), Self.isSeparator(lines[index + 1]) { return false }
    let columns = cells(of: index).map { TableColumn(title: $0.text) }
    return columns.count <= style.count && columns.filter { $0 != .other }.count < 2
  }

  /// Reads one row, joined with the lines that line ends in its cells have pushed below it.
  private mutating func row(
    at index: Int, _ style: RowStyle, isAfterGap: Bool
  ) -> (MarkdownTable.Row, Int) {
    let own = cells(of: index)
    var row = MarkdownTable.Row(cells: own, lines: index..<index + 1, isAfterGap: isAfterGap)
    if isComplete(index, own, style) { return (row, index + 1) }
    if let end = continuation(of: index, style) {
      let joined = (index..<end).map { lines[$0].trimmedBlanks() }.filter { !$0.isEmpty }
        .joined(separator: " ")
      row.cells = Self.split(joined[...])
      row.lines = index..<end
      diagnostics.append(
        Diagnostic(
          .warning, code: "row-multi-line", "a row of the table is broken over several lines",
          remedy: "write it on one line; they were joined",
          at: text.range(ofLines: index..<end)))
      return (row, end)
    }
    if own.count < style.count || style.closesWithBar && !Self.closes(lines[index]) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "row-incomplete", "a row of the table has no end",
          remedy: "close it with `|`", at: text.range(ofLine: index)))
    }
    return (row, index + 1)
  }

  private func isComplete(
    _ index: Int, _ cells: [MarkdownTable.Cell], _ style: RowStyle
  ) -> Bool {
    if style.closesWithBar && !Self.closes(lines[index]) { return false }
    guard style.lastIsRequired else { return true }
    return cells.count >= style.count && RequiredCell(cells.last?.text ?? "") != nil
  }

  /// Rows of more lines than this are none; bounds the search.
  private static let continuationLimit = 64

  /// Where the continuation of an incomplete row ends; never past structure or another row.
  private func continuation(of index: Int, _ style: RowStyle) -> Int? {
    for place in lines.indices.dropFirst(index + 1).prefix(Self.continuationLimit) {
      let line = lines[place].trimmedBlanks()
      if MarkdownScanner.isStructure(line) { return nil }
      let cells = cells(of: place)
      if line.startsExactly(with: "|") && cells.count > 1 { return nil }
      guard Self.closes(line) || !style.closesWithBar && cells.count > 1 else { continue }
      if !style.lastIsRequired || RequiredCell(cells.last?.text ?? "?") != nil {
        return place + 1
      }
    }
    return nil
  }
}

extension MarkdownTableReader {
  /// Whether a line ends with a bar that no backslash escapes.
  static func closes(_ line: Substring) -> Bool {
    let trimmed = line.trimmedBlanks()
    guard let rest = trimmed.dropping(suffix: "|") else { return false }
    var slashes = 0
    for byte in rest.utf8.reversed() {
      guard byte == UInt8(ascii: "\\") else { break }
      slashes += 1
    }
    return slashes.isMultiple(of: 2)
  }

  private func cells(of index: Int) -> [MarkdownTable.Cell] {
    Self.split(lines[index])
  }

  /// Cuts a row at its unescaped bars; the bars at both ends are no cells.
  static func split(_ line: Substring) -> [MarkdownTable.Cell] {
    var cells: [MarkdownTable.Cell] = []
    let bytes = line.utf8
    var start = bytes.startIndex
    var isEscaped = false
    var hasEscape = false
    var place = start

    func cell(upTo end: Substring.Index) -> MarkdownTable.Cell {
      let raw = line[start..<end]
      let trimmed = raw.trimmedBlanks()
      let lead = bytes.distance(from: start, to: trimmed.startIndex)
      let trail = trimmed.isEmpty ? 0 : bytes.distance(from: trimmed.endIndex, to: end)
      return MarkdownTable.Cell(
        text: hasEscape ? unescapedBars(trimmed) : String(trimmed),
        blanks: (UInt16(clamping: lead), UInt16(clamping: trail)))
    }

    while place < bytes.endIndex {
      let byte = bytes[place]
      if byte == UInt8(ascii: "|") && !isEscaped {
        cells.append(cell(upTo: place))
        bytes.formIndex(after: &place)
        start = place
        hasEscape = false
        continue
      }
      if byte == UInt8(ascii: "|") { hasEscape = true }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      bytes.formIndex(after: &place)
    }
    let last = cell(upTo: bytes.endIndex)
    if !last.text.isEmpty || cells.isEmpty { cells.append(last) }
    if line.trimmedBlanks().startsExactly(with: "|") { cells.removeFirst() }
    return cells
  }

  private static func unescapedBars(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "|"), bytes.last == UInt8(ascii: "\\") { bytes.removeLast() }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The content of a Required cell.
enum RequiredCell {
  case yes, no, empty

  /// Reads yes and no in the spellings of the renderer and of people; nil for anything else.
  init?(_ text: String) {
    let plain = text.utf8.filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "`") }
    switch String(decoding: plain, as: UTF8.self).loweredASCII().trimmedBlanks() {
    case "yes", "true", "y", "x", "required", "✓", "✔", "✔️", "✅", "☑": self = .yes
    case "no", "false", "n", "optional", "✗", "✘", "❌", "-": self = .no
    case "": self = .empty
    default: return nil
    }
  }

  /// Whether the spelling is the renderer's own.
  static func isRendered(_ text: String) -> Bool {
    text.isExactly("Yes") || text.isExactly("No") || text.isEmpty
  }
}
