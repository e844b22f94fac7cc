import Documents

/// Looks at a JSON or YAML spec without parsing it.
enum StructuredSpec {
  struct VersionMember {
    var name: String
    var line: Int
  }

  private static let names = ["swagger", "openapi"]

  /// Top-level members by which other kinds of files give themselves away.
  private static let foreignNames = ["overlay", "asyncapi", "swaggerVersion"]

  /// A file that begins as a JSON object, is JSON, names its version and is nothing else; nil where
  /// only its text can tell what it is or what is wrong with it.
  static func plainJSON(_ bytes: [UInt8], file: SourceFile) -> JSONDocument? {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    guard bytes.first(where: { !blanks.contains($0) }) == UInt8(ascii: "{"),
      let document = try? JSONReader.read(bytes, file: file)
    else { return nil }
    let found = document.root.members.map(\.name)
    guard found.contains(where: names.contains), !found.contains(where: foreignNames.contains)
    else { return nil }
    let marks = TextMarks(bytes)
    return marks.hasReturn || marks.hasReplacement ? nil : document
  }

  /// The top-level member that says which format it is.
  ///
  /// In YAML: a line without indentation, beside one of the members that such a document always
  /// has; a markdown file may quote either in its text. In JSON: anywhere near the start.
  static func versionMember(_ input: SpecInput) -> VersionMember? {
    if let json = input.json {
      let name = json.root.members.lazy.map(\.name).first { names.contains($0) }
      return name.map { VersionMember(name: $0, line: 0) }
    }
    return isFlow(input) ? flowMember(input) : blockMember(input)
  }

  /// Whether it is YAML in the shape of a definition from its first line on, but for the version.
  static func lacksVersion(_ input: SpecInput) -> Bool {
    let found = topLevelNames(input)
    let known = found.map(\.name)
    guard known.contains("info"), known.contains("paths"), !known.contains(where: names.contains),
      let first = found.first
    else { return false }
    return input.text.lines[..<first.line].allSatisfy {
      let line = $0.trimmedBlanks()
      return line.isEmpty || line.isExactly("---") || line.startsExactly(with: "#")
    }
  }

  /// Whether the first character that is no blank opens a JSON object or array.
  static func isFlow(_ input: SpecInput) -> Bool {
    let first = input.text.lines.lazy.compactMap { $0.trimmedBlanks().utf8.first }.first
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// The names of the members without indentation, outside of fenced code, in the first lines.
  static func topLevelNames(
    _ input: SpecInput, lines limit: Int = .max
  ) -> [(name: String, line: Int)] {
    var names: [(String, Int)] = []
    var isFenced = false
    for (index, line) in input.text.lines.prefix(limit).enumerated() {
      if line.startsExactly(with: "```") || line.startsExactly(with: "~~~") { isFenced.toggle() }
      guard !isFenced, let name = key(line) else { continue }
      names.append((name, index))
    }
    return names
  }

  private static func blockMember(_ input: SpecInput) -> VersionMember? {
    let found = topLevelNames(input)
    guard found.contains(where: { ["info", "paths", "webhooks", "components"].contains($0.name) })
    else { return nil }
    return found.first { names.contains($0.name) }.map {
      VersionMember(name: $0.name, line: $0.line)
    }
  }

  private static func flowMember(_ input: SpecInput) -> VersionMember? {
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for (index, line) in input.text.lines.enumerated() {
      var place = line.utf8.startIndex
      while place < line.utf8.endIndex {
        let byte = line.utf8[place]
        defer { place = line.utf8.index(after: place) }
        if isQuoted {
          isQuoted = isEscaped || byte != UInt8(ascii: "\"")
          isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
          continue
        }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: "\""), UInt8(ascii: "o"), UInt8(ascii: "s"):
          isQuoted = byte == UInt8(ascii: "\"")
          guard depth == 1 else { continue }
          for name in names where key(line[place...]) == name {
            return VersionMember(name: name, line: index)
          }
        default: break
        }
      }
    }
    return nil
  }

  /// The name before a colon at the beginning of a text, with or without quotes.
  private static func key(_ text: Substring) -> String? {
    guard let first = text.utf8.first else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let body = text.utf8.dropFirst()
      guard let end = body.firstIndex(of: first) else { return nil }
      let rest = text[text.utf8.index(after: end)...].trimmedBlanks()
      return rest.startsExactly(with: ":") ? String(text[body.startIndex..<end]) : nil
    }
    let end = text.utf8.firstIndex {
      !(48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == 0x2D || $0 == 0x5F)
    }
    guard let end, end > text.startIndex, text.utf8[end] == UInt8(ascii: ":") else { return nil }
    return String(text[..<end])
  }
}
