import Documents

/// Text of strangers made fit for a page, whatever escapes its markup later.
enum HTMLText {
  /// On one line, without what hides text or turns it round, cut with a note.
  static func line(_ text: String, limit: Int = 600) -> String {
    TerminalText.escaped(OneLine.bounded(text, limit: limit))
  }

  /// With its line breaks; tabs become two spaces.
  static func block(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { TerminalText.escaped(String($0).replacing("\t", with: "  ")) }
      .joined(separator: "\n")
  }

  /// JSON that can stand inside a `script` element: no byte of it can end the element or begin a
  /// comment (HTML Living Standard §4.12.1.3).
  static func json(_ value: Value) -> [UInt8] {
    var result: [UInt8] = []
    let bytes = JSONWriter.bytes(value)
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "<"): result += #"\u003c"#.utf8
      case UInt8(ascii: ">"): result += #"\u003e"#.utf8
      case UInt8(ascii: "&"): result += #"\u0026"#.utf8
      default: result.append(byte)
      }
    }
    return result
  }

  /// A value as the template takes it. Null is left out.
  static func context(_ value: Value) -> Any? {
    switch value.kind {
    case .null: nil
    case .bool(let flag): flag
    case .number(let number): number.integer.map { $0 as Any } ?? number.text
    case .string(let text): text
    case .array(let items): items.compactMap { context($0) }
    case .object(let members):
      members.reduce(into: [String: Any]()) { result, member in
        if let value = context(member.value) { result[member.name] = value }
      }
    }
  }
}

extension Value {
  /// A text of strangers on one line.
  static func shown(_ text: String, limit: Int = 600) -> Value {
    .string(HTMLText.line(text, limit: limit))
  }

  /// Members whose value is nil are left out.
  static func page(_ pairs: [(String, Value?)]) -> Value {
    .object(pairs.compactMap { name, value in value.map { (name, $0) } })
  }
}
