import Documents

/// Text in the places that a rendering has for it, so that reading it gives the same text where the
/// place can hold it.
enum MarkdownText {
  /// A name in a heading or a cell: what would be taken for emphasis or an escape is escaped.
  static func name(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in oneLine(text).unicodeScalars {
      switch scalar {
      case "\\", "*", "`", "~", "|": result.append("\\")
      default: break
      }
      result.append(scalar)
    }
    return String(result)
  }

  /// A text in a cell: bars are escaped, line ends become `<br>`.
  static func cell(_ text: String) -> String {
    var result = ""
    for line in lines(text) {
      if !result.isEmpty { result += "<br>" }
      result += line.replacing("\\", with: "\\\\").replacing("|", with: "\\|")
    }
    return result
  }

  /// Whether a cell holds the text as it is.
  static func fitsCell(_ text: String) -> Bool {
    text.trimmedBlanks().isExactly(text)
      && !text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
      && text.firstRange(ofASCII: "\\|") == nil
  }

  /// The text with its line ends as blanks.
  static func oneLine(_ text: String) -> String { lines(text).joined(separator: " ") }

  /// Lines however they end.
  static func lines(_ text: String) -> [String] {
    var result: [String] = []
    var line = String.UnicodeScalarView()
    var wasReturn = false
    for scalar in text.unicodeScalars {
      if scalar == "\n" && wasReturn {
        wasReturn = false
        continue
      }
      wasReturn = scalar == "\r"
      if scalar == "\n" || scalar == "\r" {
        result.append(String(line))
        line.removeAll()
      } else {
        line.append(scalar)
      }
    }
    result.append(String(line))
    return result
  }

  /// Free markdown that a reader must not take for parts of the definition.
  ///
  /// A backslash is put before each line that it would; `isChanged` says whether there was one.
  static func prose(_ text: String) -> (text: String, isChanged: Bool) {
    var lines = lines(text)
    var isChanged = false
    // Each round defuses at least one line; a defused line is never structure again.
    for _ in 0..<64 {
      let structure = structure(of: lines)
      if structure.isEmpty { break }
      for place in structure where lines.indices.contains(place) {
        lines[place] = "\\" + lines[place].trimmedBlanks()
        isChanged = true
      }
    }
    return (lines.joined(separator: "\n"), isChanged)
  }

  /// The lines that a reader would take for parts of the definition.
  private static func structure(of lines: [String]) -> [Int] {
    var found: [Int] = []
    for (place, line) in lines.enumerated() {
      let line = line.trimmedBlanks()
      let isConflict = line.startsExactly(with: "<<<<<<< ") || line.startsExactly(with: ">>>>>>> ")
      let isDashes =
        line.utf8.contains(0x20) && line.utf8.allSatisfy { $0 == 0x2D || $0 == 0x20 }
      let opensComment =
        line.startsExactly(with: "<!--") && line.firstRange(ofASCII: "-->") == nil
      if isConflict || isDashes || opensComment { found.append(place) }
    }
    if !found.isEmpty { return found }
    let file = SourceFile(name: "")
    var ignored: [Diagnostic] = []
    let bytes = Array(lines.joined(separator: "\n").utf8)
    guard let text = try? SpecText(decoding: bytes, file: file, diagnostics: &ignored),
      let elements = try? MarkdownScanner.scan(text, diagnostics: &ignored)
    else { return [] }
    for element in elements {
      switch element.content {
      case .heading(_, let title):
        // Unemphasised words are headings of the description.
        if PathTitle(title) != nil || MethodTitle(title) != nil || SectionTitle(title) != nil {
          found += [element.lines.lowerBound]
        }
      case .label(let name, _, _):
        if SectionTitle(name) != nil { found.append(element.lines.lowerBound) }
      case .rule: found.append(element.lines.lowerBound)
      case .table(let table) where table.kind != .foreign:
        found += element.lines.prefix(2)
      case .opaque, .table, .text: continue
      }
    }
    return found
  }
}
