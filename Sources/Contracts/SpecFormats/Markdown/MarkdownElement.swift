/// One block of a markdown file, as far as rendered API definitions need blocks. Blank lines are none.
struct MarkdownElement {
  enum Content {
    /// An ATX or setext heading, without its marks.
    case heading(level: Int, text: Substring)
    /// A line that begins in bold, such as `**Summary:** text`: the bold part without marks and
    /// without a final colon, and what follows it.
    indirect case label(name: Substring, rest: Substring, isTriple: Bool)
    case rule
    indirect case table(MarkdownTable)
    /// Fenced code, comments and front matter: never structure.
    case opaque
    case text(Substring)
  }

  var content: Content
  /// Indexes into the file's lines.
  var lines: Range<Int>
}

/// A pipe table: its header and its rows, not yet interpreted.
struct MarkdownTable {
  struct Cell {
    /// Without surrounding blanks; `\|` is already a bar.
    var text: String
    /// The blanks around it, as many as the numbers can hold.
    var blanks: (before: UInt16, after: UInt16) = (0, 0)
  }

  struct Row {
    var cells: [Cell]
    var lines: Range<Int>
    /// True for a row that blank lines part from the one before.
    var isAfterGap = false

    /// Neighbouring cells as the one text that bars have cut.
    func text(_ places: ClosedRange<Int>) -> String {
      var text = ""
      for place in places {
        let cell = cells[place]
        if place > places.lowerBound {
          text += "|" + String(repeating: " ", count: Int(cell.blanks.before))
        }
        text += cell.text
        if place < places.upperBound {
          text += String(repeating: " ", count: Int(cell.blanks.after))
        }
      }
      return text
    }
  }

  var header: Row
  var rows: [Row]
  var columns: [TableColumn]

  func column(_ kind: TableColumn) -> Int? {
    columns.firstIndex(of: kind)
  }
}

/// What a table's column holds, recognised by its title.
enum TableColumn: Hashable {
  case name, location, description, required, type, style, explode, code, links
  case securitySchema, scopes, url
  case other

  /// Recognises a title whatever its case, emphasis and spacing.
  init(title: String) {
    let plain = title.utf8.filter { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "`") }
    let words = String(decoding: plain, as: UTF8.self).loweredASCII()
      .split(whereSeparator: { $0 == " " || $0 == "_" || $0 == "\t" })
      .joined(separator: " ")
    switch words {
    case "name", "parameter": self = .name
    case "located in", "location", "in": self = .location
    case "description": self = .description
    case "required": self = .required
    case "schema", "type": self = .type
    case "style": self = .style
    case "explode": self = .explode
    case "code", "status", "status code": self = .code
    case "links": self = .links
    case "security schema", "security scheme": self = .securitySchema
    case "scopes": self = .scopes
    case "url": self = .url
    default: self = .other
    }
  }
}

extension MarkdownTable {
  /// What a table of the renderer lists, decided by its columns alone.
  enum Kind {
    case parameters, responses, fields, operationSecurity, requestBody, servers, scheme, foreign
  }

  var kind: Kind {
    let found = Set(columns)
    if found.contains(.name) && found.contains(.location) { return .parameters }
    if found.contains(.code) { return .responses }
    if found.contains(.securitySchema) { return .operationSecurity }
    if found.contains(.name) && found.contains(.type) { return .fields }
    if found.contains(.required) && found.contains(.type) && columns.count == 2 {
      return .requestBody
    }
    if columns.first == .url && columns.count <= 2 { return .servers }
    if header.cells.count >= 2, SecurityBlock.isTypeWord(header.cells[0].text) { return .scheme }
    return .foreign
  }
}
