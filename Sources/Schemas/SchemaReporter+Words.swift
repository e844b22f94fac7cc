internal import Documents

// Values in words, of bounded length.

extension SchemaReporter {
  private static let excerptLength = 80

  func excerpt(_ text: String) -> String {
    guard text.utf8.count > Self.excerptLength else { return text }
    let scalars = text.unicodeScalars
    guard
      let end = scalars.index(
        scalars.startIndex, offsetBy: Self.excerptLength, limitedBy: scalars.endIndex)
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  /// A value's type and, where it is short enough to show, its text.
  func words(_ index: Int) -> String {
    let node = JSONNode(document: document, index: index)
    switch node.kind {
    case .null: return "null"
    case .boolean: return "boolean \(node.bool == true)"
    case .number:
      let tape = document.tape[index]
      let isInteger = tape.head & (Tape.fraction | Tape.exponent) == 0
      return (isInteger ? "integer " : "number ") + shown(index)
    case .string: return "string " + shown(index)
    case .array:
      switch node.count {
      case 0: return "an empty array"
      case 1: return "an array of 1 item"
      default: return "an array of \(node.count) items"
      }
    case .object:
      switch node.count {
      case 0: return "an empty object"
      case 1: return "an object with 1 member"
      default: return "an object with \(node.count) members"
      }
    }
  }

  /// A scalar's source text, cut before it is copied.
  private func shown(_ index: Int) -> String {
    let node = document.tape[index]
    let isString = node.head & Tape.kindMask == Tape.string
    let start = Int(node.offset)
    let end = start + Int(node.extent) + (isString ? 2 : 0)
    guard end - start > Self.excerptLength * 4 else {
      return excerpt(String(decoding: document.bytes[start..<end], as: UTF8.self))
    }
    // A cut sequence at the end is lost in the excerpt anyway.
    let head = document.bytes[start..<start + Self.excerptLength * 4]
    return excerpt(String(decoding: head, as: UTF8.self) + "…")
  }

  /// The values of `enum` or `const`.
  func words(_ set: SchemaProgram.ValueSet) -> String {
    let shown: [String]
    let count: Int
    if let document = set.document {
      count = set.nodes.count
      shown = set.nodes.prefix(10).map { node in
        excerpt(JSONNode(document: document, index: node).jsonText)
      }
    } else {
      count = set.texts.count
      shown = set.texts.prefix(10).map { text in
        excerpt(JSONWriter.quoted(String(decoding: text, as: UTF8.self)))
      }
    }
    let rest = count - shown.count
    let list = shown.joined(separator: ", ") + (rest > 0 ? " or \(rest) more" : "")
    return count == 1 ? list : "one of " + list
  }
}
