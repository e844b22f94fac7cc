import Documents

// Blocks of several lines, and lines that only their neighbours explain.
extension MarkdownScanner {
  func frontMatterEnd() -> Int {
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
  func setextLevel(below line: Substring, at place: Int) -> Int? {
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
  mutating func fenceEnd(_ line: Substring, at place: Int) -> Int? {
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
      if beginsOperation(at: end) {
        if let close = quotationEnd(from: end, mark: mark, width: width) { return close + 1 }
        break
      }
      end += 1
    }
    diagnostics.append(
      Diagnostic(
        .warning, code: "fence-unbalanced", "a code fence is opened here and never closed",
        remedy: "close it; the line was read as text", at: text.range(ofLine: place)))
    return nil
  }

  /// Where a fence closes that quotes the beginning of an operation: soon, and before a table of
  /// responses. One that closes later is another description's, and what is between is no quotation.
  private func quotationEnd(from start: Int, mark: UInt8, width: Int) -> Int? {
    for place in lines.indices.dropFirst(start + 1).prefix(Self.quotationLimit) {
      let line = lines[place].trimmedBlanks()
      if line.utf8.count >= width && line.utf8.allSatisfy({ $0 == mark }) { return place }
      if line.startsExactly(with: "|"), line.loweredASCII().firstRange(ofASCII: "code") != nil {
        return nil
      }
    }
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
  mutating func commentEnd(_ line: Substring, at place: Int) -> Int? {
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
  mutating func preformattedEnd(_ line: Substring, at place: Int) -> Int? {
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

  func refuseConflictMarker(_ line: Substring, at place: Int) throws(InvalidInput) {
    guard line.startsExactly(with: "<<<<<<< ") || line.startsExactly(with: ">>>>>>> ") else {
      return
    }
    throw InvalidInput(
      Diagnostic(
        .error, code: "conflict-marker", "the file holds an unresolved merge conflict",
        remedy: "resolve it", at: text.range(ofLine: place)))
  }

  /// Tables drawn with dashes and blanks only can't be cut into cells reliably.
  func refuseDashTable(at place: Int) throws(InvalidInput) {
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
