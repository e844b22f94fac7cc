package import Documents

/// The decoded text of a spec, cut into lines.
package struct SpecText: Sendable {
  /// Each line without its ending; line `i` has the number `i + 1`.
  package let lines: [Substring]
  package let file: SourceFile

  package var isEmpty: Bool { lines.allSatisfy { $0.trimmedBlanks().isEmpty } }

  /// Of a file whose text nobody needs.
  init(unreadIn file: SourceFile) {
    self.file = file
    lines = []
  }

  /// Decodes UTF-8 (with or without byte order mark), UTF-16 with a byte order mark, or Windows-1252
  /// where the bytes can't be anything else.
  ///
  /// Throws for other bytes, naming the line. What was tolerated is added to `diagnostics`.
  package init(
    decoding bytes: [UInt8], file: SourceFile, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) {
    self.file = file
    let text = try SpecText.decoded(bytes, file: file, diagnostics: &diagnostics)
    var hasReturns = false
    lines = SpecText.split(text, hasReturns: &hasReturns)
    if hasReturns {
      diagnostics.append(
        Diagnostic(
          .note, code: "line-endings", "the lines end in CR or CR LF",
          remedy: "nothing to do: they are read as line ends", at: range(ofLine: 0)))
    }
    if TextMarks(text).hasReplacement { noteOddCharacters(&diagnostics) }
  }

  /// The stretch of a whole line, given its index; clamped to the last line.
  package func range(ofLine index: Int) -> SourceRange {
    range(ofLines: index..<index + 1)
  }

  /// The stretch from the start of the first to the end of the last of some lines.
  package func range(ofLines indexes: Range<Int>) -> SourceRange {
    let last = Swift.max(indexes.lowerBound, indexes.upperBound - 1)
    let width = lines.indices.contains(last) ? lines[last].unicodeScalars.count : 0
    return SourceRange(
      file: file, start: SourcePosition(line: indexes.lowerBound + 1, column: 1),
      end: SourcePosition(line: last + 1, column: width + 1))
  }

  /// A stretch inside one line, in columns that count scalars from 1.
  package func range(ofLine index: Int, columns: Range<Int>) -> SourceRange {
    SourceRange(
      file: file, start: SourcePosition(line: index + 1, column: columns.lowerBound),
      end: SourcePosition(line: index + 1, column: columns.upperBound))
  }
}

extension SpecText {
  private static func decoded(
    _ bytes: [UInt8], file: SourceFile, diagnostics: inout [Diagnostic]
  ) throws(InvalidInput) -> String {
    let start = SourceRange(file: file, start: SourcePosition(line: 1, column: 1))
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let isLittle = bytes[0] == 0xFF
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
        let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
        return isLittle ? second << 8 | first : first << 8 | second
      }
      diagnostics.append(
        Diagnostic(
          .note, code: "utf-16", "the file is UTF-16", remedy: "save it as UTF-8", at: start))
      return String(decoding: units, as: UTF16.self)
    }
    var body = bytes[...]
    if body.starts(with: [0xEF, 0xBB, 0xBF]) {
      body = body.dropFirst(3)
      diagnostics.append(
        Diagnostic(
          .note, code: "byte-order-mark", "the file begins with a byte order mark",
          remedy: "nothing to do: it is ignored", at: start))
    }
    if let zero = body.firstIndex(of: 0) {
      throw InvalidInput(
        Diagnostic(
          .error, code: "spec-binary", "the file is binary: it holds a NUL byte",
          remedy: "give the API definition as text: Swagger, OpenAPI or rendered markdown",
          at: place(of: zero, in: bytes, file: file)))
    }
    if let text = String(validating: body, as: UTF8.self) { return text }
    if let text = Windows1252.decoded(body) {
      diagnostics.append(
        Diagnostic(
          .warning, code: "windows-1252", "the file is no UTF-8, Windows-1252 is assumed",
          remedy: "save it as UTF-8", at: place(of: firstInvalidByte(body), in: bytes, file: file)))
      return text
    }
    let wrong = firstInvalidByte(body)
    let byte = bytes.indices.contains(wrong) ? String(bytes[wrong], radix: 16) : "?"
    throw InvalidInput(
      Diagnostic(
        .error, code: "invalid-utf-8", "the byte 0x\(byte) is not valid UTF-8 here",
        remedy: "save the file as UTF-8", at: place(of: wrong, in: bytes, file: file)))
  }

  /// Line and column of a byte; only computed for messages.
  private static func place(of offset: Int, in bytes: [UInt8], file: SourceFile) -> SourceRange {
    var line = 1
    var column = 1
    var previous: UInt8 = 0
    for byte in bytes[..<offset] {
      switch byte {
      case 0x0A where previous == 0x0D: break
      case 0x0A, 0x0D:
        line += 1
        column = 1
      case 0x80...0xBF: break
      default: column += 1
      }
      previous = byte
    }
    return SourceRange(file: file, start: SourcePosition(line: line, column: column))
  }

  private static func firstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .emptyInput, .error: return offset
      }
    }
  }

  private static func split(_ text: String, hasReturns: inout Bool) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var place = start
    while place < bytes.endIndex {
      let byte = bytes[place]
      let next = bytes.index(after: place)
      guard byte == 0x0A || byte == 0x0D else {
        place = next
        continue
      }
      lines.append(text[start..<place])
      place = next
      if byte == 0x0D {
        hasReturns = true
        if place < bytes.endIndex, bytes[place] == 0x0A { bytes.formIndex(after: &place) }
      }
      start = place
    }
    if start < bytes.endIndex { lines.append(text[start...]) }
    return lines
  }

  /// One note for each line that holds U+FFFD: a decoder before us lost the character.
  private func noteOddCharacters(_ diagnostics: inout [Diagnostic]) {
    for (index, line) in lines.enumerated() {
      guard let found = line.unicodeScalars.firstIndex(of: "\u{FFFD}") else { continue }
      let column = line.unicodeScalars[..<found].count + 1
      diagnostics.append(
        Diagnostic(
          .note, code: "replacement-character",
          "a character was lost before this file was written (U+FFFD)",
          remedy: "correct the text where it matters; it is carried through unchanged",
          at: range(ofLine: index, columns: column..<column + 1)))
    }
  }
}
