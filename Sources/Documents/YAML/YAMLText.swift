/// A YAML source as checked UTF-8, with its lines at hand.
struct YAMLText {
  /// What libyaml is given.
  let source: String
  /// Gives scalars of the source back their characters.
  let disguise: YAMLDisguise
  let file: SourceFile
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  /// Known positions at short distances, so that what stands far behind in a long line is found
  /// without counting through the line.
  private let counters: [PositionCounter]
  /// Behind the last character.
  let end: SourcePosition

  /// Takes off a UTF-8 byte order mark; refuses what is no UTF-8.
  init(_ input: [UInt8], file: SourceFile) throws(InvalidInput) {
    let body = input.starts(with: [0xEF, 0xBB, 0xBF]) ? input[3...] : input[...]
    guard var text = String(validating: body, as: UTF8.self) else {
      let offset = YAMLText.firstInvalidByte(body)
      throw InvalidInput(
        Diagnostic(
          .error, code: "yaml-invalid-utf8", "the text is not valid UTF-8 here",
          remedy: "encode the text as UTF-8",
          at: SourceRange(
            file: file, start: SourcePosition(offset: offset, in: ArraySlice(Array(body))))))
    }
    disguise = YAMLDisguise(of: &text)
    // Yams hands libyaml a pointer that a string of up to 15 bytes doesn't keep valid.
    if text.utf8.count < 16 { text += "\n# shorter texts are unsafe" }
    text.makeContiguousUTF8()
    source = text
    self.file = file
    bytes = Array(body)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() {
      if byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A))
      {
        starts.append(offset + 1)
      }
    }
    lineStarts = starts
    counters = YAMLText.counters(of: bytes)
    let width = bytes[(starts.last ?? 0)...].count { $0 & 0xC0 != 0x80 }
    end = SourcePosition(line: starts.count, column: width + 1)
  }

  /// Where a node starts. At the end of the text libyaml's mark may lie behind it.
  func position(line: Int?, column: Int?) -> SourcePosition {
    min(SourcePosition(line: line ?? 1, column: column ?? 1), end)
  }

  private static func firstInvalidByte(_ body: ArraySlice<UInt8>) -> Int {
    let padded = Array(body) + Array(repeating: 0, count: 16)
    return padded.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      var cursor = 0
      while cursor < body.count {
        let length = base[cursor] < 0x80 ? 1 : JSONText.sequenceLength(base + cursor)
        if length == 0 { return cursor }
        cursor += length
      }
      return cursor
    }
  }

  /// Bytes between two known positions.
  private static let distance = 256

  private static func counters(of bytes: [UInt8]) -> [PositionCounter] {
    var counter = PositionCounter()
    var counters = [counter]
    while counter.offset + distance <= bytes.count {
      counter.advance(to: counter.offset + distance, in: bytes[...])
      counters.append(counter)
    }
    return counters
  }

  /// The byte offset of a position; the end of its line where the column lies behind.
  private func offset(of position: SourcePosition) -> Int {
    guard position.line >= 1, position.line <= lineStarts.count else { return bytes.count }
    var low = 0
    var high = counters.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if counters[middle].position <= position { low = middle } else { high = middle }
    }
    var offset = lineStarts[position.line - 1]
    var column = 1
    if counters[low].position.line == position.line {
      offset = counters[low].offset
      column = counters[low].position.column
      // A known position may lie inside of a character, whose first byte it has counted.
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    while offset < bytes.count, column < position.column, bytes[offset] != 0x0A {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  /// The end of a scalar that starts at a position, for one on a single line; else the start, as
  /// Yams doesn't tell.
  func end(of scalar: String, from start: SourcePosition) -> SourcePosition {
    let offset = offset(of: start)
    guard offset < bytes.count else { return start }
    let quote = bytes[offset]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      guard bytes[offset...].starts(with: scalar.utf8) else { return start }
      return SourcePosition(
        line: start.line, column: start.column + scalar.unicodeScalars.count)
    }
    var cursor = offset + 1
    var column = start.column + 1
    while cursor < bytes.count, bytes[cursor] != 0x0A, bytes[cursor] != 0x0D {
      let byte = bytes[cursor]
      cursor += 1
      if byte & 0xC0 != 0x80 { column += 1 }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), cursor < bytes.count {
        cursor += 1
        column += 1
      } else if byte == quote {
        if quote == UInt8(ascii: "'"), cursor < bytes.count, bytes[cursor] == quote {
          cursor += 1
          column += 1
        } else {
          return SourcePosition(line: start.line, column: column)
        }
      }
    }
    return start
  }

  /// Where the same key stands again in the block mapping that has it at a position: at the same
  /// column below, before a line that is indented less.
  func repetition(of start: SourcePosition) -> SourcePosition? {
    let offset = offset(of: start)
    let key = bytes[offset...].prefix { $0 != UInt8(ascii: ":") && $0 != 0x0A }
    let indent = start.column - 1
    guard !key.isEmpty, start.line < lineStarts.count else { return nil }
    for line in start.line..<lineStarts.count {
      let content = bytes[lineStarts[line]...].prefix { $0 != 0x0A && $0 != 0x0D }
      let spaces = content.prefix { $0 == 0x20 }.count
      if spaces == content.count || content.dropFirst(spaces).first == UInt8(ascii: "#") {
        continue
      }
      if spaces < indent { return nil }
      let text = content.dropFirst(spaces)
      if spaces == indent, text.starts(with: key),
        text.dropFirst(key.count).first == UInt8(ascii: ":")
      {
        return SourcePosition(line: line + 1, column: start.column)
      }
    }
    return nil
  }

  /// The lines without their ends.
  var lines: [ArraySlice<UInt8>] {
    lineStarts.indices.map { index in
      let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
      return bytes[lineStarts[index]..<end]
    }
  }
}
