import Documents

/// Writes an outline tidily: two blanks deeper at each level, keys in order, short collections on their
/// line, quotes where they are needed.
struct YAMLOutlineWriter {
  typealias Outline = YAMLOutline

  /// A collection on one line is no wider, in characters.
  static let width = 100

  /// False where an anchor could come to stand after what refers to it.
  let reorders: Bool
  private(set) var lines: [String] = []

  init(reorders: Bool) { self.reorders = reorders }

  mutating func write(_ outline: Outline, shape: SuiteShape?) {
    var root = outline.root
    if case .mapping(var block) = root, var first = block.entries.first {
      // What stands above everything is about the file and stays there.
      let header = first.leading
      first.leading = []
      block.entries[0] = first
      block.entries = ordered(block.entries, shape)
      block.entries[0].leading = header + block.entries[0].leading
      root = .mapping(block)
    }
    write(root, indent: 0, shape)
    write(outline.footer, indent: 0)
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  // MARK: Blocks

  private mutating func write(_ node: Outline.Node, indent: Int, _ shape: SuiteShape?) {
    switch node {
    case .nothing: break
    case .text(let text):
      let pieces = ScalarText(text, shape: shape)
      lines.append(pad(indent) + (pieces.raw.first ?? ""))
      lines += pieces.raw.dropFirst().map { pad(indent + 2) + $0 }
    case .block(let header, let body):
      lines.append(pad(indent) + header)
      add(body, indent: indent + 2)
    case .mapping(let block):
      for (index, entry) in ordered(block.entries, shape).enumerated() {
        write(index == 0 ? Self.withoutFirstBlanks(entry.leading) : entry.leading, indent: indent)
        write(member: entry, indent: indent, shape)
      }
      write(block.footer, indent: indent)
    case .sequence(let block):
      for (index, entry) in block.entries.enumerated() {
        write(index == 0 ? Self.withoutFirstBlanks(entry.leading) : entry.leading, indent: indent)
        write(item: entry, indent: indent, shape)
      }
      write(block.footer, indent: indent)
    }
  }

  private mutating func write(member entry: Outline.Entry, indent: Int, _ shape: SuiteShape?) {
    let name = ScalarText.name(entry.key ?? "")
    let start = pad(indent) + ScalarText.key(entry.key ?? "") + ":" + properties(entry)
    write(
      entry.value, after: start, trailing: entry.trailing, indent: indent,
      shape?.child(name))
  }

  private mutating func write(item entry: Outline.Entry, indent: Int, _ shape: SuiteShape?) {
    let start = pad(indent) + "-" + properties(entry)
    var value = entry.value
    if case .text(let text) = value {
      let scalar = ScalarText(text, shape: shape)
      let width = start.count + 1 + (scalar.raw.first?.count ?? 0)
      if scalar.raw.count == 1, width > Self.width, let block = scalar.block { value = block }
    }
    switch value {
    case .mapping, .sequence:
      guard entry.trailing == nil, entry.properties.isEmpty else { break }
      var inner = YAMLOutlineWriter(reorders: reorders)
      inner.write(value, indent: indent + 2, shape)
      guard let first = inner.lines.first else { break }
      lines.append(start + " " + first.dropFirst(indent + 2))
      lines += inner.lines.dropFirst()
      return
    default: break
    }
    write(entry.value, after: start, trailing: entry.trailing, indent: indent, shape)
  }

  /// A value after its key or dash.
  private mutating func write(
    _ node: Outline.Node, after start: String, trailing: String?, indent: Int, _ shape: SuiteShape?
  ) {
    let comment = trailing.map { "  " + $0 } ?? ""
    switch node {
    case .nothing: lines.append(start + comment)
    case .block(let header, let body):
      lines.append(start + " " + header + comment)
      add(body, indent: indent + 2)
    case .mapping, .sequence:
      lines.append(start + comment)
      write(node, indent: indent + 2, shape)
    case .text(let text):
      let scalar = ScalarText(text, shape: shape)
      let line = start + " " + (scalar.raw.first ?? "")
      if scalar.raw.count == 1, line.count > Self.width, let block = scalar.block {
        lines.append(start + comment)
        write(block, indent: indent + 2, shape)
      } else if scalar.raw.count == 1 {
        lines.append(line + comment)
      } else {
        lines.append(line)
        lines += scalar.raw.dropFirst().map { pad(indent + 2) + $0 }
        if let last = lines.popLast() { lines.append(last + comment) }
      }
    }
  }

  private mutating func add(_ body: [String], indent: Int) {
    lines += body.map { $0.isEmpty ? "" : pad(indent) + $0 }
  }

  private mutating func write(_ remarks: [Outline.Remark], indent: Int) {
    for remark in remarks {
      switch remark {
      case .blank: if let last = lines.last, !last.isEmpty { lines.append("") }
      case .comment(let text): lines.append(pad(indent) + text)
      case .marker(let text): lines.append(text)
      }
    }
  }

  // MARK: Parts

  private func pad(_ count: Int) -> String { String(repeating: " ", count: count) }

  private func properties(_ entry: Outline.Entry) -> String {
    entry.properties.isEmpty ? "" : " " + entry.properties
  }

  private static func withoutFirstBlanks(_ remarks: [Outline.Remark]) -> [Outline.Remark] {
    Array(remarks.drop { $0 == .blank })
  }

  private func ordered(_ entries: [Outline.Entry], _ shape: SuiteShape?) -> [Outline.Entry] {
    guard reorders, let keys = shape?.keys, !keys.isEmpty else { return entries }
    let ranked = entries.enumerated().map { index, entry in
      (keys.firstIndex(of: ScalarText.name(entry.key ?? "")) ?? keys.count, index, entry)
    }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.2 }
  }
}
