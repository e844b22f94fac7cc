/// What newer versions print at the end of a description of a property or parameter, each part after
/// a line break: its enumeration, an example and some flags.
struct FieldNote {
  /// Nil where nothing else is written.
  var description: String?
  /// JSON texts.
  var values: [String] = []
  /// A JSON text.
  var example: String?
  var isReadOnly = false
  var isWriteOnly = false
  var isDeprecated = false

  private enum Part: CaseIterable {
    case values, example, readOnly, writeOnly, deprecated

    var marks: [String] {
      switch self {
      case .values: ["*Enum:*", "_Enum:_"]
      case .example: ["*Example:*", "_Example:_"]
      case .readOnly: ["**Read-only**"]
      case .writeOnly: ["**Write-only**"]
      case .deprecated: ["**Deprecated**"]
      }
    }
  }

  /// Takes the parts off the end of a cell. A description may use the same words: they count only
  /// where nothing but such parts follows.
  init(_ cell: String) {
    let text = cell[...]
    var place: Substring.Index? = text.startIndex
    while let start = place {
      var note = FieldNote()
      if note.read(text[start...]) {
        self = note
        description = Self.prose(text[..<start])
        return
      }
      place = Self.breakEnd(text, from: start)
    }
    description = Self.prose(text)
  }

  private init() {}

  /// Reads parts up to the end of the text; false where something else stands there.
  private mutating func read(_ text: Substring) -> Bool {
    var rest = text
    var seen: Set<Part> = []
    while true {
      let found = Part.allCases.lazy.compactMap { part in
        part.marks.lazy.compactMap { rest.dropping(prefix: $0) }.first.map { (part, $0) }
      }.first
      guard let (part, after) = found, seen.insert(part).inserted else { return false }
      rest = after
      switch part {
      case .values: values = Self.codeSpans(&rest)
      case .example: example = Self.codeSpans(&rest).first
      case .readOnly: isReadOnly = true
      case .writeOnly: isWriteOnly = true
      case .deprecated: isDeprecated = true
      }
      rest = rest.trimmedBlanks()
      if rest.isEmpty { return true }
      guard let end = Self.breakEnd(rest, at: rest.startIndex) else { return false }
      rest = rest[end...].trimmedBlanks()
      if rest.isEmpty { return true }
    }
  }

  /// Code spans with commas between them. One ends at the first back-tick that a comma, a line break
  /// or nothing follows: the texts inside may hold back-ticks of their own.
  private static func codeSpans(_ text: inout Substring) -> [String] {
    var spans: [String] = []
    var rest = text.trimmedBlanks()
    while let body = rest.dropping(prefix: "`") {
      var place = body.startIndex
      var end: Range<Substring.Index>?
      while let close = body.firstRange(ofASCII: "`", from: place) {
        place = close.upperBound
        let after = body[close.upperBound...].utf8.first
        if after == nil || after == UInt8(ascii: ",") || after == UInt8(ascii: "<") {
          end = close
          break
        }
      }
      guard let end else { break }
      spans.append(String(body[..<end.lowerBound]))
      text = body[end.upperBound...]
      guard let next = text.dropping(prefix: ",") else { break }
      rest = next.trimmedBlanks()
    }
    return spans
  }

  private static func prose(_ text: Substring) -> String? {
    var plain = text.trimmedBlanks()
    while let bare = LineBreak.dropped(fromEndOf: plain) { plain = bare.trimmedBlanks() }
    return plain.isEmpty ? nil : String(plain)
  }

  /// The place after the next line break.
  private static func breakEnd(_ text: Substring, from start: Substring.Index) -> Substring.Index? {
    var place = start
    while let open = text.firstRange(ofASCII: "<br", from: place) {
      if let end = breakEnd(text, at: open.lowerBound) { return end }
      place = open.upperBound
    }
    return nil
  }

  private static func breakEnd(_ text: Substring, at place: Substring.Index) -> Substring.Index? {
    LineBreak.spellings.lazy.compactMap { text[place...].dropping(prefix: $0)?.startIndex }.first
  }
}

/// A line break inside of a cell.
enum LineBreak {
  static let spellings = ["<br>", "<br/>", "<br />"]

  /// The text without the line break that it ends in; nil where it ends in none.
  static func dropped(fromEndOf text: Substring) -> Substring? {
    spellings.lazy.compactMap { text.dropping(suffix: $0) }.first
  }

  /// The text with line ends for line breaks.
  static func asLineEnds(_ text: Substring) -> String {
    // Most have none, and that is told in less time than a replacement takes.
    guard text.firstRange(ofASCII: "<br") != nil else { return String(text) }
    return spellings.reduce(String(text)) { $0.replacing($1, with: "\n") }
  }
}
