import Documents

/// A type as the renderer prints it, for instance `[ [service](#service) ]` or `string (uuid)`.
indirect enum TypeExpression: Equatable {
  /// Nothing printed, or a word that only says that the renderer had nothing.
  case missing
  case word(String, format: String?)
  case reference(name: String, target: String)
  /// Nil items: printed as `[ ]`.
  case array(TypeExpression?)
  case object([Member])
  /// `a, b`: the type list of a schema.
  case list([TypeExpression])
  /// `a & b`: allOf.
  case all([TypeExpression])
  /// `a or b`: oneOf and anyOf look alike.
  case either([TypeExpression])
  /// A type with the values it may have, as JSON texts, and its default value as printed.
  case annotated(TypeExpression, values: [String], default: String?)

  struct Member: Equatable {
    var name: String
    var type: TypeExpression
  }
}

extension TypeExpression {
  /// Whether a list of types stands anywhere in it.
  var hasList: Bool {
    switch self {
    case .missing, .word, .reference, .array(nil): false
    case .list: true
    case .array(let items?): items.hasList
    case .object(let members): members.contains { $0.type.hasList }
    case .all(let types), .either(let types): types.contains(where: \.hasList)
    case .annotated(let type, _, _): type.hasList
    }
  }
}

/// Reads the grammar of printed types.
///
///     either := all (" or " all)*
///     all    := list (" & " list)*
///     list   := atom (", " atom)* ("<br>**Available values:** " v (", " v)*)?
///                                ("<br>**Default:** " v)?
///     atom   := "[" name "](" target ")" | "[" either? "]" | "{" members "}" | word format?
///     format := " (" text ")"
struct TypeExpressionParser {
  private let source: Substring
  private var place: Substring.Index
  private var depth = 0
  /// Deeper nesting is no type that anyone printed; it also bounds the recursion.
  private static let depthLimit = 32

  /// The expression, or nil where the text doesn't follow the grammar.
  static func parse(_ text: String) -> TypeExpression? {
    let body = text.trimmedBlanks()
    if body.isEmpty { return .missing }
    var parser = TypeExpressionParser(body)
    guard let type = parser.either(), parser.isAtEnd else { return nil }
    return type
  }

  /// The type without what formatters put around it: escapes and back-ticks.
  static func unwrapped(_ text: String) -> String {
    let plain = text.utf8.contains(UInt8(ascii: "\\")) ? MarkdownName.unescaped(text) : text
    let body = plain.trimmedBlanks()
    return body.startsExactly(with: "`") || body.startsExactly(with: "**`")
      ? MarkdownName.plain(body) : plain
  }

  private init(_ source: Substring) {
    self.source = source
    place = source.startIndex
  }

  private var isAtEnd: Bool { place == source.endIndex }

  private var rest: Substring { source[place...] }

  private mutating func either() -> TypeExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit, let first = all() else { return nil }
    var types = [first]
    while take(" or ") {
      guard let next = all() else { return nil }
      types.append(next)
    }
    return types.count == 1 ? first : .either(types)
  }

  private mutating func all() -> TypeExpression? {
    guard let first = list() else { return nil }
    var types = [first]
    while take(" & ") {
      guard let next = list() else { return nil }
      types.append(next)
    }
    return types.count == 1 ? first : .all(types)
  }

  private mutating func list() -> TypeExpression? {
    guard let first = atom() else { return nil }
    var types = [first]
    var values: [String] = []
    var standard: String?
    var isNullable = false
    while true {
      skipBlanks(beforeBreak: true)
      if takeBreak() {
        if take("**Available values:** ") {
          values = self.values()
        } else if take("**Default:** ") {
          (standard, isNullable) = defaultValue()
        } else {
          return nil
        }
        continue
      }
      let before = place
      // A comma before a member's name belongs to the object around this type.
      guard take(", ") || take(","), !rest.startsExactly(with: "**\""), !rest.isEmpty,
        !rest.startsExactly(with: "}")
      else {
        place = before
        break
      }
      if rest.startsExactly(with: "<br") { continue }
      guard let next = atom() else { return nil }
      types.append(next)
    }
    let type = types.count == 1 ? first : TypeExpression.list(types)
    guard !values.isEmpty || standard != nil else { return type }
    let annotated = TypeExpression.annotated(type, values: values, default: standard)
    return isNullable ? .either([annotated, .word("null", format: nil)]) : annotated
  }

  private mutating func atom() -> TypeExpression? {
    skipBlanks()
    guard let byte = rest.utf8.first else { return nil }
    switch byte {
    case UInt8(ascii: "["): return link() ?? array()
    case UInt8(ascii: "{"): return object()
    default: return word()
    }
  }

  /// `[name](target)`; names and targets may hold brackets of their own.
  private mutating func link() -> TypeExpression? {
    guard let close = closing("[", "]", from: place) else { return nil }
    let after = source.utf8.index(after: close)
    guard after < source.endIndex, source.utf8[after] == UInt8(ascii: "("),
      let end = closing("(", ")", from: after)
    else { return nil }
    let name = source[source.utf8.index(after: place)..<close]
    let target = source[source.utf8.index(after: after)..<end]
    place = source.utf8.index(after: end)
    return .reference(name: MarkdownName.plain(name), target: String(target.trimmedBlanks()))
  }

  private mutating func array() -> TypeExpression? {
    guard take("[") else { return nil }
    skipBlanks()
    if take("]") { return .array(nil) }
    guard let items = either() else { return nil }
    skipBlanks()
    return take("]") ? .array(items) : nil
  }

  private mutating func object() -> TypeExpression? {
    guard take("{") else { return nil }
    var members: [TypeExpression.Member] = []
    while true {
      skipBlanks()
      if take("}") { return .object(members) }
      guard take("**\""), let end = rest.firstRange(ofASCII: "\"**:") else { return nil }
      let name = String(source[place..<end.lowerBound])
      place = end.upperBound
      skipBlanks()
      let isEmpty = rest.startsExactly(with: ",") || rest.startsExactly(with: "}")
      guard let type = isEmpty ? .missing : either() else { return nil }
      members.append(TypeExpression.Member(name: name, type: type))
      skipBlanks()
      _ = take(",")
    }
  }

  /// Everything up to what can follow a word: names of types may hold blanks.
  private mutating func word() -> TypeExpression? {
    let start = place
    while !isAtEnd {
      let here = rest
      if [" or ", " & ", ",", "]", "}", " (", "<br"].contains(where: here.startsExactly) { break }
      place = source.utf8.index(after: place)
    }
    let word = MarkdownName.plain(source[start..<place])
    guard !word.isEmpty else { return nil }
    guard rest.startsExactly(with: " (") else { return .word(word, format: nil) }
    let open = source.utf8.index(after: place)
    guard let close = closing("(", ")", from: open) else { return nil }
    let format = source[source.utf8.index(after: open)..<close]
    place = source.utf8.index(after: close)
    return .word(word, format: String(format.trimmedBlanks()))
  }

  private mutating func values() -> [String] {
    var values: [String] = []
    while true {
      values.append(value())
      let before = place
      guard take(", "), !rest.startsExactly(with: "<br"), !rest.startsExactly(with: "**\"") else {
        place = before
        return values
      }
    }
  }

  /// Takes one printed value as JSON text. Strings stand between quotes and are not escaped, so that
  /// one ends at the first quote that something else follows.
  private mutating func value() -> String {
    if take("\"") {
      let start = place
      while !isAtEnd {
        let end = place
        place = source.utf8.index(after: place)
        guard source.utf8[end] == UInt8(ascii: "\""),
          isAtEnd || [",", " }", " ]", " or ", " & ", "<br"].contains(where: rest.startsExactly)
        else { continue }
        return JSONWriter.text(.string(String(source[start..<end])))
      }
      return JSONWriter.text(.string(String(source[start...])))
    }
    let start = place
    while !isAtEnd, ![", ", " }", " ]", " or null", "<br"].contains(where: rest.startsExactly) {
      place = source.utf8.index(after: place)
    }
    return String(source[start..<place].trimmedBlanks())
  }

  /// Takes a default value, which nothing encloses, and what follows it of the type itself.
  private mutating func defaultValue() -> (text: String, isNullable: Bool) {
    let start = place
    while !isAtEnd, ![", **\"", " }", " ]", "<br"].contains(where: rest.startsExactly) {
      place = source.utf8.index(after: place)
    }
    let text = source[start..<place].trimmedBlanks()
    guard let bare = text.dropping(suffix: " or null") else { return (String(text), false) }
    return (String(bare), true)
  }

  private mutating func take(_ token: String) -> Bool {
    guard rest.startsExactly(with: token) else { return false }
    place = source.utf8.index(place, offsetBy: token.utf8.count)
    return true
  }

  private mutating func takeBreak() -> Bool {
    for token in ["<br>", "<br/>", "<br />"] where take(token) {
      skipBlanks()
      return true
    }
    return false
  }

  private mutating func skipBlanks(beforeBreak: Bool = false) {
    var next = place
    while next < source.endIndex, source.utf8[next] == 0x20 || source.utf8[next] == 0x09 {
      next = source.utf8.index(after: next)
    }
    // " or " and " & " begin with a blank that must stay.
    if !beforeBreak || source[next...].startsExactly(with: "<br") || next == source.endIndex {
      place = next
    }
  }

  private func closing(_ open: String, _ close: String, from start: Substring.Index)
    -> Substring.Index?
  {
    guard let opening = open.utf8.first, let closing = close.utf8.first else { return nil }
    var level = 0
    var place = start
    while place < source.endIndex {
      let byte = source.utf8[place]
      if byte == opening {
        level += 1
      } else if byte == closing {
        level -= 1
        if level == 0 { return place }
      }
      place = source.utf8.index(after: place)
    }
    return nil
  }
}
